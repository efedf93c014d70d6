// What differs between two runs, by words, as edits of the first; and the three-way merge of runs made of it.
import { diffArrays } from 'diff';
import { canonicalJson } from '~/shared/canonical-json';
import type { Inline } from '../../body/body.schema';
import { overlap, type RunEdit, runLength, sameStretch, sliceRun } from './run-units';

// Beyond this many differing words the run was rewritten: one edit of the whole reads better and costs nothing.
const MAX_EDITS = 1500;

/** Words, single spaces and signs; the same pieces everywhere texts are compared. */
export const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

interface Token {
  readonly key: string;
  readonly length: number;
  readonly blank: boolean;
}

function tokensOf(run: readonly Inline[]): Token[] {
  return run.flatMap((inline): Token[] => {
    if (inline.type !== 'text') return [{ key: canonicalJson(inline), length: 1, blank: false }];
    const marks = inline.marks?.length ? `\u0000${canonicalJson(inline.marks)}` : '';
    // A half of a surrogate pair is no piece of its own: normalised text has none.
    return wordsOf(inline.text).map((word) => ({
      key: word + marks,
      length: word.length,
      blank: /^\s+$/.test(word),
    }));
  });
}

interface Span {
  at: number;
  length: number;
  from: number;
  to: number;
}

function spansOf(before: readonly Token[], after: readonly Token[], join: boolean): Span[] | null {
  const parts = diffArrays([...before], [...after], {
    comparator: (a, b) => a.key === b.key,
    maxEditLength: MAX_EDITS,
  });
  if (!parts) return null;
  const spans: Span[] = [];
  let [at, to] = [0, 0];
  // The last span is still open: nothing unchanged but, when joining, blanks stands between it and what follows.
  let open = false;
  let gap = 0;
  for (const { added, removed, value } of parts) {
    const length = value.reduce((sum, token) => sum + token.length, 0);
    const last = spans.at(-1);
    if (!added && !removed) {
      const bridged: boolean = join && open && value.every((token) => token.blank);
      gap = bridged ? length : 0;
      open = bridged;
      at += length;
      to += length;
      continue;
    }
    if (open && last) {
      last.length += gap + (removed ? length : 0);
      last.to += gap + (added ? length : 0);
    } else {
      spans.push({ at, length: removed ? length : 0, from: to, to: to + (added ? length : 0) });
    }
    gap = 0;
    open = true;
    if (removed) at += length;
    else to += length;
  }
  return spans;
}

/**
 * The edits that turn `before` into `after`, by whole words. With `join`, changes that only a space parts are one.
 * Applying all of them gives `after` exactly.
 */
export function diffRuns(before: readonly Inline[], after: readonly Inline[], join = true): RunEdit[] {
  if (sameStretch(before, after)) return [];
  const spans = spansOf(tokensOf(before), tokensOf(after), join);
  if (!spans) return [{ at: 0, length: runLength(before), inserted: after }];
  return spans.map(({ at, length, from, to }) => ({ at, length, inserted: sliceRun(after, from, to) }));
}

const sameEdit = (a: RunEdit, b: RunEdit) =>
  a.at === b.at && a.length === b.length && sameStretch(a.inserted, b.inserted);

/** The edits of both sides together, or null where they changed the same words differently. */
export function mergeEdits(left: readonly RunEdit[], right: readonly RunEdit[]): RunEdit[] | null {
  const fresh = right.filter((edit) => !left.some((other) => sameEdit(edit, other)));
  const clash = fresh.some((edit) =>
    left.some(
      (other) => overlap(edit, other) || (edit.length === 0 && other.length === 0 && edit.at === other.at),
    ),
  );
  return clash ? null : [...left, ...fresh];
}
