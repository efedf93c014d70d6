// Citation scan over a folder of texts, MB of UTF-8 a second on one core. Prints JSON.
// Run: npx tsx bench/citations.ts <folder with *.txt> [rounds]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { findCitations } from '~/modules/citations';

const [folder, rounds = '3'] = process.argv.slice(2);
if (!folder) throw new Error('usage: npx tsx bench/citations.ts <folder with *.txt> [rounds]');

const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

const speeds: number[] = [];
let citations = 0;
for (let round = 0; round < Number(rounds); round += 1) {
  const started = performance.now();
  citations = texts.reduce((sum, text) => sum + findCitations(text).length, 0);
  speeds.push(bytes / 1e6 / ((performance.now() - started) / 1000));
}
const rounded = speeds.map((speed) => Math.round(speed * 100) / 100);
console.log(
  JSON.stringify({ files: texts.length, megabytes: bytes / 1e6, citations, megabytesPerSecond: rounded }),
);
