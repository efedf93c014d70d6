// Widths of table columns from what stands in them: a word processor, unlike a browser, has to be told.
import type { PaperCell, PaperTable } from '../paper';

/** Beyond this many characters a cell wraps and asks for no more room. */
const WRAPS_AT = 40;

interface Placed {
  readonly cell: PaperCell;
  readonly column: number;
}

/** Every cell with its first column; cells merged from earlier rows push the later ones aside. */
function placeCells(rows: PaperTable['rows']): { cells: Placed[]; columns: number } {
  const held: number[] = [];
  const cells: Placed[] = [];
  for (const row of rows) {
    let column = 0;
    for (const cell of row) {
      while ((held[column] ?? 0) > 0) column++;
      cells.push({ cell, column });
      for (let i = 0; i < cell.colspan; i++) held[column + i] = cell.rowspan;
      column += cell.colspan;
    }
    for (let i = 0; i < held.length; i++) held[i] = Math.max(0, (held[i] ?? 0) - 1);
  }
  return { cells, columns: Math.max(1, held.length) };
}

const textOf = (cell: PaperCell): string =>
  cell.paragraphs.map((runs) => runs.map((run) => run.text).join('')).join(' ');

/** Widths in the unit of `width`, one a column, their sum at most `width`. */
export function columnWidths(rows: PaperTable['rows'], width: number): number[] {
  const { cells, columns } = placeCells(rows);
  const wishes = Array.from({ length: columns }, () => 4);
  for (const { cell, column } of cells) {
    if (cell.colspan > 1) continue;
    const text = textOf(cell);
    const word = text.split(/\s+/).reduce((longest, part) => Math.max(longest, part.length), 0);
    const wish = Math.max(Math.min(word, 30) + 2, Math.min(text.length, WRAPS_AT));
    wishes[column] = Math.max(wishes[column] ?? 0, wish);
  }
  const total = wishes.reduce((sum, wish) => sum + wish, 0);
  return wishes.map((wish) => Math.floor((width * wish) / total));
}

/** Given relative widths as widths in the unit of `width`. */
export function sharedWidths(widths: readonly number[], width: number): number[] {
  const total = widths.reduce((sum, one) => sum + one, 0);
  return widths.map((one) => Math.floor((width * one) / total));
}
