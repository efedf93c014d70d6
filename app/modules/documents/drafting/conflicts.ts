// Conflicts that wait for a person's choice. Pure. Nothing that somebody typed may leave this list by itself, except
// a wording whose every word stands in the text or in another waiting wording of the same block.
import type { Context } from '~/shared/context';
import { type Block, type DocumentBody, findBlock, type MergeConflict, ownRuns } from '../body';
import type { DraftConflict, PendingConflict } from './draft.schema';
import type { ConflictView } from './draft-save.schema';

/** Conflicts of a merge as they are kept; «hoisted» needs no choice: its text stands after the block. */
export function pendingConflicts(
  ctx: Pick<Context, 'newId' | 'now'>,
  conflicts: readonly MergeConflict[],
  names: { left: string; right: string },
): PendingConflict[] {
  return conflicts.flatMap((conflict) =>
    conflict.kind === 'hoisted'
      ? []
      : [
          {
            id: ctx.newId('cfl'),
            conflict: conflict as DraftConflict,
            leftName: names.left,
            rightName: names.right,
            at: ctx.now(),
          },
        ],
  );
}

/** Words of a block as typed, in order; marks and atoms aside. */
export function wordsOf(block: Block): string[] {
  const texts = ownRuns(block).map((run) =>
    run
      .map((inline) =>
        inline.type === 'text' || inline.type === 'citation'
          ? inline.text
          : inline.type === 'placeholder'
            ? inline.label
            : '',
      )
      .join(''),
  );
  return texts.join(' ').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Do all words stand in the other text in the same order? The last may be the beginning of a word being typed. */
export function isContained(words: readonly string[], within: readonly string[]): boolean {
  let at = 0;
  for (const word of within) {
    const wanted = words[at];
    if (wanted === undefined) break;
    if (word === wanted || (at === words.length - 1 && word.startsWith(wanted))) at += 1;
  }
  return at === words.length;
}

function waitingWords({ conflict }: PendingConflict): { blockId: string; words: string[] } | null {
  return conflict.kind === 'changed' ? { blockId: conflict.blockId, words: wordsOf(conflict.right) } : null;
}

const sameStructure = (a: DraftConflict, b: DraftConflict): boolean =>
  a.kind === b.kind &&
  (a.kind === 'order' && b.kind === 'order'
    ? a.parentId === b.parentId
    : 'blockId' in a && 'blockId' in b
      ? a.blockId === b.blockId
      : true);

/**
 * The list with newcomers. A wording contained in the block as it now stands, or in another waiting wording of the
 * same block, is dropped; of disagreements about one place or order the newest stays.
 */
export function addConflicts(
  waiting: readonly PendingConflict[],
  added: readonly PendingConflict[],
  body: DocumentBody,
): PendingConflict[] {
  if (added.length === 0) return [...waiting];
  const all = [...waiting, ...added];
  const touched = new Set(added.map(({ conflict }) => ('blockId' in conflict ? conflict.blockId : '')));
  return all.filter((one, index) => {
    const own = waitingWords(one);
    if (!own) {
      const later = all.slice(index + 1);
      return !later.some((other) => sameStructure(one.conflict, other.conflict));
    }
    if (!touched.has(own.blockId)) return true;
    const stands = findBlock(body, own.blockId);
    if (index >= waiting.length && stands && isContained(own.words, wordsOf(stands.block))) return false;
    return !all.some((other, i) => {
      const theirs = i === index ? null : waitingWords(other);
      if (!theirs || theirs.blockId !== own.blockId) return false;
      const both = isContained(theirs.words, own.words) && isContained(own.words, theirs.words);
      return isContained(own.words, theirs.words) && (!both || i > index);
    });
  });
}

/** For a browser. */
export const presentConflicts = (conflicts: readonly PendingConflict[]): ConflictView[] =>
  conflicts.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() }));
