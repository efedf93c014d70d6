// «Лист согласования» as a paper of its own: the same rows as on the last page of an issued document.
import type { Paper, PaperBlock, PaperProfile } from '~/platform/rendering';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';
import type { PrintedSheet } from './paper-input';
import { paperSheet } from './paper-marks';
import { landscape } from './paper-profile';
import { textCell } from './text-cell';

export interface SheetPaperInput {
  readonly sheet: PrintedSheet;
  /** As printed under the title. */
  readonly date: string;
  readonly organisation: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly profile: PaperProfile;
  readonly timeZone?: string | undefined;
}

/** Pure; a route on which nobody has been asked yet gives a table without rows. */
export function buildSheetPaper(input: SheetPaperInput): Paper {
  const { title } = input.sheet;
  const { columns, widths, rows, notes } = paperSheet(input.sheet, input.timeZone ?? DEFAULT_TIME_ZONE);
  const table: PaperBlock = {
    kind: 'table',
    id: 'sheet',
    headerRows: 1,
    widths,
    rows: [
      columns.map((name) => textCell(name, true)),
      ...rows.map((row) => row.map((text) => textCell(text))),
    ],
  };
  const lines = notes.map(
    (text, index): PaperBlock => ({
      kind: 'paragraph',
      id: `note-${index + 1}`,
      text: [{ text }],
      align: 'left',
    }),
  );
  return {
    language: 'ru',
    profile: landscape(input.profile),
    metadata: {
      title: `Лист согласования: ${title}`,
      author: input.organisation,
      keywords: [],
      createdAt: input.createdAt,
    },
    headerLines: [],
    markRows: [],
    titleLines: ['ЛИСТ СОГЛАСОВАНИЯ', title],
    datePlace: { layout: 'line', left: input.date, right: '' },
    blocks: [table, ...lines],
    signatures: [],
    endMarks: [],
  };
}
