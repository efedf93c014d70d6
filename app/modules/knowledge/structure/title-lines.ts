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

/** The lines below «Утверждены» or «Приложение N 1». */
export function countAnnexHead(lines: readonly ActLine[], start: number): AnnexHead {
  let formula = 0;
  while (
    formula < MOST_FORMULA_LINES &&
    plain(lines[start + formula]) &&
    !isCapitals(lines[start + formula]?.text ?? '') &&
    (lines[start + formula]?.text.length ?? 0) < LONGEST_TITLE_LINE
  )
    formula += 1;
  let title = 0;
  while (plain(lines[start + formula + title]) && isCapitals(lines[start + formula + title]?.text ?? ''))
    title += 1;
  if (title > 0) return { formula, title };
  // No capitals: only lines that are plainly a formula belong to the head.
  let sure = 0;
  while (
    sure < formula &&
    /^(?:к\s|[Пп]остановлением|[Пп]риказом|[Рр]аспоряжением|[Уу]казом|Правительства|Министерства|Российской|от\s\d)/u.test(
      lines[start + sure]?.text ?? '',
    )
  )
    sure += 1;
  return { formula: sure, title: 0 };
}
