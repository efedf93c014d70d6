// From two bodies to suggested changes: each small enough to be taken alone, all together giving the second body.

import type { Block, DocumentBody } from '../../body/body.schema';
import { movedIds } from '../../body/changes';
import { ownKey } from '../../body/merge-nodes';
import { addTo } from '../../body/multi-map';
import { childrenOf, flattenBlocks, ownRuns, type PlacedBlock, withChildren } from '../../body/walk';
import { diffRuns } from './diff-runs';
import { sameShape } from './merge-blocks';
import { sliceRun } from './run-units';
import type { Place, SuggestionOp } from './suggestion-ops.schema';

/** Changes of what one block says; words where only words differ, else the block whole. Children are not looked at. */
export function diffBlock(before: Block, after: Block): SuggestionOp[] {
  const blockId = before.id;
  if (!sameShape(before, after)) {
    return [{ kind: 'change-block', blockId, block: withChildren(after, []) }];
  }
  const now = ownRuns(after);
  return ownRuns(before).flatMap((run, index) =>
    diffRuns(run, now[index] ?? []).map(
      ({ at, length, inserted }): SuggestionOp => ({
        kind: 'replace-text',
        blockId,
        run: index,
        at,
        removed: sliceRun(run, at, at + length),
        inserted: [...inserted],
      }),
    ),
  );
}

function deletions(before: readonly PlacedBlock[], now: ReadonlySet<string>): SuggestionOp[] {
  const groups = new Map<string, string[]>();
  const top = new Map<string, string>();
  for (const { block, parent } of before) {
    if (now.has(block.id)) continue;
    const head = (parent && top.get(parent.id)) ?? block.id;
    top.set(block.id, head);
    addTo(groups, head, block.id);
  }
  return [...groups].map(([blockId, ids]) => ({ kind: 'delete-block', blockId, ids }));
}

const onlyNew = (block: Block, old: ReadonlySet<string>): Block =>
  withChildren(
    block,
    childrenOf(block)
      .filter((child) => !old.has(child.id))
      .map((child) => onlyNew(child, old)),
  );

function placements(
  after: DocumentBody,
  old: ReadonlySet<string>,
  moved: ReadonlySet<string>,
): SuggestionOp[] {
  const ops: SuggestionOp[] = [];
  const visit = (parentId: string, blocks: readonly Block[]): void => {
    const parentIsNew = parentId !== '' && !old.has(parentId);
    let [afterId, rank]: [string | null, number] = [null, 0];
    for (const block of blocks) {
      const isNew = !old.has(block.id);
      const place: Place = { parentId, afterId, rank };
      if (isNew ? parentIsNew : !moved.has(block.id)) [afterId, rank] = [block.id, 0];
      else {
        ops.push(
          isNew
            ? { kind: 'insert-block', block: onlyNew(block, old), place }
            : { kind: 'move-block', blockId: block.id, place },
        );
        rank += 1;
      }
      visit(block.id, childrenOf(block));
    }
  };
  visit('', after.blocks);
  return ops;
}

/**
 * The changes that turn `before` into `after`, in reading order of kinds: words, insertions and moves, deletions.
 * Law, property-tested: applying all of them to `before` gives `after`. The numbering mode is no suggestion.
 */
export function diffBodies(before: DocumentBody, after: DocumentBody): SuggestionOp[] {
  const [listBefore, listAfter] = [flattenBlocks(before), flattenBlocks(after)];
  const was = new Map(listBefore.map(({ block }) => [block.id, block]));
  const now = new Set(listAfter.map(({ block }) => block.id));
  const moved = movedIds(listBefore, listAfter);
  const words = listAfter.flatMap(({ block }) => {
    const old = was.get(block.id);
    return old && ownKey(withChildren(old, [])) !== ownKey(withChildren(block, []))
      ? diffBlock(old, block)
      : [];
  });
  return [...words, ...placements(after, new Set(was.keys()), moved), ...deletions(listBefore, now)];
}
