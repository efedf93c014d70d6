// Acceptance: the suggested body is built on the version the suggestions name, then merged into the text as it is now.
// What was accepted before is part of both sides, so accepting one leaves the others to the letter where they were.
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, DocumentBody } from '../../body/body.schema';
import { type MergeConflict, mergeBodies } from '../../body/merge';
import { childrenOf, flattenBlocks, mapBlocks, withChildren } from '../../body/walk';
import { applyOps } from './apply-ops';
import { mergeBlock } from './merge-blocks';
import type { NamedOp, SuggestionOp } from './suggestion-ops.schema';

export interface ApplyInput {
  /** The version that the suggestions were made on. */
  readonly base: DocumentBody;
  /** Those of the same version that were accepted before. */
  readonly accepted: readonly NamedOp[];
  readonly chosen: readonly NamedOp[];
  /** The text as it is now. */
  readonly current: DocumentBody;
}

export interface AppliedSuggestions {
  readonly body: DocumentBody;
  readonly applied: readonly string[];
  /** The text has changed since: these say nothing about it any more. */
  readonly unfit: readonly string[];
}

/** Ids of blocks a change reads or writes. */
function blocksOf(op: SuggestionOp): string[] {
  switch (op.kind) {
    case 'insert-block': {
      const inside = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [op.block] });
      return [op.place.parentId, ...inside.map(({ block }) => block.id)];
    }
    case 'move-block':
      return [op.blockId, op.place.parentId];
    case 'delete-block':
      return [...op.ids];
    default:
      return [op.blockId];
  }
}

function blocksOfConflict(conflict: MergeConflict): string[] {
  if (conflict.kind === 'numbering') return [];
  if (conflict.kind === 'order') return [conflict.parentId];
  if (conflict.kind === 'hoisted') return [conflict.blockId, ...conflict.children];
  return [conflict.blockId];
}

/** Parents whose order of children a change takes part in. */
function ordersOf(op: SuggestionOp, parents: ReadonlyMap<string, string>): string[] {
  const home = (id: string) => parents.get(id) ?? '';
  if (op.kind === 'insert-block') return [op.place.parentId];
  if (op.kind === 'move-block') return [op.place.parentId, home(op.blockId)];
  return op.kind === 'delete-block' ? op.ids.map(home) : [];
}

function replaceOwn(body: DocumentBody, own: ReadonlyMap<string, Block>): DocumentBody {
  if (own.size === 0) return body;
  return mapBlocks(body, (block) => {
    const merged = own.get(block.id);
    return merged ? withChildren(merged, [...childrenOf(block)]) : block;
  });
}

interface Merged {
  readonly body: DocumentBody;
  readonly conflicts: readonly MergeConflict[];
}

/** The merge of bodies, with blocks that both sides changed merged by words where the words differ. */
function mergeByWords(before: DocumentBody, current: DocumentBody, after: DocumentBody): Merged {
  if (canonicalJson(before) === canonicalJson(current)) return { body: after, conflicts: [] };
  const { body, conflicts } = mergeBodies(before, current, after);
  const merged = new Map<string, Block>();
  const left = conflicts.filter((conflict) => {
    if (conflict.kind !== 'changed' || !conflict.base) return true;
    const block = mergeBlock(conflict.base, conflict.left, conflict.right);
    if (block) merged.set(conflict.blockId, block);
    return !block;
  });
  return { body: replaceOwn(body, merged), conflicts: left };
}

function guilty(
  conflicts: readonly MergeConflict[],
  chosen: readonly NamedOp[],
  base: DocumentBody,
): Set<string> {
  const parents = new Map(flattenBlocks(base).map(({ block, parent }) => [block.id, parent?.id ?? '']));
  const blocks = new Set(conflicts.filter(({ kind }) => kind !== 'order').flatMap(blocksOfConflict));
  const orders = new Set(conflicts.filter(({ kind }) => kind === 'order').flatMap(blocksOfConflict));
  const found = chosen.filter(
    ({ op }) =>
      blocksOf(op).some((id) => blocks.has(id)) || ordersOf(op, parents).some((id) => orders.has(id)),
  );
  // A conflict always comes from both sides; were none found to blame, nothing is taken rather than something wrong.
  return new Set((found.length > 0 ? found : chosen).map(({ id }) => id));
}

/**
 * Takes the chosen suggestions into the current text. Pure, deterministic; suggestions that no longer fit are left out
 * and named, the rest is taken. Taking what is already in the text changes nothing, so a repeated call is safe.
 */
export function applySuggestions({ base, accepted, chosen, current }: ApplyInput): AppliedSuggestions {
  const before = applyOps(base, accepted).body;
  const unfit = new Set<string>();
  let left = chosen;
  for (;;) {
    const { body: after, skipped } = applyOps(base, [...accepted, ...left]);
    const bad = left.filter(({ id }) => skipped.has(id)).map(({ id }) => id);
    const merged = bad.length > 0 ? null : mergeByWords(before, current, after);
    const blamed = merged && merged.conflicts.length > 0 ? guilty(merged.conflicts, left, base) : [];
    for (const id of [...bad, ...blamed]) unfit.add(id);
    if (left.length === 0) return result(current, chosen, unfit);
    if (merged && merged.conflicts.length === 0) return result(merged.body, chosen, unfit);
    left = left.filter(({ id }) => !unfit.has(id));
  }
}

function result(
  body: DocumentBody,
  chosen: readonly NamedOp[],
  unfit: ReadonlySet<string>,
): AppliedSuggestions {
  return {
    body,
    applied: chosen.filter(({ id }) => !unfit.has(id)).map(({ id }) => id),
    unfit: chosen.filter(({ id }) => unfit.has(id)).map(({ id }) => id),
  };
}

/** Which of the suggestions no longer fit the text, each looked at alone; two authors' rivals both still fit. */
export function findUnfit({ base, accepted, chosen, current }: ApplyInput): Set<string> {
  // What goes in together also goes in alone; only the rest is worth a merge of its own.
  const doubtful = new Set(applySuggestions({ base, accepted, chosen, current }).unfit);
  const unfit = chosen
    .filter(({ id }) => doubtful.has(id))
    .filter((one) => applySuggestions({ base, accepted, chosen: [one], current }).unfit.length > 0);
  return new Set(unfit.map(({ id }) => id));
}
