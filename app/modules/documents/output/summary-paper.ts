// «Свод замечаний и предложений» as paper: a landscape table by point. Neutral: remarks of co-organisers and proposals
// of a hall are both rows of it; who may be named is decided by who makes the rows.

import type { Paper, PaperBlock, PaperCell, PaperProfile, PaperText } from '~/platform/rendering';
import { capitalFirst } from '~/shared/russian';
import { landscape } from './paper-profile';

export interface SummaryRow {
  /** As people know it: «5», «12». */
  readonly number: string;
  /** «п. 7», «в целом»; rows of one point stand together. */
  readonly point: string;
  /** Position of the point in the text; rows are sorted by it, then by arrival. */
  readonly order: number;
  /** «без указания автора» where nobody is named. */
  readonly author: string;
  /** What is proposed to be done, in a word: «изменить»; may be empty. */
  readonly kind: string;
  readonly text: string;
  /** Why the author proposes it; may be empty. */
  readonly grounds: string;
  /** «принято», «отклонено», «не рассмотрено». */
  readonly outcome: string;
  readonly reason: string;
  /** The words as they stand now; may be empty. */
  readonly wording: string;
}

export interface SummaryInput {
  /** «СВОД ПРЕДЛОЖЕНИЙ», then what it is about. */
  readonly titleLines: readonly string[];
  /** Under the title: version, term, counts. */
  readonly notes: readonly string[];
  readonly rows: readonly SummaryRow[];
  /** As printed, at the left under the title. */
  readonly date: string;
  readonly organisation: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly profile: PaperProfile;
  readonly stamp?: string | undefined;
  readonly signatures?: Paper['signatures'] | undefined;
}

const COLUMNS = [
  '№',
  'Пункт',
  'Автор',
  'Замечание, предложение',
  'Решение и основание',
  'Новая редакция текста',
] as const;
/** Per cent of the width. */
const WIDTHS = [5, 11, 16, 28, 21, 19] as const;

const cell = (paragraphs: readonly PaperText[], change: Partial<PaperCell> = {}): PaperCell => ({
  paragraphs,
  header: false,
  colspan: 1,
  rowspan: 1,
  align: 'left',
  ...change,
});

const plain = (text: string): PaperText => [{ text }];
/** Paragraphs as they were typed; an empty text is a dash, so that no cell looks forgotten. */
const typed = (text: string): PaperText[] => {
  const lines = text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 ? lines.map(plain) : [plain('—')];
};

function rowOf(row: SummaryRow): PaperCell[] {
  const proposal = [
    ...(row.kind ? [[{ text: `${capitalFirst(row.kind)}:`, em: true }]] : []),
    ...typed(row.text),
    ...(row.grounds ? [[{ text: 'Обоснование: ', em: true }, { text: row.grounds }]] : []),
  ];
  const decision: PaperText[] = [
    [{ text: row.outcome, strong: true }],
    ...(row.reason ? typed(row.reason) : []),
  ];
  return [
    cell([plain(row.number)], { align: 'center' }),
    cell([plain(row.point)]),
    cell([plain(row.author)]),
    cell(proposal),
    cell(decision),
    cell(typed(row.wording)),
  ];
}

/** Sorted by point, then by number. */
export function sortedRows(rows: readonly SummaryRow[]): SummaryRow[] {
  return [...rows].sort(
    (a, b) => a.order - b.order || a.number.localeCompare(b.number, 'ru', { numeric: true }),
  );
}

/** The paper of a summary. Pure; without rows it says so instead of an empty table. */
export function buildSummaryPaper(input: SummaryInput): Paper {
  const notes = input.notes.map(
    (text, index): PaperBlock => ({
      kind: 'paragraph',
      id: `note-${index + 1}`,
      text: plain(text),
      align: 'left',
    }),
  );
  const table: PaperBlock = {
    kind: 'table',
    id: 'summary',
    headerRows: 1,
    widths: WIDTHS,
    rows: [
      COLUMNS.map((title) => cell([plain(title)], { header: true, align: 'center' })),
      ...sortedRows(input.rows).map(rowOf),
    ],
  };
  const none: PaperBlock = {
    kind: 'paragraph',
    id: 'none',
    text: plain('Замечаний и предложений не поступило.'),
    align: 'left',
  };
  return {
    language: 'ru',
    profile: landscape(input.profile),
    metadata: {
      title: input.titleLines.join(' '),
      author: input.organisation,
      keywords: [],
      createdAt: input.createdAt,
    },
    ...(input.stamp ? { stamp: input.stamp } : {}),
    headerLines: [],
    markRows: [],
    titleLines: input.titleLines,
    datePlace: { layout: 'line', left: input.date, right: '' },
    blocks: [...notes, input.rows.length > 0 ? table : none],
    signatures: input.signatures ?? [],
    endMarks: [],
  };
}
