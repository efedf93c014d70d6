// Codes and the Constitution.
import type { ActMatch } from './act-match';
import { readTail } from './act-tail';
import { NO_ACT_DETAILS } from './citation.types';
import type { RuleName } from './rule-catalogue';
import { isJoined, lowAt, rawAt, type Scan, tokenAt } from './tokens';
import {
  CODE_ABBREVIATIONS,
  CODE_ADJECTIVES,
  CODE_NOUNS,
  CODE_SUBJECTS,
  isExecutive,
  isProcessual,
  PROCESSUAL_FIRST,
} from './vocabulary/codes';

interface Country {
  abbr: string;
  next: number;
}

/** «РФ», «Российской Федерации», «РСФСР», «Республики Казахстан»; absent = the Russian Federation. */
export function readCountry(scan: Scan, index: number): Country | null {
  if (!isJoined(scan, index)) return null;
  const low = lowAt(scan, index);
  const second = lowAt(scan, index + 1);
  if (low === 'рф' || low === 'рсфср' || low === 'ссср') return { abbr: low.toUpperCase(), next: index + 1 };
  if (low === 'рк' || low === 'рб') return { abbr: low.toUpperCase(), next: index + 1 };
  if (low.startsWith('российск') && second.startsWith('федераци')) return { abbr: 'РФ', next: index + 2 };
  if (low === 'россии') return { abbr: 'РФ', next: index + 1 };
  if (low.startsWith('республик') && second === 'казахстан') return { abbr: 'РК', next: index + 2 };
  if (low.startsWith('республик') && second === 'беларусь') return { abbr: 'РБ', next: index + 2 };
  return null;
}

interface Named {
  base: string;
  country: string;
  rule: RuleName;
  next: number;
  certain: boolean;
}

function readAbbreviation(scan: Scan, index: number): Named | null {
  const known = CODE_ABBREVIATIONS.get(cyrillic(rawAt(scan, index)));
  if (!known || lowAt(scan, index + 1) === '-') return null;
  const country = readCountry(scan, index + 1);
  return {
    base: known.base,
    country: country?.abbr ?? 'РФ',
    rule: 'code-abbreviation',
    next: country?.next ?? index + 1,
    certain: known.certain || country !== null,
  };
}

const LATIN_CAPITALS: Record<string, string> = {
  A: 'А',
  B: 'В',
  C: 'С',
  K: 'К',
  T: 'Т',
  H: 'Н',
  P: 'Р',
  O: 'О',
};
const cyrillic = (raw: string) =>
  /[ABCKTHPO]/.test(raw) ? raw.replace(/[A-Z]/g, (one) => LATIN_CAPITALS[one] ?? one) : raw;

function readFullName(scan: Scan, index: number): Named | null {
  const low = lowAt(scan, index);
  const make = (base: string, next: number): Named => {
    const country = readCountry(scan, next);
    return {
      base,
      country: country?.abbr ?? 'РФ',
      rule: 'code-name',
      next: country?.next ?? next,
      certain: true,
    };
  };
  const second = lowAt(scan, index + 1);
  const third = lowAt(scan, index + 2);
  const base = CODE_ADJECTIVES.get(low);
  if (base && CODE_NOUNS.has(second)) return make(base, index + 2);
  const processual = PROCESSUAL_FIRST.get(low);
  if (processual && isProcessual(second) && CODE_NOUNS.has(third)) return make(processual, index + 3);
  if (low === 'уголовно' && second === '-' && CODE_NOUNS.has(lowAt(scan, index + 3))) {
    if (isProcessual(third)) return make('УПК', index + 4);
    if (isExecutive(third)) return make('УИК', index + 4);
  }
  return CODE_NOUNS.has(low) ? readBySubject(scan, index) : null;
}

function readBySubject(scan: Scan, index: number): Named | null {
  const country = readCountry(scan, index + 1);
  const begin = country?.next ?? index + 1;
  for (const { words, base } of CODE_SUBJECTS) {
    if (!words.every((word, i) => word.test(lowAt(scan, begin + i)))) continue;
    const next = begin + words.length;
    const after = country ?? readCountry(scan, next);
    const end = country ? next : (after?.next ?? next);
    return { base, country: after?.abbr ?? 'РФ', rule: 'code-name', next: end, certain: true };
  }
  return null;
}

/** A code by its name or abbreviation. An uncertain «УК» or «ЖК» counts only with units before or after it. */
export function readCode(scan: Scan, index: number): ActMatch | null {
  const named = readAbbreviation(scan, index) ?? readFullName(scan, index);
  if (!named) return null;
  const tail = readTail(scan, named.next);
  const part = readCodePart(scan, tail.next);
  return {
    act: {
      kind: 'code',
      abbr: `${named.base} ${named.country}`,
      number: tail.number,
      date: tail.date,
      title: null,
      ...(part ? { part: part.name } : {}),
      ...(tail.edition ? { edition: tail.edition } : {}),
    },
    rule: named.rule,
    next: part?.next ?? tail.next,
    needsUnits: !named.certain,
  };
}

/** «Гражданский кодекс РФ (часть вторая)». */
function readCodePart(scan: Scan, index: number): { name: string; next: number } | null {
  const inner = lowAt(scan, index + 1) === 'часть' && lowAt(scan, index + 3) === ')';
  const word = lowAt(scan, index + 2);
  if (lowAt(scan, index) !== '(' || !inner || !/^(?:перв|втор|трет|четверт)/.test(word)) return null;
  return { name: `часть ${word}`, next: index + 4 };
}

/** «Конституция РФ»; the constitution of a republic is a regional act. */
export function readConstitution(scan: Scan, index: number): ActMatch | null {
  const token = tokenAt(scan, index);
  if (!token.capital || !/^конституци(?:я|и|ю|ей)$/.test(token.low)) return null;
  const country = readCountry(scan, index + 1);
  const republic = !country && /^республик/.test(lowAt(scan, index + 1)) && tokenAt(scan, index + 2).capital;
  if (republic) {
    const title = `Конституция Республики ${rawAt(scan, index + 2)}`;
    return {
      act: { ...NO_ACT_DETAILS, kind: 'local', title },
      rule: 'regional-act',
      next: index + 3,
      needsUnits: false,
    };
  }
  const abbr = `Конституция ${country?.abbr ?? 'РФ'}`;
  const next = country?.next ?? index + 1;
  return {
    act: { ...NO_ACT_DETAILS, kind: 'constitution', abbr },
    rule: 'constitution',
    next,
    needsUnits: false,
  };
}
