// Keeps the figures of a full run under docs/proofs, with date and commit.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

/** Writes docs/proofs/<area>-<name>.json. */
export function keepProof(name: string, figures: Record<string, unknown>, area = 'store'): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const proof = {
    proof: `${area}-${name}`,
    at: new Date().toISOString(),
    commit,
    node: process.version,
    ...figures,
  };
  mkdirSync('docs/proofs', { recursive: true });
  writeFileSync(`docs/proofs/${area}-${name}.json`, `${JSON.stringify(proof, null, 2)}\n`);
}
