// npx tsx bench/compare.ts: two versions of 300 pages compared row by row; prints JSON.
import { mapBlocks } from '~/modules/documents/body';
import { compareContents, withContext } from '~/modules/documents/versions/compare-contents';
import { bigBody, median } from './support/big-body';

const before = bigBody();
let n = 0;
/** Every tenth point reworded, every fiftieth gone; one section moved to the end. */
const edited = mapBlocks(before, (block) => {
  if (block.type !== 'item') return block;
  n += 1;
  if (n % 50 === 0) return null;
  if (n % 10 !== 0) return block;
  return {
    ...block,
    content: [
      { type: 'text' as const, text: `Дополнительно: ${JSON.stringify(block.content).slice(30, 200)}` },
    ],
  };
});
const after = { ...edited, blocks: [...edited.blocks.slice(1), edited.blocks[0]!] };

function measure(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    run();
    return performance.now() - from;
  });
  return Math.round(median(times));
}
const content = (body: typeof before) => ({ body, fields: {}, card: null });
const result = compareContents(content(before), content(after), null);
console.log(
  JSON.stringify({
    pages: 300,
    blocks: 2500,
    changed: result.changed,
    shown: withContext(result.rows).rows.length,
    differentMs: measure(() => compareContents(content(before), content(after), null)),
    equalMs: measure(() => compareContents(content(before), content(structuredClone(before)), null)),
  }),
);
