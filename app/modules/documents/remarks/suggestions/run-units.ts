// Positions inside a run of inline content. A unit is one UTF-16 code of text or one atom, so a stretch of text, a
// reference and a field can be cut out and put in by the same numbers.
import { canonicalJson } from '~/shared/canonical-json';
import type { Inline } from '../../body/body.schema';
import { normalizeRun } from '../../body/normalize';

export const inlineLength = (inline: Inline): number => (inline.type === 'text' ? inline.text.length : 1);

export function runLength(run: readonly Inline[]): number {
  return run.reduce((sum, inline) => sum + inlineLength(inline), 0);
}

/** The part of a run from one unit to another. */
export function sliceRun(run: readonly Inline[], from: number, to: number): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  for (const inline of run) {
    const length = inlineLength(inline);
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, length)];
    if (start < end) {
      out.push(inline.type === 'text' ? { ...inline, text: inline.text.slice(start, end) } : inline);
    }
    at += length;
  }
  return out;
}

/** One replacement inside a run, in units of the run as it was. */
export interface RunEdit {
  readonly at: number;
  readonly length: number;
  readonly inserted: readonly Inline[];
}

/** Applies edits that do not overlap; those at one place in the given order. The result is normalised. */
export function editRun(run: readonly Inline[], edits: readonly RunEdit[]): Inline[] {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.at - b.edit.at || a.edit.length - b.edit.length || a.index - b.index);
  const out: Inline[] = [];
  let at = 0;
  for (const { edit } of sorted) {
    out.push(...sliceRun(run, at, edit.at), ...edit.inserted);
    at = Math.max(at, edit.at + edit.length);
  }
  out.push(...sliceRun(run, at, runLength(run)));
  return normalizeRun(out);
}

/** True when two stretches share a unit, or one begins strictly inside the other. Touching is no overlap. */
export function overlap(a: { at: number; length: number }, b: { at: number; length: number }): boolean {
  if (a.length === 0 && b.length === 0) return false;
  return a.at < b.at + b.length && b.at < a.at + a.length;
}

/** Adjacent equal text joined, nothing else changed: spaces at the ends matter inside a run. */
function joined(run: readonly Inline[]): unknown[] {
  const out: unknown[] = [];
  let last: { text: string; marks: string } | null = null;
  for (const inline of run) {
    if (inline.type !== 'text') {
      out.push(inline);
      last = null;
      continue;
    }
    const marks = canonicalJson(inline.marks ?? []);
    if (last && last.marks === marks) last.text += inline.text;
    else {
      last = { text: inline.text, marks };
      out.push(last);
    }
  }
  return out;
}

/** True when two stretches of runs say the same. */
export function sameStretch(a: readonly Inline[], b: readonly Inline[]): boolean {
  return canonicalJson(joined(a)) === canonicalJson(joined(b));
}
