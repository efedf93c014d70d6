// Cells of CSV as Russian Excel opens it: `;` between cells, CRLF, a byte order mark before the first row.

export const CSV_START = '\uFEFF';

// A spreadsheet runs a cell that begins so as a formula, also behind spaces; tab and CR make it look at the next letter.
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** One cell; what a spreadsheet would run as a formula gets an apostrophe before it. Numbers are left as they are. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[;",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}
