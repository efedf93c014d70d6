// How an export is written: pieces of text around entries that come page by page. The last piece carries the head,
// so a file that was broken off on the way is seen to be incomplete.
import { CSV_START, csvRow } from '~/shared/csv';
import type { AuditHead } from '../audit.schema';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One sealed entry as it leaves the product: what was hashed, and what helps to read it. */
export interface ExportedEntry {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
  readonly mac: string;
  readonly keyId: string;
  /** The canonical text that was hashed, to the letter. */
  readonly body: string;
  readonly at: string;
  readonly actorName: string | null;
  readonly type: string;
  /** Russian sentence. */
  readonly text: string;
  readonly aggregate: { readonly type: string; readonly id: string; readonly seq: number };
  /** Value and salt of every commitment; null where it was erased. */
  readonly personal: Readonly<Record<string, { readonly value: string; readonly salt: string } | null>>;
}

export interface ExportFrame {
  /** What was asked: one aggregate, or the whole journal. */
  readonly aggregate: { readonly type: string; readonly id: string } | null;
  readonly exportedAt: string;
  /** End of the whole chain when the export began. */
  readonly head: AuditHead;
}

export interface ExportEnd {
  readonly entries: number;
  /** Number to go on from when the limit of one file was reached, else null. */
  readonly nextFrom: number | null;
}

export interface ExportWriter {
  readonly mediaType: string;
  start(frame: ExportFrame): string;
  entry(entry: ExportedEntry, index: number): string;
  end(frame: ExportFrame, end: ExportEnd): string;
}

const COLUMNS = [
  '№ записи',
  'Когда (UTC)',
  'Кто',
  'Что сделано',
  'Код события',
  'Вид объекта',
  'Объект',
  '№ события объекта',
  'Хеш предыдущей записи',
  'Хеш записи',
  'Подпись ключом журнала (HMAC)',
  'Ключ',
  'Запечатанная запись',
];

const csv: ExportWriter = {
  mediaType: 'text/csv; charset=utf-8',
  start: () => CSV_START + csvRow(COLUMNS),
  entry: (one) =>
    csvRow([
      one.seq,
      one.at,
      one.actorName ?? 'имя удалено',
      one.text,
      one.type,
      one.aggregate.type,
      one.aggregate.id,
      one.aggregate.seq,
      one.prevHash,
      one.hash,
      one.mac,
      one.keyId,
      one.body,
    ]),
  end: ({ head, exportedAt }, { entries, nextFrom }) => {
    const rest = nextFrom === null ? '' : `; продолжение с № ${nextFrom}`;
    const row = [head.seq, exportedAt, '', `Голова журнала; записей в файле: ${entries}${rest}`];
    return csvRow([...row, ...Array<string>(5).fill(''), head.hash, '', '', '']);
  },
};

const json: ExportWriter = {
  mediaType: 'application/json; charset=utf-8',
  start: ({ aggregate, exportedAt }) => {
    const frame = { format: 'khartia-audit', schemaVersion: 1, aggregate, exportedAt };
    return `${JSON.stringify(frame).slice(0, -1)},"entries":[`;
  },
  entry: (one, index) => `${index === 0 ? '' : ','}\n${JSON.stringify(one)}`,
  end: ({ head }, { entries, nextFrom }) =>
    `\n],"count":${entries},"nextFrom":${nextFrom},"head":${JSON.stringify(head)}}\n`,
};

export const EXPORT_WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = { csv, json };
