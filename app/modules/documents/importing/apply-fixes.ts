// The mendings that a person took, applied to the imported tree. Pure; a doubt without a fix or block changes nothing.
import type { DocumentBody } from '../body/body.schema';
import { mapBlocks } from '../body/walk';
import { rewriteBlock } from '../checks/run-text';
import type { ImportDoubt } from './import.schema';

/** `taken` are ids of doubts. Idempotent: what is mended has nothing to mend. */
export function applyImportFixes(
  body: DocumentBody,
  doubts: readonly ImportDoubt[],
  taken: readonly string[],
): DocumentBody {
  const ids = new Set(taken);
  const byBlock = new Map<string, { from: string; to: string }[]>();
  for (const { id, blockId, fix } of doubts) {
    if (!ids.has(id) || !fix || blockId === null) continue;
    byBlock.set(blockId, [...(byBlock.get(blockId) ?? []), fix]);
  }
  if (byBlock.size === 0) return body;
  return mapBlocks(body, (block) => {
    const fixes = byBlock.get(block.id);
    if (!fixes) return block;
    return rewriteBlock(block, (text) =>
      fixes.reduce((done, { from, to }) => done.replaceAll(from, to), text),
    );
  });
}
