// «Пересобрать из шаблона»: a three-way merge of the text as the template made it, the text as people have it now, and
// the text as the template makes it from the new fields. Pure.
import {
  type Block,
  blockText,
  type DocumentBody,
  differingProperties,
  displayContext,
  flattenBlocks,
  type MergeConflict,
  type MergeSide,
  mapBlocks,
  mapOwnRuns,
  mergeBodies,
  resolveConflict,
  type ValueResolver,
} from '../body';

/** Did a template make at least one block of this text? An imported text has none. */
export const isFromTemplate = (body: DocumentBody): boolean =>
  flattenBlocks(body).some(({ block }) => block.origin !== undefined);

/** How many blocks of the text stand as this rendering made them. */
function likeness(made: DocumentBody, current: ReadonlyMap<string, Block>): number {
  return flattenBlocks(made).filter(({ block }) => {
    const now = current.get(block.id);
    return now !== undefined && differingProperties(block, now).length === 0;
  }).length;
}

/**
 * The rendering the text was made from: fields may have been saved without rebuilding, so among the renderings of all
 * versions' fields it is the one the text resembles most; the earlier in the list wins among equals.
 */
export function chooseBase(renderings: readonly DocumentBody[], current: DocumentBody): DocumentBody {
  const blocks = new Map(flattenBlocks(current).map(({ block }) => [block.id, block]));
  let best = { body: current, score: -1 };
  for (const body of renderings) {
    const score = likeness(body, blocks);
    if (score > best.score) best = { body, score };
  }
  return best.body;
}

/** Names one conflict for the choice a person makes in a form. */
export function conflictKey(conflict: MergeConflict): string {
  if ('blockId' in conflict) return `${conflict.kind}:${conflict.blockId}`;
  return conflict.kind === 'order' ? `order:${conflict.parentId}` : conflict.kind;
}

export interface Rebuilt {
  readonly body: DocumentBody;
  readonly conflicts: readonly MergeConflict[];
}

/** Left is the text as it is, right the template's; what has no choice stays as it is. */
export function rebuildBody(
  sides: { base: DocumentBody; current: DocumentBody; made: DocumentBody },
  choices: ReadonlyMap<string, MergeSide>,
): Rebuilt {
  const merged = mergeBodies(sides.base, sides.current, sides.made);
  const conflicts = merged.conflicts.filter(({ kind }) => kind !== 'hoisted');
  const body = conflicts
    .filter((conflict) => choices.get(conflictKey(conflict)) === 'right')
    .reduce((text, conflict) => resolveConflict(text, conflict, 'right'), merged.body);
  return { body, conflicts };
}

/** The text with its field values written out: two of these show in words what other values change. */
export function writeOutFields(body: DocumentBody, values: ValueResolver): DocumentBody {
  return mapBlocks(body, (block) =>
    mapOwnRuns(block, (run) =>
      run.map((inline) =>
        inline.type === 'field'
          ? { type: 'text' as const, text: values(inline.path, inline.format) || '________' }
          : inline,
      ),
    ),
  );
}

export interface ConflictSides {
  readonly key: string;
  readonly kind: MergeConflict['kind'];
  readonly number: string;
  /** The text as it is now; null where it was removed. */
  readonly current: string | null;
  readonly made: string | null;
}

/** Both sides of a conflict in words. */
export function conflictSides(
  conflict: MergeConflict,
  sides: { current: DocumentBody; made: DocumentBody },
  values: { current: ValueResolver; made: ValueResolver },
): ConflictSides {
  const contexts = {
    current: displayContext(sides.current, values.current),
    made: displayContext(sides.made, values.made),
  };
  const id = 'blockId' in conflict ? conflict.blockId : '';
  const number = contexts.current.numbers.get(id)?.label ?? contexts.made.numbers.get(id)?.label ?? '';
  const text = (block: Block | null, side: 'current' | 'made') =>
    block === null ? null : blockText(block, contexts[side]);
  const own = { key: conflictKey(conflict), kind: conflict.kind, number };
  switch (conflict.kind) {
    case 'changed':
      return { ...own, current: text(conflict.left, 'current'), made: text(conflict.right, 'made') };
    case 'removed-changed':
      return conflict.removedBy === 'left'
        ? { ...own, current: null, made: text(conflict.kept, 'made') }
        : { ...own, current: text(conflict.kept, 'current'), made: null };
    default:
      return { ...own, current: '', made: '' };
  }
}
