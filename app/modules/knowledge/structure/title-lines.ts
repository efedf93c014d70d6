// Titles that stand on lines of their own: «ГЛАВА 1» / «ОСНОВЫ …», «Утверждены» / «постановлением …» / «ПРАВИЛА …».
import type { ActLine } from './provision.types';
import { readMark } from './read-mark';

const MOST_FORMULA_LINES = 8;
const LONGEST_TITLE_LINE = 260;

/** Mostly capital letters: how titles of acts and annexes are printed. */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < 3) return false;
  const upper = letters.filter((letter) => letter !== letter.toLowerCase()).length;
  return upper / letters.length > 0.8;
}

const plain = (line: ActLine | undefined): line is ActLine =>
  line !== undefined && !line.isNote && !line.table && readMark(line.text) === null;

/** How many of the lines from `start` on are the title of a heading that has none on its own line. */
export function countTitleLines(lines: readonly ActLine[], start: number): number {
  let count = 0;
  for (let line = lines[start]; plain(line); line = lines[start + count]) {
    if (!line.isHeading && !isCapitals(line.text)) break;
    count += 1;
  }
  if (count > 0) return count;
  const first = lines[start];
  const short = plain(first) && first.text.length < LONGEST_TITLE_LINE && !/[.;:]$/.test(first.text);
  return short && readMark(lines[start + 1]?.text ?? '') !== null ? 1 : 0;
}

export interface AnnexHead {
  /** Lines of «к приказу …», «постановлением … от … N …». */
  readonly formula: number;
  /** Lines of the title in capitals (or marked as a heading) behind them. */
  readonly title: number;
}

const FORMULA =
  /^(?:к\s|постановлением|приказом|приказу|распоряжением|указом|решением|правительства|министерства|федеральной|хозяйства|и жилищно-коммунального|российской федерации|госстроя|минстроя|от\s\d|[«"]?\d{1,2}[»"]?\s[а-я]+\s\d{4})/iu;

/** The lines below «Утверждены» or «Приложение N 1»: first who approved it, then the title. */
export function countAnnexHead(lines: readonly ActLine[], start: number): AnnexHead {
  let formula = 0;
  for (let line = lines[start]; formula < MOST_FORMULA_LINES && plain(line); line = lines[start + formula]) {
    if (line.text.length >= LONGEST_TITLE_LINE || !FORMULA.test(line.text)) break;
    formula += 1;
  }
  let title = 0;
  for (let line = lines[start + formula]; plain(line); line = lines[start + formula + title]) {
    if (!isCapitals(line.text) && !line.isHeading) break;
    title += 1;
  }
  return { formula, title };
}
