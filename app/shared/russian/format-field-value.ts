// The one implementation of `data-format`: how a document field's value is printed inside a sentence.
// Never throws: a value that a format cannot read is printed as it is, the field check has said so already.
import { DEFAULT_TIME_ZONE, formatDate } from './dates';
import { declinePerson, initialsAfter, initialsBefore, type PersonName, toPersonName } from './names';
import { declinePhrase } from './noun-phrase';
import type { Case } from './paradigms';
import { count, formatNumber } from './plural';

/** Formats without an argument; besides them `count:<one>|<few>|<many>`. */
export const FIELD_FORMATS = [
  'text',
  'date-long',
  'date-short',
  'date-quoted',
  'genitive',
  'dative',
  'accusative',
  'instrumental',
  'prepositional',
  'upper',
  'initials-before',
  'initials-after',
  'join',
] as const;
export type FieldFormat = (typeof FIELD_FORMATS)[number];

/** True for a format that {@link formatFieldValue} knows; templates are checked by it. */
export function isFieldFormat(format: string): boolean {
  if ((FIELD_FORMATS as readonly string[]).includes(format)) return true;
  return /^count:[^|]+\|[^|]+\|[^|]+$/u.test(format);
}

type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function plainText(value: unknown, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  if (value instanceof Date) return formatDate(value, 'short', timeZone);
  if (Array.isArray(value)) return joinValues(value, timeZone);
  if (!isObject(value)) return String(value);
  const person = toPersonName(value);
  if (person && ('surname' in value || 'lastName' in value)) return declinePerson(person, 'nominative');
  for (const key of ['fullName', 'name', 'title', 'label', 'organisation', 'text', 'value']) {
    if (typeof value[key] === 'string' || isObject(value[key])) return plainText(value[key], timeZone);
  }
  return '';
}

/** «А, Б и В». */
function joinValues(values: readonly unknown[], timeZone: string): string {
  const texts = values.map((value) => plainText(value, timeZone)).filter((text) => text !== '');
  if (texts.length < 2) return texts[0] ?? '';
  return `${texts.slice(0, -1).join(', ')} и ${texts[texts.length - 1]}`;
}

function inCase(value: unknown, kase: Case, timeZone: string): string {
  if (isObject(value) && isObject(value.cases) && typeof value.cases[kase] === 'string') {
    return value.cases[kase] as string;
  }
  if (Array.isArray(value)) {
    return joinValues(
      value.map((entry) => inCase(entry, kase, timeZone)),
      timeZone,
    );
  }
  const person: PersonName | null = toPersonName(value);
  return person ? declinePerson(person, kase) : declinePhrase(plainText(value, timeZone), kase);
}

function withInitials(value: unknown, form: (person: PersonName) => string, timeZone: string): string {
  if (Array.isArray(value)) {
    return joinValues(
      value.map((entry) => withInitials(entry, form, timeZone)),
      timeZone,
    );
  }
  const person = toPersonName(value) ?? toPersonName(plainText(value, timeZone));
  return person ? form(person) : plainText(value, timeZone);
}

function asCount(value: unknown, argument: string, timeZone: string): string {
  const isPlain = typeof value === 'number' || typeof value === 'string';
  const n = Array.isArray(value)
    ? value.length
    : Number((isPlain ? String(value) : 'not a number').replace(/\s/gu, '').replace(',', '.'));
  const [one = '', few = '', many = ''] = argument.split('|');
  if (!Number.isFinite(n) || value === null || value === undefined || value === '') {
    return plainText(value, timeZone);
  }
  return count(n, one, few, many);
}

/**
 * A field's value as text. `format` is one of {@link FIELD_FORMATS} or `count:<one>|<few>|<many>`; an unknown format
 * prints like `text`. Case formats use the value's own `cases` first. Pure; an absent value gives ''.
 */
export function formatFieldValue(
  value: unknown,
  format = 'text',
  options: { timeZone?: string | undefined } = {},
): string {
  const timeZone = options.timeZone ?? DEFAULT_TIME_ZONE;
  if (format.startsWith('count:')) return asCount(value, format.slice('count:'.length), timeZone);
  switch (format) {
    case 'date-long':
    case 'date-short':
    case 'date-quoted': {
      const style = format.slice('date-'.length) as 'long' | 'short' | 'quoted';
      const isDate = typeof value === 'string' || value instanceof Date;
      return isDate ? formatDate(value, style, timeZone) : plainText(value, timeZone);
    }
    case 'genitive':
    case 'dative':
    case 'accusative':
    case 'instrumental':
    case 'prepositional':
      return inCase(value, format, timeZone);
    case 'initials-before':
      return withInitials(value, initialsBefore, timeZone);
    case 'initials-after':
      return withInitials(value, initialsAfter, timeZone);
    case 'upper':
      return plainText(value, timeZone).toLocaleUpperCase('ru');
    default:
      return plainText(value, timeZone);
  }
}
