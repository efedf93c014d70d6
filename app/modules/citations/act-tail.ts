// What follows the name of an act: «от 6 мая 2011 г. № 354 «О …» (ред. от …)», in any order, each at most once.

import { readQuoted } from './quoted-title';
import { isJoined, lowAt, rawAt, type Scan, seek, skipNumberSign, tokenAt } from './tokens';

export interface Tail {
  date: string | null;
  number: string | null;
  title: string | null;
  edition?: string;
  next: number;
}

const MONTHS = 'январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр'.split('|');
const NUMERIC_DATE = /(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/y;
const LONG_DATE =
  /[«"“„]?(\d{1,2})[»"”]?\s{1,3}(январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[яа]\s{1,3}(\d{4})/iy;
const YEAR_WORD = /\s{0,2}(?:года|году|год|г\.?)(?![а-яё])/iy;
const FEDERAL = /(\d{1,4})\s?[-–—]\s?(ФКЗ|ФЗ)(?![а-яё])/iy;
const PLAIN = /[\dA-Za-zА-Яа-яЁё]{1,15}(?:[-–/][\dA-Za-zА-Яа-яЁё]{1,15}|\([\dA-Za-zА-Яа-яЁё]{1,5}\)){0,6}/y;

const match = (pattern: RegExp, scan: Scan, index: number): RegExpExecArray | null => {
  const { start } = tokenAt(scan, index);
  if (start < 0) return null;
  pattern.lastIndex = start;
  return pattern.exec(scan.text);
};

const iso = (day: string, month: number, year: string): string | null => {
  const full = year.length === 2 ? `${Number(year) > 50 ? 19 : 20}${year}` : year;
  if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** «13.08.2006», «6 мая 2011 г.», «"06" мая 2011 года»: with the words «г.», «года». */
export function readDate(scan: Scan, index: number): { date: string; next: number } | null {
  const numeric = match(NUMERIC_DATE, scan, index);
  const long = numeric ? null : match(LONG_DATE, scan, index);
  const found = numeric ?? long;
  if (!found?.[1] || !found[2] || !found[3]) return null;
  const month = numeric ? Number(found[2]) : monthOf(found[2]);
  const date = iso(found[1], month, found[3]);
  if (!date) return null;
  let end = tokenAt(scan, index).start + found[0].length;
  YEAR_WORD.lastIndex = end;
  end += YEAR_WORD.exec(scan.text)?.[0].length ?? 0;
  return { date, next: dropSentenceDot(scan, seek(scan, index, end)) };
}

const monthOf = (stem: string) => MONTHS.indexOf(stem.toLowerCase()) + 1;

/** «от 06.05.2011 г.» at the end of a sentence: the dot belongs to the sentence only if nothing of the act follows. */
function dropSentenceDot(scan: Scan, next: number): number {
  const dotted = lowAt(scan, next - 1) === '.' && lowAt(scan, next - 2) === 'г';
  if (!dotted || isNumberSignAt(scan, next) || '«"“„('.includes(scan.text[tokenAt(scan, next).start] ?? ' '))
    return next;
  return tokenAt(scan, next).low === '' || tokenAt(scan, next).capital ? next - 1 : next;
}

/** «№ 188-ФЗ», «N 44/пр», «№12Исх-3400», or a bare «188-ФЗ». */
export function readActNumber(scan: Scan, index: number): { number: string; next: number } | null {
  const begin = skipNumberSign(scan, index);
  if (begin > index && !isJoined(scan, begin)) return null;
  const federal = match(FEDERAL, scan, begin);
  if (federal?.[1] && federal[2]) {
    const end = tokenAt(scan, begin).start + federal[0].length;
    return { number: `${federal[1]}-${federal[2].toUpperCase()}`, next: seek(scan, begin, end) };
  }
  if (begin === index) return null;
  const plain = match(PLAIN, scan, begin);
  if (!plain || !/\d/.test(plain[0])) return null;
  const next = seek(scan, begin, tokenAt(scan, begin).start + plain[0].length);
  return { number: plain[0].replace(/–/g, '-'), next };
}

const EDITION_WORDS = new Set([
  'ред',
  'редакции',
  'редакция',
  'изм',
  'изменениями',
  'доп',
  'дополнениями',
  'в',
  'с',
  'и',
  '.',
  ',',
  'от',
]);

/** «(ред. от 29.12.2017)», «в ред. от …»: not «в ред. Федерального закона …», which cites another act. */
function readEdition(scan: Scan, index: number): { edition: string; next: number } | null {
  const open = lowAt(scan, index) === '(';
  let next = open ? index + 1 : lowAt(scan, index) === ',' ? index + 1 : index;
  const begin = next;
  let named = false;
  while (next < begin + 9 && EDITION_WORDS.has(lowAt(scan, next))) {
    if (/^(?:ред|изм)/.test(lowAt(scan, next))) named = true;
    next += 1;
  }
  if (!named || lowAt(scan, next - 1) !== 'от') return null;
  const date = readDate(scan, next);
  if (!date) return null;
  if (!open) return { edition: date.date, next: date.next };
  const close = lowAt(scan, date.next) === '.' ? date.next + 1 : date.next;
  return lowAt(scan, close) === ')' ? { edition: date.date, next: close + 1 } : null;
}

/** Reads as much of a tail as there is; `next === index` means nothing. */
export function readTail(scan: Scan, index: number, withTitle = true): Tail {
  const tail: Tail = { date: null, number: null, title: null, next: index };
  while (isJoined(scan, tail.next) && readPart(scan, tail, withTitle));
  return tail;
}

function readPart(scan: Scan, tail: Tail, withTitle: boolean): boolean {
  const comma = lowAt(scan, tail.next) === ',' && tail.next > 0 ? 1 : 0;
  const at = tail.next + comma;
  if (!isJoined(scan, at)) return false;
  if (tail.date === null) {
    const from = lowAt(scan, at) === 'от' ? 1 : 0;
    const date = readDate(scan, at + from);
    const bare = date && from === 0 && (comma > 0 || !isNumberSignAt(scan, date.next));
    if (date && !bare && (comma === 0 || tail.number !== null))
      return take(tail, date.next, { date: date.date });
  }
  if (tail.number === null) {
    const number = readActNumber(scan, at);
    if (number && (comma === 0 || tail.date !== null))
      return take(tail, number.next, { number: number.number });
  }
  const edition = tail.edition ? null : readEdition(scan, tail.next);
  if (edition) return take(tail, edition.next, { edition: edition.edition });
  const title = withTitle && tail.title === null && comma === 0 ? readQuoted(scan, at) : null;
  if (title) return take(tail, title.next, { title: title.title });
  return false;
}

const isNumberSignAt = (scan: Scan, index: number) => skipNumberSign(scan, index) > index;

function take(tail: Tail, next: number, found: Partial<Tail>): boolean {
  Object.assign(tail, found);
  tail.next = next;
  return true;
}

/** Does the tail of an act begin here: a date or a number? */
export const startsTail = (scan: Scan, index: number): boolean =>
  (lowAt(scan, index) === 'от' && readDate(scan, index + 1) !== null) ||
  isNumberSignAt(scan, index) ||
  (tokenAt(scan, index).kind === 'number' && readDate(scan, index) !== null) ||
  (tokenAt(scan, index).kind === 'number' && /^ф(?:к)?з$/i.test(rawAt(scan, index + 2)));
