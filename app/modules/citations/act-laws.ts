// Federal and regional laws: «Федерального закона от … № … «…»», «59-ФЗ», «Закона РФ …», «ФЗ № 59», «Закона» alone.

import { capitalFirst } from '~/shared/russian';
import { readCountry } from './act-codes';
import type { ActMatch } from './act-match';
import { readActNumber, readTail, startsTail, type Tail } from './act-tail';
import { readLawName, readName, textOf } from './bare-title';
import { type ActReference, NO_ACT_DETAILS } from './citation.types';
import { readQuoted } from './quoted-title';
import type { RuleName } from './rule-catalogue';
import { isJoined, lowAt, rawAt, type Scan, tokenAt } from './tokens';
import { FEDERAL_FORMS, LAW_FORMS } from './vocabulary/documents';
import { isRegion } from './vocabulary/issuers';

interface Head {
  next: number;
  rule: RuleName;
  kind: 'federal-law' | 'local';
  /** «Основы законодательства о нотариате», «Закон Московской области». */
  title?: string;
  short?: boolean;
  /** The head itself shows that a law is meant, so that a title without quotes may follow. */
  named: boolean;
}

function readHead(scan: Scan, index: number): Head | null {
  const low = lowAt(scan, index);
  const raw = rawAt(scan, index);
  const make = (next: number, more: Partial<Head> = {}): Head => ({
    next,
    rule: 'federal-law',
    kind: 'federal-law',
    named: true,
    ...more,
  });
  if (raw === 'ФЗ' || raw === 'ФКЗ') return make(index + 1, { rule: 'law-abbreviation', short: true });
  if (FEDERAL_FORMS.has(low)) {
    const noun = lowAt(scan, index + 1).startsWith('конституционн') ? index + 2 : index + 1;
    if (!LAW_FORMS.has(lowAt(scan, noun)) || !isJoined(scan, noun)) return null;
    return make(readCountry(scan, noun + 1)?.next ?? noun + 1);
  }
  if (!LAW_FORMS.has(low)) return null;
  const country = readCountry(scan, index + 1);
  if (country) return make(country.next, { rule: 'law-of-country' });
  const region = readRegion(scan, index + 1);
  if (region > 0) {
    const title = `Закон ${textOf(scan, index + 1, region)}`;
    return make(region, { rule: 'regional-act', kind: 'local', title });
  }
  return make(index + 1, { rule: 'law-short', named: tokenAt(scan, index).capital });
}

/** «Московской области», «города Москвы», «Хабаровского края»: the token after it, or -1. */
function readRegion(scan: Scan, index: number): number {
  for (let at = index; at < index + 5; at += 1) {
    const { kind, low } = tokenAt(scan, at);
    if (!isJoined(scan, at) || (kind !== 'word' && low !== '-' && low !== '.')) return -1;
    if (startsTail(scan, at)) return -1;
    if (!isRegion(low)) continue;
    let next = at + 1;
    while (tokenAt(scan, next).capital || (lowAt(scan, next) === '-' && tokenAt(scan, next).gap === 0))
      next += 1;
    return next;
  }
  return -1;
}

/** «59-ФЗ» or «№ 59-ФЗ» without a head. */
export function readBareLawNumber(scan: Scan, index: number): ActMatch | null {
  const number = readActNumber(scan, index);
  if (!number || !/^\d{1,4}-ФК?З$/.test(number.number)) return null;
  const tail = readTail(scan, number.next);
  const act: ActReference = { ...fromTail(tail), kind: 'federal-law', number: number.number };
  return { act, rule: 'law-number', next: tail.next, needsUnits: false };
}

const fromTail = (tail: Tail): Omit<ActReference, 'kind'> => ({
  abbr: null,
  number: tail.number,
  date: tail.date,
  title: tail.title,
  ...(tail.edition ? { edition: tail.edition } : {}),
});

export function readLaw(scan: Scan, index: number): ActMatch | null {
  const short = readConsumerLaw(scan, index) ?? readFoundations(scan, index);
  if (short) return short;
  const head = readHead(scan, index);
  if (!head) return null;
  const begin = head.short ? readShortNumber(scan, head.next) : null;
  const tail = readTail(scan, begin?.next ?? head.next);
  const number = completeNumber(begin?.number ?? tail.number, head);
  const bare = tail.title === null && head.named ? readBareLawTitle(scan, tail.next, number !== null) : null;
  const quoted = bare ? readQuoted(scan, bare.next) : null;
  const title =
    tail.title ?? quoted?.title ?? bare?.title ?? (head.kind === 'local' ? (head.title ?? null) : null);
  const next = quoted?.next ?? bare?.next ?? tail.next;
  if (
    head.rule === 'law-short' &&
    !head.named &&
    title === null &&
    tail.date === null &&
    /^\d+$/.test(number ?? '')
  )
    return null;
  if (number === null && title === null && tail.date === null)
    return {
      act: { ...NO_ACT_DETAILS, kind: 'previous' },
      rule: 'law-carried',
      next: head.next,
      needsUnits: true,
    };
  if (head.kind === 'local' && number === null && tail.title === null && bare === null) return null;
  return {
    act: { ...fromTail(tail), kind: head.kind, number, title },
    rule: head.rule,
    next,
    needsUnits: false,
  };
}

/** «ФЗ-59», «ФЗ 59». */
function readShortNumber(scan: Scan, index: number): { number: string; next: number } | null {
  const at = lowAt(scan, index) === '-' && tokenAt(scan, index).gap === 0 ? index + 1 : index;
  const { kind, start, end } = tokenAt(scan, at);
  const whole = kind === 'number' && end - start <= 3 && lowAt(scan, at + 1) !== '.' && at > index;
  return whole ? { number: rawAt(scan, at), next: at + 1 } : null;
}

const completeNumber = (number: string | null, head: Head): string | null =>
  number !== null && head.short && /^\d+$/.test(number) ? `${number}-ФЗ` : number;

/** «Закона о защите прав потребителей», «Федерального закона … № 152-ФЗ О персональных данных». */
function readBareLawTitle(
  scan: Scan,
  index: number,
  numbered: boolean,
): { title: string; next: number } | null {
  const { low, capital } = tokenAt(scan, index);
  if (!/^(?:о|об|обо)$/.test(low) || !isJoined(scan, index) || (numbered && !capital)) return null;
  const next = readLawName(scan, index + 1);
  if (next <= index + 1 || /^(?:том|этом|нем|них)$/.test(lowAt(scan, index + 1))) return null;
  const title = textOf(scan, index, next);
  return { title: capitalFirst(title), next };
}

/** «ЗоЗПП». */
function readConsumerLaw(scan: Scan, index: number): ActMatch | null {
  if (!/^(?:зозпп|ззпп)$/.test(lowAt(scan, index))) return null;
  const act: ActReference = { ...NO_ACT_DETAILS, kind: 'federal-law', abbr: rawAt(scan, index) };
  return {
    act,
    rule: 'law-abbreviation',
    next: readCountry(scan, index + 1)?.next ?? index + 1,
    needsUnits: false,
  };
}

/** «Основы законодательства Российской Федерации о нотариате …». */
function readFoundations(scan: Scan, index: number): ActMatch | null {
  const { low, capital } = tokenAt(scan, index);
  if (!capital || !/^основ(?:ы|ам|ами|ах)?$/.test(low) || lowAt(scan, index + 1) !== 'законодательства')
    return null;
  const afterCountry = readCountry(scan, index + 2)?.next ?? index + 2;
  const name = /^об?$/.test(lowAt(scan, afterCountry)) ? readName(scan, afterCountry + 1, 10) : afterCountry;
  const tail = readTail(scan, name);
  const title = `Основы ${textOf(scan, index + 1, name)}`;
  const act: ActReference = { ...fromTail(tail), kind: 'federal-law', title: tail.title ?? title };
  return { act, rule: 'foundations', next: tail.next, needsUnits: false };
}
