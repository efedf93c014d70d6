// What stands above the text: stamp, header, marks (СОГЛАСОВАНО, УТВЕРЖДЕНО), title, date and place. It goes into the
// fields of the template; every line of it is kept apart as it was written.
import { plainSpaces } from '~/shared/russian';
import { findDate } from './dates-in-text';
import type { ImportApart, ImportFacts } from './import.schema';
import type { Line, Piece, TablePiece } from './pieces';
import { plainText } from './pieces-of-document';
import { endsWithColon, isCapitals, namesDocument, startsLower } from './russian-cues';

export interface Front {
  readonly facts: ImportFacts;
  readonly apart: ImportApart[];
  /** How many pieces were taken off the top. */
  readonly taken: number;
}

type Mark = ImportFacts['marks'][number];
interface Reading {
  readonly facts: {
    stamp?: string;
    titleLines: string[];
    headerLines: string[];
    date?: string;
    dateText?: string;
    place?: string;
    labelled: { label: string; value: string }[];
    marks: Mark[];
  };
  readonly apart: ImportApart[];
}

const LOOK_AHEAD = 40;
const STAMP =
  /^[\s«"]*проект(?:\s+(?:резолюции|документа|положения|протокола|решения))?[\s»"]*$|^ПРОЕКТ, версия/i;
const MARK_WORD = /^(?:СОГЛАСОВАНО|УТВЕРЖДЕНО|УТВЕРЖДАЮ|УТВЕРЖДЕНА?|ПРИНЯТО|ОДОБРЕНО)\s*:?$/;
const LABELLED = /^((?:дата|время|место|адрес|форма)(?:\s+(?:и\s+\p{L}+\s+)?\p{L}+){0,2})\s*:\s*(\S.*)$/iu;
const PLACE =
  /^(?:г(?:ород|ор)?\.?\s*|пос(?:[её]лок|\.)\s*|п\.\s*|с(?:ело|\.)\s*)?(\p{Lu}[\p{L}-]+(?:[ -]\p{L}+){0,3})$/u;
const PLACE_MARKED = /^(?:г\.?|город|гор\.|пос\.|пос[её]лок|п\.|с\.|село)\s*\p{Lu}/u;
const PERSON =
  /(?:^|[\s_])(\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}+\s\p{Lu}\.\s?\p{Lu}\.)\s*$/u;
const ADOPTION = /^(?:принят[аоы]?|утвержден[аоы]?|утверждён[аоы]?)\s+\p{Ll}/iu;

const flat = (text: string) => plainSpaces(text).replace(/\s+/g, ' ').trim();

/** «25 сентября 2023 г.    Город Астрахань», «г. Благовещенск   04 сентября 2018 года», «25.09.2023». */
function readDatePlace(text: string): { date?: string; dateText?: string; place?: string } | null {
  const line = plainSpaces(text).trim();
  if (line.length > 200 || flat(line).length > 110) return null;
  const found = findDate(line);
  if (!found) return PLACE_MARKED.test(line) && PLACE.test(flat(line)) ? { place: flat(line) } : null;
  const rest = flat(`${line.slice(0, found.index)}\t${line.slice(found.index + found.text.length)}`)
    .replace(/^[,–—-]\s*|[,–—-]$/g, '')
    .trim();
  const facts = { date: found.date, dateText: flat(found.text) };
  if (rest === '') return facts;
  const gap = /\t|\s{3,}/.test(line.replace(found.text, '\t')) && PLACE.test(rest);
  return PLACE_MARKED.test(rest) || (gap && /\t|\s{3,}/.test(line)) ? { ...facts, place: rest } : null;
}

function readMark(lines: readonly string[]): Mark {
  const mark: { word: string; lines: string[]; person?: string; date?: string } = {
    word: flat(lines[0] ?? '').replace(/:$/, ''),
    lines: [],
  };
  for (const line of lines.slice(1)) {
    const person = PERSON.exec(flat(line))?.[1];
    const date = findDate(line);
    if (date && flat(line).length < 40) mark.date = date.date;
    else if (person && flat(line).length < 60) mark.person = person;
    else if (/[\p{L}]/u.test(line)) mark.lines.push(flat(line));
  }
  return mark;
}

const isLine = (piece: Piece | undefined): piece is Line => piece?.kind === 'line';

/** How many lines a mark takes: up to its date, the next mark or the title. */
function markLength(pieces: readonly Piece[], from: number): number {
  let length = 1;
  while (length < 9) {
    const line = pieces[from + length];
    if (!isLine(line) || MARK_WORD.test(flat(line.text)) || isTitle(line)) break;
    length += 1;
    if (findDate(line.text) && flat(line.text).length < 40) break;
  }
  return length;
}

const isTitle = (line: Line) =>
  line.style === 'title' ||
  (namesDocument(line.text) &&
    line.marker === 'none' &&
    flat(line.text).length < 200 &&
    !endsWithColon(line.text) &&
    (isCapitals(line.text) ||
      line.bold ||
      line.align === 'center' ||
      line.heading > 0 ||
      flat(line.text).length < 40));

/** A line that goes on a title. */
function continuesTitle(line: Line, before: Line): boolean {
  const text = flat(line.text);
  if (line.style === 'title') return true;
  if (line.marker !== 'none' || line.heading > 0 || text.length > 250 || ADOPTION.test(text)) return false;
  if (readDatePlace(line.text) || STAMP.test(text) || LABELLED.test(text)) return false;
  if (before.style === 'title') return false;
  if (isCapitals(text)) return true;
  if (/[.;:]$/.test(text)) return false;
  if (line.align === 'center' || (line.bold && before.bold)) return true;
  return (startsLower(text) || /^[«"]/.test(text)) && !line.blankBefore && isCapitals(before.text);
}

/** Marks side by side in a table without borders: each column is read down. */
function marksOfTable({ table }: TablePiece): string[][] | null {
  const columns: string[][] = [];
  for (const row of table.rows) {
    row.cells.forEach((cell, i) => {
      columns[i] = [...(columns[i] ?? []), ...cell.content.map(plainText)];
    });
  }
  const marked = columns.map((lines) => lines.filter((line) => flat(line) !== ''));
  const some = marked.filter((lines) => MARK_WORD.test(flat(lines[0] ?? '')));
  return some.length > 0 && marked.every((lines) => lines.length === 0 || some.includes(lines)) ? some : null;
}

function takeLabelled(line: Line, reading: Reading): boolean {
  const match = LABELLED.exec(flat(line.text));
  if (!match) return false;
  const [, label = '', value = ''] = match;
  reading.facts.labelled.push({ label, value });
  const date = /^дата/i.test(label) ? findDate(value) : null;
  if (date) Object.assign(reading.facts, { date: date.date, dateText: date.text });
  if (/^место|^адрес/i.test(label)) reading.facts.place ??= value;
  reading.apart.push({ kind: 'date-place', text: line.text });
  return true;
}

function takeSmall(line: Line, reading: Reading): boolean {
  const text = flat(line.text);
  if (STAMP.test(text)) {
    reading.facts.stamp = text;
    reading.apart.push({ kind: 'stamp', text: line.text });
    return true;
  }
  if (takeLabelled(line, reading)) return true;
  const where =
    reading.facts.date === undefined || reading.facts.place === undefined ? readDatePlace(line.text) : null;
  if (!where || line.marker !== 'none') return false;
  Object.assign(reading.facts, where);
  reading.apart.push({ kind: 'date-place', text: line.text });
  return true;
}

function takeTitle(pieces: readonly Piece[], from: number, reading: Reading): number {
  let at = from;
  while (at < pieces.length) {
    const line = pieces[at];
    const before = pieces[at - 1];
    if (!isLine(line) || (at > from && !(isLine(before) && continuesTitle(line, before)))) break;
    reading.facts.titleLines.push(flat(line.text));
    reading.apart.push({ kind: 'title', text: line.text });
    at += 1;
  }
  return at - from;
}

function takeMarks(pieces: readonly Piece[], at: number, reading: Reading): number {
  const piece = pieces[at];
  if (piece?.kind === 'table') {
    const marks = marksOfTable(piece);
    if (!marks) return 0;
    reading.facts.marks.push(...marks.map(readMark));
    // Row by row, as the table is read.
    const cells = piece.table.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content.map(plainText)));
    reading.apart.push({ kind: 'mark', text: cells.filter((text) => flat(text) !== '').join('\n') });
    return 1;
  }
  if (!piece || !MARK_WORD.test(flat(piece.text))) return 0;
  const lines = pieces
    .slice(at, at + markLength(pieces, at))
    .filter(isLine)
    .map(({ text }) => text);
  reading.facts.marks.push(readMark(lines));
  reading.apart.push({ kind: 'mark', text: lines.join('\n') });
  return lines.length;
}

/** Lines above the title that are set off from a text: centred, right, bold or in capitals. */
const isHeader = (line: Line) =>
  line.marker === 'none' &&
  flat(line.text).length < 250 &&
  (line.align === 'center' || line.align === 'right' || line.bold || isCapitals(line.text));

function takeHeader(line: Line, reading: Reading): void {
  reading.facts.headerLines.push(flat(line.text));
  reading.apart.push({ kind: 'header-line', text: line.text });
}

/** Takes the front matter off the top; what is not surely such stays in the text. */
export function readFront(pieces: readonly Piece[]): Front {
  const reading: Reading = { facts: { titleLines: [], headerLines: [], labelled: [], marks: [] }, apart: [] };
  const titleAt = pieces.slice(0, LOOK_AHEAD).findIndex((piece) => isLine(piece) && isTitle(piece));
  let at = 0;
  while (at < pieces.length && at < LOOK_AHEAD) {
    const piece = pieces[at];
    const marks = takeMarks(pieces, at, reading);
    if (marks > 0) at += marks;
    else if (!isLine(piece)) break;
    else if (takeSmall(piece, reading)) at += 1;
    else if (at === titleAt) at += takeTitle(pieces, at, reading);
    else if (at < titleAt && isHeader(piece)) {
      takeHeader(piece, reading);
      at += 1;
    } else if (
      reading.facts.titleLines.length > 0 &&
      ADOPTION.test(flat(piece.text)) &&
      piece.align === 'center'
    ) {
      takeHeader(piece, reading);
      at += 1;
    } else break;
  }
  return { facts: reading.facts, apart: reading.apart, taken: at };
}
