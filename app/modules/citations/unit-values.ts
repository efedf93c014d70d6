// Numbers of structural units: «44.1», «148(34)», «44_1», «1.1-1», «1¹», «9)», «"в"», «IV», «шестого и седьмого», ranges.
import type { Level } from './citation.types';
import { isJoined, lowAt, rawAt, type Scan, seek, skipNumberSign, tokenAt } from './tokens';
import { isMeasure } from './vocabulary/measures';
import { readOrdinal } from './vocabulary/ordinals';

export type UnitNumber = { n: string } | { from: string; to: string };

type ValueKind = 'number' | 'letter' | 'roman' | 'ordinal';
interface Value {
  n: string;
  kind: ValueKind;
  next: number;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const NUMBER =
  /\d{1,4}(?:[._]\d{1,3}|[⁰¹²³⁴-⁹]{1,3}(?:-[⁰¹²³⁴-⁹]{1,3})?|\(\d{1,3}\))*(?:-(?:й|я|го|ой|ая|ое|ю|му|м|е|х|ми|ом|ей|ым)(?![а-яё])|[абвдежзлнпф](?![а-яёa-z\d]))?(?![\d%/])/iy;
const DATE = /\d{1,2}\.\d{1,2}\.(?:19|20)\d\d/y;
const QUOTED =
  /[«"“„'’]\s?([а-яa-z](?:[._-]?\d{1,3}|\(\d{1,3}\)|[¹²³]{1,2})*|\d{1,3}(?:\.\d{1,3})*)\)?\s?[»"”“'’]/iy;
const LETTER = /([а-яa-z])((?:[._]?\d{1,3}|\(\d{1,3}\)){0,2})(?=\))/iy;
const ROMAN = /([IVXLХІ]{1,7})([._]\d{1,2}|[¹²³⁴]{1,2}|\(\d{1,2}\))?(?![а-яёa-z\d])/iy;
const NUMBER_OF_LAW = /\s?[-–—]\s?Ф?К?З/y;

const at = (pattern: RegExp, text: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset;
  return pattern.exec(text);
};

/** «1_1-1», «1¹-¹», «42(1)» → «1.1-1», «1.1-1», «42.1»; ordinal endings go. */
export function normalizeNumber(raw: string): string {
  return raw
    .toLowerCase()
    .replace(/-(?=[а-я]+$)[а-я]+$/, '')
    .replace(new RegExp(`-(?=[${SUPERSCRIPT}])`, 'g'), '~')
    .replace(new RegExp(`~?[${SUPERSCRIPT}]+`, 'g'), (run) => {
      const digits = [...run].filter((one) => one !== '~').map((one) => SUPERSCRIPT.indexOf(one));
      return (run.startsWith('~') ? '-' : '.') + digits.join('');
    })
    .replace(/\((\d+)\)/g, '.$1')
    .replace(/_/g, '.');
}

const LATIN = 'aeopcxykmthb';
const CYRILLIC = 'аеорсхукмтнв';
const cyrillicLetter = (raw: string) =>
  raw.toLowerCase().replace(/[a-z]/g, (one) => CYRILLIC[LATIN.indexOf(one)] ?? one);

function romanValue(raw: string): number {
  const worth: Record<string, number> = { I: 1, І: 1, V: 5, X: 10, Х: 10, L: 50 };
  const digits = [...raw].map((one) => worth[one] ?? 0);
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
}

/** One number, letter or ordinal at a token. A letter without marks is read only where `bareLetter` says it is safe. */
function readValue(scan: Scan, index: number, level: Level, bareLetter: boolean): Value | null {
  const token = tokenAt(scan, index);
  if (token.start < 0 || !isJoined(scan, index)) return null;
  const { text } = scan;
  if (token.kind === 'number') {
    if (at(DATE, text, token.start)) return null;
    const found = at(NUMBER, text, token.start);
    if (!found || at(NUMBER_OF_LAW, text, token.start + found[0].length)) return null;
    const next = seek(scan, index, token.start + found[0].length);
    return { n: normalizeNumber(found[0]), kind: 'number', next };
  }
  const quoted = token.kind === 'mark' ? at(QUOTED, text, token.start) : null;
  if (quoted?.[1]) {
    const n = cyrillicLetter(normalizeNumber(quoted[1]));
    return { n, kind: 'letter', next: seek(scan, index, token.start + quoted[0].length) };
  }
  if (token.kind !== 'word') return null;
  const ordinal = level === 'статья' ? null : readOrdinal(token.low, lowAt(scan, index + 1));
  if (ordinal) return { n: String(ordinal.n), kind: 'ordinal', next: index + ordinal.words };
  const roman = token.capital ? at(ROMAN, text, token.start) : null;
  if (roman?.[1] && roman[1] === roman[1].toUpperCase()) {
    const n = normalizeNumber(`${romanValue(roman[1])}${roman[2] ?? ''}`);
    return { n, kind: 'roman', next: seek(scan, index, token.start + roman[0].length) };
  }
  const letter = at(LETTER, text, token.start);
  if (letter && (level === 'пункт' || level === 'подпункт')) {
    const next = seek(scan, index, token.start + letter[0].length);
    return { n: cyrillicLetter(normalizeNumber(letter[0])), kind: 'letter', next };
  }
  if (bareLetter && token.end - token.start === 1 && !token.capital)
    return { n: cyrillicLetter(token.low), kind: 'letter', next: index + 1 };
  return null;
}

/** «123.20-1» and «1.1-1» are numbers, «44-48» and «3.2-3.4» are ranges: an index is small and does not go on from the first. */
function isIndex(from: string, to: string): boolean {
  if (to.includes('.')) return false;
  const parts = from.split(/[.-]/).map(Number);
  const [first = 0] = parts;
  if (parts.length === 1) return Number(to) <= first;
  return Number(to) <= 3 || Number(to) <= first;
}

/** A closing bracket of «9)», when it does not close an earlier one. */
export const skipBracket = (scan: Scan, next: number): number =>
  lowAt(scan, next) === ')' && tokenAt(scan, next).gap === 0 ? next + 1 : next;

interface Item {
  number: UnitNumber;
  kind: ValueKind;
  next: number;
}

function readItem(scan: Scan, index: number, level: Level, bareLetter: boolean): Item | null {
  const first = readValue(scan, skipNumberSign(scan, index), level, bareLetter);
  if (!first) return null;
  const single = { number: { n: first.n }, kind: first.kind, next: first.next };
  const afterBracket = skipBracket(scan, first.next);
  const dash = lowAt(scan, afterBracket) === '-' ? afterBracket : -1;
  if (dash < 0) return single;
  const second = readValue(scan, dash + 1, level, false);
  if (!second || second.kind !== first.kind || isQuantity(scan, second)) return single;
  const glued =
    rawAt(scan, dash) === '-' && tokenAt(scan, dash).gap === 0 && tokenAt(scan, dash + 1).gap === 0;
  if (glued && first.kind === 'number' && isIndex(first.n, second.n))
    return continueRange(scan, { n: `${first.n}-${second.n}`, kind: first.kind, next: second.next }, level);
  return { number: { from: first.n, to: second.n }, kind: first.kind, next: second.next };
}

/** «пункты 1.1-1 – 1.1-3»: an indexed number may begin a range as well. */
function continueRange(scan: Scan, first: Value, level: Level): Item {
  const spaced = lowAt(scan, first.next) === '-' && tokenAt(scan, first.next).gap > 0;
  const second = spaced ? readItem(scan, first.next + 1, level, false) : null;
  if (!second || !('n' in second.number))
    return { number: { n: first.n }, kind: first.kind, next: first.next };
  return { number: { from: first.n, to: second.number.n }, kind: first.kind, next: second.next };
}

const isQuantity = (scan: Scan, value: Value) =>
  value.kind === 'number' && isMeasure(lowAt(scan, value.next));

/** The token after a comma, «и», «или», «либо», «и (или)», or -1. */
export function skipSeparator(scan: Scan, index: number): number {
  const low = lowAt(scan, index);
  if (!isJoined(scan, index)) return -1;
  const isAnd = (word: string) => word === 'и' || word === 'или' || word === 'либо';
  if (low === 'и' && lowAt(scan, index + 1) === '(' && lowAt(scan, index + 2) === 'или') return index + 4;
  if (isAnd(low)) return index + 1;
  if (low === ',') return isAnd(lowAt(scan, index + 1)) ? index + 2 : index + 1;
  return -1;
}

/** All numbers after a unit label: «1, 3 - 5 и 7», «"а" и "б"», «первого и второго», «с 1 по 5». */
export function readValues(
  scan: Scan,
  index: number,
  level: Level,
  bareLetter: boolean,
): { numbers: UnitNumber[]; ordinal: boolean; kind: ValueKind; next: number } | null {
  const span = lowAt(scan, index) === 'с' ? readFromTo(scan, index, level) : null;
  const first = span ?? readItem(scan, index, level, bareLetter);
  if (!first) return null;
  if (level === 'часть' && first.kind === 'number' && isMeasure(lowAt(scan, first.next))) return null;
  const numbers = [first.number];
  let { next } = first;
  for (;;) {
    const after = skipSeparator(scan, skipBracket(scan, next));
    const item = after < 0 ? null : readItem(scan, after, level, false);
    if (!item || !isSameSort(first.kind, item.kind)) break;
    if (isQuantity(scan, { n: '', kind: item.kind, next: item.next })) break;
    numbers.push(item.number);
    next = item.next;
  }
  return { numbers, ordinal: first.kind === 'ordinal', kind: first.kind, next };
}

const isSameSort = (one: ValueKind, other: ValueKind) => one === other;

function readFromTo(scan: Scan, index: number, level: Level): Item | null {
  const from = readValue(scan, index + 1, level, false);
  const to = from && lowAt(scan, from.next) === 'по' ? readValue(scan, from.next + 1, level, false) : null;
  return from && to ? { number: { from: from.n, to: to.n }, kind: to.kind, next: to.next } : null;
}
