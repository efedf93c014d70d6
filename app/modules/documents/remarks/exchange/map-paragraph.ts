// Changes of one paragraph of a file as edits of the text we sent out, each with its author.
import type { Inline } from '../../body/body.schema';
import { diffWords } from '../../body/changes';
import { foldSame } from './expected-paragraphs';
import { type FilePiece, textOfPieces } from './file-paragraphs';

export interface Signed {
  /** null = a change that nobody marked. */
  readonly author: string | null;
  readonly date: string | null;
}
/** In positions of the text that we sent. */
export interface PrintedEdit extends Signed {
  readonly from: number;
  readonly to: number;
  readonly inserted: readonly Inline[];
}

const UNMARKED: Signed = { author: null, date: null };
const signOf = ({ revision }: FilePiece): Signed =>
  revision ? { author: revision.author, date: revision.date ?? null } : UNMARKED;

const inlinesOf = (pieces: readonly FilePiece[]): Inline[] =>
  pieces.map(({ text, marks }) => ({
    type: 'text',
    text: text.replace(/[\t\n]/g, ' '),
    ...(marks.length > 0 ? { marks: [...marks] } : {}),
  }));

/**
 * The pieces of a paragraph: what was deleted and inserted side by side by one author is one edit. Pieces that stood
 * only in the new paragraph follow in their places.
 */
export function trackedEdits(before: readonly FilePiece[], after: readonly FilePiece[]): PrintedEdit[] {
  const own = new Set(before);
  const order = mergeOrder(before, after);
  const edits: { from: number; to: number; inserted: FilePiece[]; sign: Signed }[] = [];
  let at = 0;
  let open = false;
  const stays = new Set(after);
  for (const piece of order) {
    const was = own.has(piece) && piece.before;
    const is = stays.has(piece) && piece.after;
    if (was && is) {
      at += piece.text.length;
      open = false;
      continue;
    }
    if (!was && !is) continue;
    const sign = signOf(piece);
    const last = edits.at(-1);
    const same = open && last?.sign.author === sign.author;
    const edit = same && last ? last : { from: at, to: at, inserted: [], sign };
    if (!same) edits.push(edit);
    open = true;
    if (was) {
      at += piece.text.length;
      edit.to = at;
    } else edit.inserted.push(piece);
  }
  return edits.map(({ from, to, inserted, sign }) => ({ from, to, inserted: inlinesOf(inserted), ...sign }));
}

/** Both lists in one order; shared pieces keep theirs. */
function mergeOrder(before: readonly FilePiece[], after: readonly FilePiece[]): FilePiece[] {
  const inAfter = new Set(after);
  const out: FilePiece[] = [];
  let next = 0;
  for (const piece of before) {
    if (inAfter.has(piece)) {
      while (next < after.length && after[next] !== piece) out.push(after[next++]!);
      next++;
    }
    out.push(piece);
  }
  out.push(...after.slice(next));
  return [...new Set(out)];
}

/** Edits that nobody marked: what the file had before its tracked changes against what we sent. */
function unmarkedEdits(sent: string, had: string): { from: number; to: number; text: string }[] {
  if (foldSame(sent) === foldSame(had)) return [];
  const edits: { from: number; to: number; text: string }[] = [];
  let at = 0;
  let open = false;
  for (const { kind, text } of diffWords(foldSame(sent), foldSame(had))) {
    if (kind === 'same') {
      at += text.length;
      open = false;
      continue;
    }
    const edit = open ? edits.at(-1)! : { from: at, to: at, text: '' };
    if (!open) edits.push(edit);
    open = true;
    if (kind === 'removed') {
      at += text.length;
      edit.to = at;
    } else edit.text += text;
  }
  return edits;
}

/**
 * All edits of one paragraph in positions of the text that we sent. Where marked and unmarked changes meet, they are
 * one edit of the one who marked.
 */
export function paragraphEdits(
  sent: string,
  before: readonly FilePiece[],
  after: readonly FilePiece[],
): PrintedEdit[] {
  const had = textOfPieces(before, 'before');
  const unmarked = unmarkedEdits(sent, had);
  const tracked = trackedEdits(before, after);
  if (unmarked.length === 0) return tracked;
  const plain = unmarked.map(
    ({ from, to, text }): PrintedEdit => ({
      from,
      to,
      inserted: text === '' ? [] : [{ type: 'text', text }],
      ...UNMARKED,
    }),
  );
  const moved = tracked.map((edit) => shiftBack(edit, unmarked));
  if (moved.some((edit) => edit === null)) return whole(sent, after, tracked);
  return [...plain, ...(moved as PrintedEdit[])].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** From positions of the file's old text to those of the text that we sent; null inside an unmarked change. */
function shiftBack(
  edit: PrintedEdit,
  unmarked: readonly { from: number; to: number; text: string }[],
): PrintedEdit | null {
  let shift = 0;
  for (const { from, to, text } of unmarked) {
    const start = from - shift;
    const end = start + text.length;
    if (edit.to <= start) break;
    if (edit.from < end) return null;
    shift += to - from - text.length;
  }
  return { ...edit, from: edit.from + shift, to: edit.to + shift };
}

function whole(sent: string, after: readonly FilePiece[], tracked: readonly PrintedEdit[]): PrintedEdit[] {
  const now = textOfPieces(after, 'after');
  const first = tracked[0] ?? UNMARKED;
  return unmarkedEdits(sent, now).map(({ from, to, text }) => ({
    from,
    to,
    inserted: text === '' ? [] : [{ type: 'text', text }],
    author: first.author,
    date: first.date,
  }));
}
