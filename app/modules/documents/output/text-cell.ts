import type { PaperCell } from '~/platform/rendering';

/** A cell of one line of text in the tables of sheets; a header stands in the middle. */
export const textCell = (text: string, header = false): PaperCell => ({
  paragraphs: [[{ text }]],
  header,
  colspan: 1,
  rowspan: 1,
  align: header ? 'center' : 'left',
});
