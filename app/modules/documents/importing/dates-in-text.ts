// Dates as people write them on a document: «16» января 2018 г., 04 сентября 2018 года, 25.09.2023.
import { MONTHS_GENITIVE } from '~/shared/russian';

const WORDS = new RegExp(
  `[«"]?(\\d{1,2})[»"]?\\s+(${MONTHS_GENITIVE.join('|')})\\s+(\\d{4})(?:\\s*(?:года|г\\.?))?`,
  'iu',
);
const DIGITS = /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*(?:года|г\.?)(?!\p{L}))?/u;

export interface FoundDate {
  /** ISO day. */
  readonly date: string;
  readonly text: string;
  readonly index: number;
}

const iso = (year: string, month: number, day: string): string | null => {
  const value = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value ? null : value;
};

/** The first whole date of a text. */
export function findDate(text: string): FoundDate | null {
  const named = WORDS.exec(text);
  if (named) {
    const month = MONTHS_GENITIVE.indexOf(named[2]?.toLowerCase() as (typeof MONTHS_GENITIVE)[number]) + 1;
    const date = iso(named[3] as string, month, named[1] as string);
    if (date) return { date, text: named[0], index: named.index };
  }
  const digits = DIGITS.exec(text);
  const date = digits ? iso(digits[3] as string, Number(digits[2]), digits[1] as string) : null;
  return digits && date ? { date, text: digits[0], index: digits.index } : null;
}
