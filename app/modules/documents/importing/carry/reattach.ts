// New words of a known block with its old atoms: a citation, a field or a reference whose printed text still stands in
// the new words, in the old order, stays what it was.
import type { Inline } from '../../body/body.schema';

export interface Atom {
  readonly inline: Inline;
  readonly printed: string;
}

const textOf = (run: readonly Inline[]) =>
  run.map((inline) => (inline.type === 'text' ? inline.text : '')).join('');
const fold = (text: string) => text.replace(/[\u00a0\u202f\u2007]/g, ' ');

interface Place {
  readonly from: number;
  readonly atom: Atom;
}

function places(text: string, atoms: readonly Atom[]): Place[] {
  const found: Place[] = [];
  const folded = fold(text);
  let at = 0;
  for (const atom of atoms) {
    if (atom.printed === '') continue;
    const from = folded.indexOf(fold(atom.printed), at);
    if (from < 0) continue;
    found.push({ from, atom });
    at = from + atom.printed.length;
  }
  return found;
}

/** The run with atoms in their places; what is not found stays plain text. */
export function reattach(run: readonly Inline[], atoms: readonly Atom[]): Inline[] {
  const found = places(textOf(run), atoms);
  if (found.length === 0) return [...run];
  const out: Inline[] = [];
  let position = 0;
  let next = 0;
  /** Where the atom that was placed last ends: its printed letters are not written again. */
  let covered = 0;
  for (const inline of run) {
    if (inline.type !== 'text') continue;
    const end = position + inline.text.length;
    let from = position;
    while (next < found.length && (found[next] as Place).from < end) {
      const { from: at, atom } = found[next] as Place;
      const start = Math.max(from, covered);
      if (at > start) out.push({ ...inline, text: inline.text.slice(start - position, at - position) });
      out.push(atom.inline);
      covered = at + atom.printed.length;
      from = Math.min(covered, end);
      next += 1;
    }
    const start = Math.max(from, covered);
    if (start < end) out.push({ ...inline, text: inline.text.slice(start - position) });
    position = end;
  }
  return out;
}
