// «Лист согласования» as a paper of its own: the same rows as on the last page of an issued document, and below them
// the routes before this one (withdrawn, stopped, rejected): a decision that was made stays to be read.
import type { Paper, PaperBlock, PaperProfile } from '~/platform/rendering';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';
import type { PrintedSheet } from './paper-input';
import { paperSheet, versionLine } from './paper-marks';
import { landscape } from './paper-profile';
import { textCell } from './text-cell';

export interface SheetPaperInput {
  readonly sheet: PrintedSheet;
  /** Routes of this document before, the newest first; `sentOn` as printed. */
  readonly past?: readonly { readonly sheet: PrintedSheet; readonly sentOn: string }[] | undefined;
  /** Registration number, as printed; null for a document without one. */
  readonly number: string | null;
  /** As printed under the title. */
  readonly date: string;
  readonly organisation: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly profile: PaperProfile;
  readonly timeZone?: string | undefined;
}

const line = (id: string, text: string): PaperBlock => ({
  kind: 'paragraph',
  id,
  text: [{ text }],
  align: 'left',
});

function tableOf(id: string, sheet: PrintedSheet, timeZone: string): PaperBlock {
  const { columns, widths, rows } = paperSheet(sheet, timeZone);
  return {
    kind: 'table',
    id,
    headerRows: 1,
    widths,
    rows: [
      columns.map((name) => textCell(name, true)),
      ...rows.map((row) => row.map((text) => textCell(text))),
    ],
  };
}

/** Pure; a route on which nobody has been asked yet gives a table without rows. */
export function buildSheetPaper(input: SheetPaperInput): Paper {
  const { sheet, past = [], timeZone = DEFAULT_TIME_ZONE } = input;
  const subject = [sheet.title, input.number ? `№\u00a0${input.number}` : ''].filter(Boolean).join(' ');
  const [, ...closing] = paperSheet(sheet, timeZone).notes;
  return {
    language: 'ru',
    profile: landscape(input.profile),
    metadata: {
      title: `Лист согласования: ${sheet.title}`,
      author: input.organisation,
      keywords: [],
      createdAt: input.createdAt,
    },
    headerLines: [input.organisation],
    markRows: [],
    titleLines: ['ЛИСТ СОГЛАСОВАНИЯ', subject],
    datePlace: { layout: 'line', left: input.date, right: '' },
    blocks: [
      line('version', versionLine(sheet)),
      tableOf('sheet', sheet, timeZone),
      ...closing.map((text, index) => line(`note-${index + 1}`, text)),
      ...past.flatMap(({ sheet: former, sentOn }, index) => [
        line(`past-${index + 1}`, `Прежний маршрут, отправлено ${sentOn}. ${versionLine(former)}`),
        tableOf(`past-sheet-${index + 1}`, former, timeZone),
      ]),
    ],
    signatures: [],
    endMarks: [],
  };
}
