// The merge of bodies stops at the block; a suggestion is often about three words of it. Here one block that both
// sides changed is merged word by word; null where the very same words differ.
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, Inline } from '../../body/body.schema';
import { choose } from '../../body/merge-nodes';
import { mapOwnRuns, ownRuns } from '../../body/walk';
import { diffRuns, mergeEdits } from './diff-runs';
import { editRun } from './run-units';

const shapeOf = (block: Block): string => {
  const { origin: _origin, ...own } = mapOwnRuns(block, () => []) as Block & { children?: Block[] };
  return canonicalJson({ ...own, children: [] });
};

function mergeRun(base: Inline[], left: Inline[], right: Inline[]): Inline[] | null {
  const chosen = choose(canonicalJson(base), canonicalJson(left), canonicalJson(right));
  if (chosen !== 'conflict') return chosen.value === canonicalJson(left) ? left : right;
  const edits = mergeEdits(diffRuns(base, left, false), diffRuns(base, right, false));
  return edits && editRun(base, edits);
}

/** True when two blocks differ in the words of their runs only, run by run. */
export function sameShape(a: Block, b: Block): boolean {
  return a.type === b.type && shapeOf(a) === shapeOf(b) && ownRuns(a).length === ownRuns(b).length;
}

/** Blocks without children. The result carries the shape of the side that changed it. */
export function mergeBlock(base: Block, left: Block, right: Block): Block | null {
  const shape = choose(shapeOf(base), shapeOf(left), shapeOf(right));
  if (shape === 'conflict') return null;
  const [ofBase, ofLeft, ofRight] = [ownRuns(base), ownRuns(left), ownRuns(right)];
  if (ofLeft.length !== ofBase.length || ofRight.length !== ofBase.length) return null;
  const runs: Inline[][] = [];
  for (let i = 0; i < ofBase.length; i++) {
    const run = mergeRun(ofBase[i]!, ofLeft[i]!, ofRight[i]!);
    if (!run) return null;
    runs.push(run);
  }
  let next = 0;
  return mapOwnRuns(shape.value === shapeOf(left) ? left : right, () => runs[next++] ?? []);
}
