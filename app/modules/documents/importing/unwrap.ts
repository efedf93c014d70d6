// Plain text that was printed, scanned or taken out of a PDF: wrapped lines become paragraphs again, page numbers and
// the printer's addresses are set apart. Letters are never changed: a hyphen at a line's end stays, with a doubt.
import type { Inline } from '../body/body.schema';
import { type Doubts, type Line, type Piece, withRun } from './pieces';
import { endsSentence, isCapitals, startsLower } from './russian-cues';

export interface Unwrapped {
  readonly pieces: Piece[];
  readonly debris: string[];
}

const isLine = (piece: Piece | undefined): piece is Line => piece?.kind === 'line';
const URL_ONLY = /^(?:https?:\/\/|www\.)\S+$/i;
const PAGE_NUMBER =
  /^(?:[-–—]\s*)?(?:(?:стр(?:аница|\.)?|лист)\s*)?\d{1,4}(?:\s*(?:из|\/)\s*\d{1,4})?(?:\s*[-–—])?$/i;
const BOOKMARK = /^\s*\[bookmark:[^\]]*\]\s*/i;

/** The width to which the text was wrapped; 0 when it was not. */
function wrapWidth(pieces: readonly Piece[]): number {
  const lengths = pieces
    .filter(isLine)
    .map((line) => line.text.trim())
    .filter((text) => !URL_ONLY.test(text))
    .map((text) => text.length)
    .sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  if (lengths.length < 12 || width > 130 || width < 40) return 0;
  const full = lengths.filter((length) => length > width * 0.65).length;
  return full * 2 >= lengths.length ? width : 0;
}

const hostOf = (url: string) => url.replace(/^https?:\/\//i, '').split(/[/?#]/)[0] ?? '';

/** Lines of addresses that a printer left: several together, or one whose site the text names itself. */
function addressDebris(pieces: readonly Piece[]): Set<Piece> {
  const debris = new Set<Piece>();
  const texts = pieces
    .filter(isLine)
    .filter((line) => !URL_ONLY.test(line.text.trim()))
    .map((line) => line.text);
  let group: Line[] = [];
  const close = () => {
    const told =
      group.length > 1 || group.some((line) => texts.some((text) => text.includes(hostOf(line.text.trim()))));
    if (told) for (const line of group) debris.add(line);
    group = [];
  };
  for (const piece of pieces) {
    if (isLine(piece) && URL_ONLY.test(piece.text.trim())) group.push(piece);
    else close();
  }
  close();
  return debris;
}

function cutFront(line: Line, length: number): Line {
  let left = length;
  const run = line.run.flatMap((inline): Inline[] => {
    if (inline.type !== 'text' || left === 0) return [inline];
    const text = inline.text.slice(left);
    left = Math.max(0, left - inline.text.length);
    return text === '' ? [] : [{ ...inline, text }];
  });
  return withRun(line, run);
}

function dropDebris(pieces: readonly Piece[], width: number, doubts: Doubts): Unwrapped {
  const addresses = width > 0 ? addressDebris(pieces) : new Set<Piece>();
  const debris: string[] = [];
  const kept = pieces.flatMap((piece): Piece[] => {
    if (!isLine(piece)) return [piece];
    const bookmark = BOOKMARK.exec(piece.text);
    if (bookmark) {
      debris.push(bookmark[0].trim());
      const rest = cutFront(piece, bookmark[0].length);
      return rest.text.trim() === '' ? [] : [rest];
    }
    const isNumber = width > 0 && PAGE_NUMBER.test(piece.text.trim());
    if (!addresses.has(piece) && !isNumber) return [piece];
    debris.push(piece.text.trim());
    return [];
  });
  if (debris.length > 0) {
    const message = `Строки-мусор отложены отдельно (номера страниц, адреса печати): ${debris.length}`;
    doubts.add('debris', message, [...new Set(debris)].join(' · '));
  }
  return { pieces: kept, debris };
}

/** «…сторон г.» goes on; «2023 г.» may end a sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:(?<!\d\s?)г|гор|ул|д|кв|п|пп|ст|ч|им|пр|проф|тыс|т\.е)\.$/u;
const HYPHEN = /[\p{L}\d]-$/u;

function joinLines(first: Line, second: Line, doubts: Doubts): Line {
  const before = first.text.trimEnd();
  const hyphen = HYPHEN.test(before);
  if (hyphen && !/https?:\S*$/i.test(before)) {
    const word = `${/\S+$/.exec(before)?.[0] ?? ''}${/^\S+/.exec(second.text.trimStart())?.[0] ?? ''}`;
    doubts.add('hyphenation', 'Перенос в конце строки: дефис оставлен, проверьте, нужен ли он', word);
  }
  const glue: Inline[] = hyphen ? [] : [{ type: 'text', text: ' ' }];
  const trimmed = first.run.map(
    (inline, i): Inline =>
      i === first.run.length - 1 && inline.type === 'text'
        ? { ...inline, text: inline.text.trimEnd() }
        : inline,
  );
  const run = [...trimmed, ...glue, ...second.run];
  const joined = withRun(first, run);
  return { ...joined, bold: first.bold && second.bold };
}

/** Whether a wrapped line goes on in the next. */
function goesOn(before: Line, last: string, next: Line, width: number): boolean {
  if (next.marker !== 'none' || next.heading > 0 || before.heading > 0) return false;
  // A wide gap inside a line stands between date and place.
  if (/\S\s{3,}\S|\t/.test(last.trim()) || /\S\s{3,}\S|\t/.test(next.text.trim())) return false;
  if (isCapitals(last) !== isCapitals(next.text) || (isCapitals(last) && isCapitals(next.text))) {
    if (last.trim().length < width * 0.75) return false;
  }
  const length = last.trim().length;
  if (startsLower(next.text) && !/[.!?]\s*$/.test(last)) return true;
  if (HYPHEN.test(last.trim())) return true;
  if (ABBREVIATION.test(last.trim())) return true;
  if (endsSentence(last)) return length >= width * 0.97;
  if (/[»"”]\s*$/.test(last)) return length >= width * 0.88;
  return length >= width * 0.6;
}

/** Joins wrapped lines of one paragraph. */
function joinWrapped(pieces: readonly Piece[], width: number, doubts: Doubts): Piece[] {
  const out: Piece[] = [];
  let last = '';
  for (const piece of pieces) {
    const before = out.at(-1);
    if (isLine(piece) && isLine(before) && goesOn(before, last, piece, width)) {
      out[out.length - 1] = joinLines(before, piece, doubts);
    } else out.push(piece);
    last = isLine(piece) ? piece.text : '';
  }
  return out;
}

/** A paragraph torn by a page end: a long line without an end, then one that begins with a small letter. */
function joinTorn(pieces: readonly Piece[], plainText: boolean, doubts: Doubts): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const before = out.at(-1);
    if (!isLine(piece) || !isLine(before) || !isTorn(before, piece, plainText)) {
      out.push(piece);
      continue;
    }
    if (piece.blankBefore || !plainText)
      doubts.add(
        'joined',
        'Разорванный абзац соединён',
        `${before.text.slice(-60)} ⏐ ${piece.text.slice(0, 60)}`,
      );
    out[out.length - 1] = joinLines(before, piece, doubts);
  }
  return out;
}

function isTorn(before: Line, next: Line, plainText: boolean): boolean {
  if (next.marker !== 'none' || next.heading > 0 || before.heading > 0 || next.style !== 'plain')
    return false;
  if (before.style !== 'plain' || next.anchors.length > 0 || !startsLower(next.text)) return false;
  if (!/[\p{L}\d,]\s*$/u.test(before.text) || isCapitals(before.text)) return false;
  if (/\S\s{3,}\S|\t/.test(before.text.trim())) return false;
  const sameParagraph = plainText && !next.blankBefore;
  return sameParagraph || before.text.trim().length >= 60;
}

/** Mends the lines of a file; `plainText` for formats without paragraphs. */
export function unwrap(pieces: readonly Piece[], plainText: boolean, doubts: Doubts): Unwrapped {
  const width = plainText ? wrapWidth(pieces) : 0;
  const clean = dropDebris(pieces, width, doubts);
  const joined =
    width > 0 ? joinWrapped(clean.pieces, width, doubts) : joinTorn(clean.pieces, plainText, doubts);
  return { pieces: joined, debris: clean.debris };
}
