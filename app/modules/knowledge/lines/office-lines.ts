// A word-processor file as lines of an act: automatic numbers printed out, raised digits marked, tables by rows.
import {
  type OfficeBlock,
  type OfficeDocument,
  type OfficeParagraph,
  type OfficeTable,
  standsOn,
} from '~/platform/office';
import { RAISED, type RawLine } from './raw-line';

/** Styles of headings in vendors' files. */
const HEADING_STYLE = /^(?:heading|заголовок|headertext|title|название)/i;

function wordsOf({ inlines, number }: OfficeParagraph): string {
  const text = inlines
    .map((inline) => {
      if (inline.type === 'tab' || inline.type === 'break') return ' ';
      if (inline.type !== 'text' || !standsOn('accepted', inline.revisions)) return '';
      return inline.raised ? `${RAISED}${inline.text}` : inline.text;
    })
    .join('');
  const label = number && number.kind !== 'none' && number.kind !== 'bullet' ? `${number.label} ` : '';
  return `${label}${text}`.replace(/\s+/gu, ' ').trim();
}

const plain = (blocks: readonly OfficeBlock[]): string =>
  blocks
    .map((block) =>
      block.type === 'paragraph'
        ? wordsOf(block).replaceAll(RAISED, '')
        : block.rows.map((row) => row.cells.map((cell) => plain(cell.blocks)).join(' ')).join(' '),
    )
    .join(' ')
    .trim();

const rowsOf = (table: OfficeTable): string[][] =>
  table.rows
    .map((row) => row.cells.map((cell) => plain(cell.blocks)))
    .filter((cells) => cells.some((cell) => cell !== ''));

export function readOfficeLines({ blocks }: Pick<OfficeDocument, 'blocks'>): RawLine[] {
  const lines: RawLine[] = [];
  const push = (line: Omit<RawLine, 'line'>) => lines.push({ ...line, line: lines.length + 1 });
  const visit = (block: OfficeBlock): void => {
    if (block.type === 'paragraph') {
      const text = wordsOf(block);
      const isHeading =
        block.outlineLevel !== undefined || HEADING_STYLE.test(block.styleName || block.styleId);
      if (text !== '') push({ text, ...(isHeading ? { isHeading } : {}) });
      return;
    }
    const rows = rowsOf(block);
    // A table of one column only lays the page out.
    if (rows.every((cells) => cells.length < 2)) {
      for (const row of block.rows) for (const cell of row.cells) cell.blocks.forEach(visit);
    } else push({ text: rows.flat().join(' '), table: rows });
  };
  blocks.forEach(visit);
  return lines;
}
