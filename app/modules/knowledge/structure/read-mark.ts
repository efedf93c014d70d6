// What a line begins with: a mark of a unit («Статья 44.1.», «3.2)», «а)», «Глава 6», «III.», «Утверждены») or nothing.
import { normalNumber, ordinalValue, romanValue } from './unit-number';

/** How the mark looks; which level it means depends on where it stands (level-rules.ts). */
export type MarkStyle =
  | 'chast'
  | 'razd'
  | 'podrazd'
  | 'gl'
  | 'par'
  | 'podpar'
  | 'st'
  | 'roman'
  | 'prim'
  | 'pril'
  | 'utv'
  | 'dot'
  | 'bracket'
  | 'letter';

export interface Mark {
  readonly style: MarkStyle;
  readonly n: string;
  /** As printed, without the text behind it. */
  readonly label: string;
  readonly rest: string;
  /** Its word is spelled with letters of another alphabet («Cтатья» with a Latin «C»). */
  readonly lookAlike?: true;
  /** A person said so in the preview: it is not weighed against its neighbours. */
  readonly said?: true;
}

const NUMBER = String.raw`\d{1,4}(?:[._-]\d{1,3}|\(\d{1,3}(?:\(\d{1,3}\)|[.-]\d{1,3})?\)|[⁰¹²³⁴-⁹]+)*`;
const HEAD = new RegExp(
  String.raw`^(раздел|подраздел|глава|§|параграф|статья|часть)\s*(${NUMBER}|[IVXLCХІС]+(?:[._]?\d{1,2})?|[а-яё]+)(?=[.\s]|$)\.?\s*(.*)$`,
  'iu',
);
const HEAD_STYLES: Readonly<Record<string, MarkStyle>> = {
  раздел: 'razd',
  подраздел: 'podrazd',
  глава: 'gl',
  '§': 'par',
  параграф: 'par',
  статья: 'st',
  часть: 'chast',
};
const DOT = new RegExp(String.raw`^(${NUMBER})\.(?=\s|$|[А-ЯЁ«"(])\s*(.*)$`, 'u');
/** «1.1 Текст»: a number of several parts needs no dot behind it. */
const MANY = /^(\d{1,3}(?:\.\d{1,3}){1,4})\s+(?=[А-ЯЁ«"])(.*)$/u;
const BRACKET = new RegExp(String.raw`^(${NUMBER})\)\s*(.*)$`, 'u');
const LETTER = /^([а-яё](?:[._]\d{1,2}|\(\d{1,2}\)|\d{1,2})?(?:-\d{1,2})?)\)\s*(.*)$/u;
const ROMAN = /^([IVXLCХІС]{1,6}(?:[._]\d{1,2}|\(\d{1,2}\))?)\.\s+(.+)$/u;
const NOTE = /^(Примечани[ея])(?:\s+(\d{1,2}))?(?:\.|:|$)\s*(.*)$/u;
const ANNEX = /^Приложение(?:\s*(?:N|№)?\s*(\d{1,3}(?:\(\d{1,2}\)|\.\d{1,2})?))?(?=\s|$)\s*(.*)$/iu;
const APPROVED =
  /^(Утвержд[её]н[аоы]?|УТВЕРЖД[ЕЁ]Н[АОЫ]?)\.?(?:\s+((?:постановлением|приказом|распоряжением|указом|решением)(?:\s.*)?))?$/iu;
/** Words that an annex's heading line may go on with; anything else is a sentence that begins with «Приложение». */
const ANNEX_GOES_ON = /^(?:$|к\s|[А-ЯЁ"«(])/u;

const headNumber = (written: string): string | null => {
  if (/^\d/.test(written)) return normalNumber(written);
  const [roman = '', index] = written.split(/[._]|(?<=\D)(?=\d)/);
  const value = romanValue(roman.toUpperCase()) ?? ordinalValue(written);
  return value === null ? null : index ? `${value}.${index}` : String(value);
};

const labelOf = (line: string, rest: string) => line.slice(0, line.length - rest.length).trimEnd();

const LATIN = 'ABCEHKMOPTXaceopxy';
const CYRILLIC = 'АВСЕНКМОРТХасеорху';

/** The first word with Latin look-alikes as Cyrillic letters, of the same length; null where there is nothing to mend. */
function mendFirstWord(line: string): string | null {
  const word = /^[A-Za-zА-Яа-яЁё]{4,10}(?=\s)/u.exec(line)?.[0] ?? '';
  if (!/[A-Za-z]/.test(word) || !/[А-Яа-яЁё]/u.test(word)) return null;
  const mended = [...word].map((letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter).join('');
  return mended + line.slice(word.length);
}

function readHead(line: string): Mark | null {
  const mended = mendFirstWord(line);
  const found = mended ? readPlainHead(mended) : null;
  if (!found) return readPlainHead(line);
  return { ...found, label: labelOf(line, found.rest), lookAlike: true };
}

function readPlainHead(line: string): Mark | null {
  const found = HEAD.exec(line);
  if (!found) return null;
  const [, word = '', written = '', rest = ''] = found;
  const n = headNumber(written);
  const style = HEAD_STYLES[word.toLowerCase()];
  if (n === null || !style) return null;
  // «Статья 5 настоящего Кодекса …», «Глава 3 применяется …» are sentences; a title begins with a capital or is absent.
  if (rest !== '' && !/^[А-ЯЁA-Z«"([0-9§]/u.test(rest)) return null;
  if (style === 'chast' && rest !== '' && rest !== rest.toUpperCase()) return null;
  return { style, n, label: labelOf(line, rest), rest };
}

function readAnnex(line: string): Mark | null {
  const approved = APPROVED.exec(line);
  // «Утверждено постановлением …» is a heading line; a sentence begins with a capital and a small letter and goes on.
  if (approved && line.length < 200) {
    const rest = approved[2] ?? '';
    return { style: 'utv', n: '', label: labelOf(line, rest), rest };
  }
  const found = ANNEX.exec(line);
  if (!found || line.length > 400) return null;
  const [, number = '', rest = ''] = found;
  if (!ANNEX_GOES_ON.test(rest) || (number === '' && rest !== '' && !/^к\s/.test(rest))) return null;
  return { style: 'pril', n: number ? normalNumber(number) : '', label: labelOf(line, rest), rest };
}

/** The mark of a line, or null for a paragraph. Says nothing of whether the mark is in its place. */
export function readMark(line: string): Mark | null {
  const head = readHead(line) ?? readAnnex(line);
  if (head) return head;
  const note = NOTE.exec(line);
  if (note) {
    const rest = note[3] ?? '';
    return { style: 'prim', n: note[2] ?? '', label: labelOf(line, rest), rest };
  }
  const roman = ROMAN.exec(line);
  if (roman) {
    const [, written = '', rest = ''] = roman;
    const n = headNumber(written.replace(/\((\d+)\)/, '.$1'));
    if (n !== null) return { style: 'roman', n, label: labelOf(line, rest), rest };
  }
  for (const [style, pattern] of [
    ['letter', LETTER],
    ['bracket', BRACKET],
    ['dot', DOT],
    ['dot', MANY],
  ] as const) {
    const found = pattern.exec(line);
    if (!found) continue;
    const [, written = '', rest = ''] = found;
    // «ж1)» and «ж(1))» are one number.
    const n = normalNumber(written.replace(/^([а-яё])(?=\d)/u, '$1.'));
    return { style, n, label: labelOf(line, rest), rest };
  }
  return null;
}
