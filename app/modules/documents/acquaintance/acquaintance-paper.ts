// «Лист ознакомления» on paper: those who confirmed in the product with day and hash, lines for ink for the others. Pure.
import type { Paper, PaperCell, PaperProfile } from '~/platform/rendering';
import { textCell } from '../output';

export interface AcquaintancePaperInput {
  readonly title: string;
  readonly number: string | null;
  /** «Утверждено 25 сентября 2023 г.»; may be empty. */
  readonly adopted: string;
  readonly versionSha256: string;
  readonly lines: readonly {
    readonly name: string;
    readonly position: string;
    /** Day as printed; null = not yet. */
    readonly confirmed: string | null;
    readonly hash: string | null;
  }[];
  readonly date: string;
  readonly organisation: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly profile: PaperProfile;
}

const COLUMNS = ['№', 'Фамилия, имя, отчество', 'Должность', 'Дата ознакомления', 'Подпись'] as const;
/** Per cent of the width. */
const WIDTHS = [6, 30, 26, 18, 20] as const;
/** Whoever is not in the directory writes himself in. */
const EMPTY_LINES = 5;
const BLANK = '\u00a0';

/** «Утверждено 25 сентября 2023 г.» ends with its own full stop. */
const sentence = (text: string) => (text === '' || text.endsWith('.') ? text : `${text}.`);

/** Two lines high where a hand is to write. */
const lineCell = (text: string): PaperCell =>
  text === '' ? { ...textCell(text), paragraphs: [[{ text: BLANK }], [{ text: BLANK }]] } : textCell(text);

export function buildAcquaintancePaper(input: AcquaintancePaperInput): Paper {
  const named = input.lines.map(({ name, position, confirmed, hash }) => [
    name,
    position,
    confirmed ?? '',
    confirmed ? `ознакомлен(а) в системе, версия ${hash ?? ''}` : '',
  ]);
  const rows = [...named, ...Array.from({ length: EMPTY_LINES }, () => ['', '', '', ''])];
  const lead = [sentence(input.adopted), 'С документом ознакомлены:'].filter(Boolean).join(' ');
  const subject = [input.title, input.number ? `№ ${input.number}` : ''].filter(Boolean).join(' ');
  return {
    language: 'ru',
    profile: input.profile,
    metadata: {
      title: `Лист ознакомления: ${input.title}`,
      author: input.organisation,
      keywords: [],
      createdAt: input.createdAt,
    },
    headerLines: [input.organisation],
    markRows: [],
    titleLines: ['ЛИСТ ОЗНАКОМЛЕНИЯ', subject],
    datePlace: { layout: 'line', left: input.date, right: '' },
    blocks: [
      {
        kind: 'paragraph',
        id: 'lead',
        text: [{ text: lead }],
        align: 'left',
      },
      {
        kind: 'table',
        id: 'sheet',
        headerRows: 1,
        widths: WIDTHS,
        rows: [
          COLUMNS.map((name) => textCell(name, true)),
          ...rows.map((row, index) => [String(index + 1), ...row].map(lineCell)),
        ],
      },
      {
        kind: 'paragraph',
        id: 'hash',
        text: [{ text: `Контрольная сумма текста (SHA-256): ${input.versionSha256}` }],
        align: 'left',
      },
    ],
    signatures: [],
    endMarks: [],
  };
}
