// From raw lines to lines of an act: raised digits, underscores of publishers, notes apart, paragraphs that a link broke
// in two put together again. Nothing is dropped: what is not text of the act becomes a note.
import type { ActLine } from '../structure/provision.types';
import { readMark } from '../structure/read-mark';
import { closingBracket, opensNote, takeNotes } from './note-text';
import { RAISED, type RawLine } from './raw-line';

const MOST_JOINED = 12;
const PUBLISHER =
  /^(?:_{3,}|-{3,}|Примечание изготовителя базы данных|Комментарий к |См\. (?:предыдущую|следующую) редакцию|Документ с изменениями, внесенными)/u;
const RAISED_DIGITS = new RegExp(`(?<=[\\p{L}\\d])${RAISED}(\\d[\\d-]*)`, 'gu');

/** «44» + raised «1» → «44.1»; «44_1» → «44.1»; a raised sign elsewhere (m²) stays where it is. */
export function plainNumbers(text: string): string {
  return text
    .replace(RAISED_DIGITS, (whole, digits: string, at: number) => {
      const before = text.slice(0, at);
      const isNumber =
        /\d$|[IVXLC]$/u.test(before) ||
        /(?:^|["«(]|подпункт\S*\s)[а-яё]$/u.test(at === 1 ? before : ` ${before.slice(-14)}`);
      return isNumber ? `.${digits}` : whole;
    })
    .replace(/(?<=\d|\b[IVXLC]{1,5}|(?:^|[\s("«])[а-яё])_(?=\d)/gu, '.')
    .replaceAll(RAISED, '');
}

interface Working {
  text: string;
  notes: string[];
  isHeading: boolean;
  table?: ActLine['table'];
  line: number;
}

function clean(raw: RawLine): Working {
  const taken = raw.table ? { text: raw.text, notes: [] } : takeNotes(raw.text.replace(/\s+/gu, ' ').trim());
  return {
    text: plainNumbers(taken.text),
    notes: [...(raw.notes ?? []), ...taken.notes].map((note) =>
      plainNumbers(note.replace(/\s+/gu, ' ').trim()),
    ),
    isHeading: raw.isHeading ?? false,
    line: raw.line,
    ...(raw.table ? { table: raw.table } : {}),
  };
}

/** A note that several paragraphs hold is gathered up to its closing bracket. */
function gatherNotes(lines: readonly RawLine[]): RawLine[] {
  const out: RawLine[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as RawLine;
    const start = line.table ? -1 : line.text.lastIndexOf('(');
    if (start < 0 || !opensNote(line.text.slice(start)) || closingBracket(line.text, start) >= 0) {
      out.push(line);
      continue;
    }
    let text = line.text;
    let last = i;
    while (
      closingBracket(text, start) < 0 &&
      last - i < MOST_JOINED &&
      lines[last + 1] &&
      !lines[last + 1]?.table
    ) {
      last += 1;
      text += ` ${lines[last]?.text ?? ''}`;
    }
    if (closingBracket(text, start) < 0) out.push(line);
    else {
      out.push({ ...line, text });
      i = last;
    }
  }
  return out;
}

/** Signature and approval of what follows run together on one line: «Председатель … УТВЕРЖДЕНЫ постановлением …». */
const APPROVAL_INSIDE = /\s(?=УТВЕРЖДЕН[ЫАО]?\s(?:постановлением|приказом|распоряжением)\s)/u;

function splitApproval(raw: RawLine): RawLine[] {
  const at = raw.table ? -1 : raw.text.search(APPROVAL_INSIDE);
  if (at <= 0) return [raw];
  return [
    { ...raw, text: raw.text.slice(0, at) },
    { text: raw.text.slice(at + 1), line: raw.line },
  ];
}

/** A line that a link tore off goes back to the one before it. */
function goesOn(before: Working, after: Working): boolean {
  if (
    before.table ||
    after.table ||
    before.text === '' ||
    after.text === '' ||
    before.isHeading !== after.isHeading
  )
    return false;
  if (before.isHeading) return false;
  if (/[.;:!?»"]$|\)$/u.test(before.text) && !/(?:См|см)\.$/u.test(before.text)) return false;
  if (readMark(after.text)) return false;
  return (
    /^[а-яё"«(,.;)-]/u.test(after.text) || /(?:,|\s(?:и|или|в|с|по|от|к|на|далее -))$/u.test(before.text)
  );
}

export interface RightOptions {
  /** Join what the file broke in two; only for files known to do so (vendors' DOCX, PDF). */
  readonly joinBroken: boolean;
}

export function putLinesRight(raw: readonly RawLine[], { joinBroken }: RightOptions): ActLine[] {
  const out: Working[] = [];
  for (const line of gatherNotes(raw.flatMap(splitApproval)).map(clean)) {
    const last = out.at(-1);
    if (joinBroken && last && last.notes.length === 0 && goesOn(last, line)) {
      last.text = `${last.text} ${line.text}`;
      last.notes.push(...line.notes);
    } else if (line.text !== '' || line.notes.length > 0) out.push(line);
  }
  return out.map(toActLine);
}

function toActLine({ text, notes, isHeading, table, line }: Working): ActLine {
  if (text === '') return { text: notes.join(' '), isNote: true, line };
  if (PUBLISHER.test(text)) return { text: [text, ...notes].join(' '), isNote: true, line };
  return {
    text,
    line,
    ...(notes.length > 0 ? { notes } : {}),
    ...(isHeading ? { isHeading } : {}),
    ...(table ? { table } : {}),
  };
}
