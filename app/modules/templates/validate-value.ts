// Checks of single values by field type. Texts of faults are the end of «Поле: …».

import type { ScalarField, ScalarItem } from './field.schema';
import { isRealDate } from './field-values';
import { readFieldPath } from './scope';

export interface ValueFault {
  readonly message: string;
  /** Part of a person or an organisation. */
  readonly part?: string;
}

const CASE_NAMES = ['genitive', 'dative', 'accusative', 'instrumental', 'prepositional'];
// Control characters other than tab and line feed break XML and PDF; lone surrogates cannot be encoded.
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u;

/** Faults of a filled value of a field that is neither list nor group. */
export function checkScalar(field: ScalarField, value: unknown, root: unknown): ValueFault[] {
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'url':
      return checkScalarItem(field, value);
    case 'date':
      return checkDate(field, value, root);
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
        ? []
        : [{ message: 'время пишется как ЧЧ:ММ, например 14:00.' }];
    case 'number':
      return checkNumber(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? [] : [{ message: 'ответьте «да» или «нет».' }];
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(field.options, value)
        ? []
        : [{ message: `выберите одно из: ${Object.values(field.options).join(', ')}.` }];
    case 'person':
      return checkPerson(value);
    case 'organisation':
      return checkOrganisation(value);
  }
}

export function checkScalarItem(item: ScalarItem, value: unknown): ValueFault[] {
  if (item.type === 'url') return checkUrl(value);
  if (typeof value !== 'string' || value.trim() === '') return [{ message: 'нужен текст.' }];
  const { check } = item;
  const faults = textFaults(value, check.maxLength, item.type === 'longText');
  if (check.minLength !== undefined && value.trim().length < check.minLength) {
    faults.push({ message: `слишком коротко: нужно не меньше ${check.minLength} знаков.` });
  }
  if (check.pattern && value.length <= check.maxLength && !new RegExp(check.pattern, 'u').test(value)) {
    faults.push({ message: check.message ?? 'значение не подходит.' });
  }
  return faults;
}

function textFaults(value: string, maxLength: number, lines: boolean): ValueFault[] {
  const faults: ValueFault[] = [];
  if (value.length > maxLength) {
    faults.push({
      message: `слишком длинно: ${value.length} знаков при пределе ${maxLength}. Сократите текст.`,
    });
  }
  if (!lines && value.includes('\n')) faults.push({ message: 'нужна одна строка, без переносов.' });
  if (UNPRINTABLE.test(value))
    faults.push({ message: 'в тексте есть непечатаемые знаки: вставьте его как обычный текст.' });
  return faults;
}

function checkDate(field: ScalarField & { type: 'date' }, value: unknown, root: unknown): ValueFault[] {
  if (typeof value !== 'string' || !isRealDate(value)) {
    return [{ message: 'такой даты нет; дата пишется как ГГГГ-ММ-ДД.' }];
  }
  const { notBefore, notAfter, notBeforeField } = field.check;
  const faults: ValueFault[] = [];
  if (value < notBefore) faults.push({ message: `не раньше ${ruDate(notBefore)}.` });
  if (value > notAfter) faults.push({ message: `не позже ${ruDate(notAfter)}.` });
  const other = notBeforeField ? readFieldPath(root, notBeforeField.replace(/^\//, '')) : undefined;
  if (typeof other === 'string' && value < other) faults.push({ message: `не раньше ${ruDate(other)}.` });
  return faults;
}

function checkNumber(field: ScalarField & { type: 'number' }, value: unknown): ValueFault[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [{ message: 'нужно число.' }];
  const { min, max, integer } = field.check;
  if (integer && !Number.isInteger(value)) return [{ message: 'нужно целое число.' }];
  return value < min || value > max ? [{ message: `число от ${min} до ${max}.` }] : [];
}

function checkUrl(value: unknown): ValueFault[] {
  const fault = { message: 'адрес начинается с https:// или http://, например https://example.org/.' };
  if (typeof value !== 'string' || value.length > 2000 || /\s/.test(value)) return [fault];
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol) ? [] : [fault];
  } catch {
    return [fault];
  }
}

function checkPerson(value: unknown): ValueFault[] {
  const parts = partsOf(value, ['surname', 'name', 'patronymic', 'position'], ['gender', 'cases']);
  if (!parts) return [{ message: 'укажите фамилию, имя и отчество.' }];
  const faults = parts.faults;
  for (const [part, label] of [
    ['surname', 'фамилию'],
    ['name', 'имя'],
  ] as const) {
    if (!parts.texts[part]) faults.push({ part, message: `укажите ${label}.` });
  }
  const gender = parts.rest.gender;
  if (gender !== undefined && gender !== null && !['male', 'female', 'm', 'f'].includes(String(gender))) {
    faults.push({ part: 'gender', message: 'пол: мужской (male) или женский (female).' });
  }
  return [...faults, ...caseFaults(parts.rest.cases)];
}

function checkOrganisation(value: unknown): ValueFault[] {
  const parts = partsOf(value, ['name', 'shortName'], ['cases', 'gender', 'plural']);
  if (!parts) return [{ message: 'укажите наименование организации.' }];
  const faults = parts.faults;
  if (!parts.texts.name) faults.push({ part: 'name', message: 'укажите наименование.' });
  const { gender, plural } = parts.rest;
  if (gender !== undefined && gender !== null && !['m', 'f', 'n'].includes(String(gender))) {
    faults.push({ part: 'gender', message: 'род: m, f или n.' });
  }
  if (plural !== undefined && plural !== null && typeof plural !== 'boolean') {
    faults.push({ part: 'plural', message: 'множественное число: да или нет.' });
  }
  return [...faults, ...caseFaults(parts.rest.cases)];
}

interface Parts {
  texts: Record<string, string>;
  rest: Record<string, unknown>;
  faults: ValueFault[];
}

function partsOf(value: unknown, texts: readonly string[], rest: readonly string[]): Parts | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const parts: Parts = { texts: {}, rest: {}, faults: [] };
  for (const [name, part] of Object.entries(value as Record<string, unknown>)) {
    if (part === null || part === undefined || part === '') continue;
    if (rest.includes(name)) parts.rest[name] = part;
    else if (!texts.includes(name)) parts.faults.push({ part: name, message: 'эта часть не предусмотрена.' });
    else if (typeof part !== 'string') parts.faults.push({ part: name, message: 'нужен текст.' });
    else {
      parts.texts[name] = part.trim();
      parts.faults.push(...textFaults(part, 500, false).map((fault) => ({ ...fault, part: name })));
    }
  }
  return parts;
}

function caseFaults(cases: unknown): ValueFault[] {
  if (cases === undefined || cases === null) return [];
  const parts = partsOf(cases, CASE_NAMES, []);
  if (!parts)
    return [
      {
        part: 'cases',
        message: 'падежные формы: genitive, dative, accusative, instrumental, prepositional.',
      },
    ];
  return parts.faults.map((fault) => ({ ...fault, part: `cases.${fault.part ?? ''}` }));
}

function ruDate(iso: string): string {
  return iso.split('-').reverse().join('.');
}
