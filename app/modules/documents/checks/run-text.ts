// A run as one plain string and back: rules rewrite words without knowing where a bold stretch begins.
import { diffArrays } from 'diff';
import type { Block, Inline } from '../body/body.schema';
import { mapOwnRuns } from '../body/walk';

/** Stands for everything that is not plain text (citation, reference, field, gap). */
export const ATOM = '\uFFFC';
/** Beyond this many differing signs a rewrite is no small repair. */
const MAX_EDITS = 4000;

const holdsAtomSign = (run: readonly Inline[]) =>
  run.some((inline) => inline.type === 'text' && inline.text.includes(ATOM));

/** The run's text with every atom as one ATOM sign. */
export function maskedText(run: readonly Inline[]): string {
  return run
    .map((inline) => (inline.type === 'text' ? inline.text.replaceAll(ATOM, '\uFFFD') : ATOM))
    .join('');
}

interface Slice {
  readonly inline: Inline;
  text: string;
}

/** Hands every sign of the new text to the stretch it came from; a new sign goes with the one before it. */
function deal(run: readonly Inline[], before: string, after: string): Inline[] | null {
  const slices: Slice[] = run.map((inline) => ({ inline, text: '' }));
  const owners = run.flatMap((inline, i) =>
    new Array<number>(inline.type === 'text' ? inline.text.length : 1).fill(i),
  );
  const parts = diffArrays(before.split(''), after.split(''), { maxEditLength: MAX_EDITS });
  if (!parts) return null;
  let at = 0;
  for (const { added, removed, value } of parts) {
    if (removed) {
      if (value.includes(ATOM)) return null;
      at += value.length;
    } else if (added) {
      if (value.includes(ATOM)) return null;
      const owner = nearestText(run, owners, at);
      if (owner === null) return null;
      slices[owner]!.text += value.join('');
    } else {
      for (const sign of value) slices[owners[at++]!]!.text += sign;
    }
  }
  return slices.flatMap(({ inline, text }): Inline[] =>
    inline.type !== 'text' ? [inline] : text === '' ? [] : [{ ...inline, text }],
  );
}

/** The text stretch before position `at`, else the one that begins there. */
function nearestText(run: readonly Inline[], owners: readonly number[], at: number): number | null {
  const left = owners[at - 1];
  if (left !== undefined && run[left]?.type === 'text') return left;
  const right = owners[at];
  return right !== undefined && run[right]?.type === 'text' ? right : null;
}

/** The run with its text rewritten; unchanged where the rewrite cannot be placed. Marks and atoms stay. */
export function rewriteRun(run: Inline[], rewrite: (text: string) => string): Inline[] {
  if (holdsAtomSign(run)) return run;
  const before = maskedText(run);
  const after = rewrite(before);
  return after === before ? run : (deal(run, before, after) ?? run);
}

/** The same for every own run of a block. */
export function rewriteBlock(block: Block, rewrite: (text: string) => string): Block {
  return mapOwnRuns(block, (run) => rewriteRun(run, rewrite));
}

/** Only the first own run; for what begins a block. */
export function rewriteStart(block: Block, rewrite: (text: string) => string): Block {
  let first = true;
  return mapOwnRuns(block, (run) => {
    if (!first) return run;
    first = false;
    return rewriteRun(run, rewrite);
  });
}
