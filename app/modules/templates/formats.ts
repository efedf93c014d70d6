// Formats that an expression may ask for, and the field types they fit. The formatting itself is in ~/shared/russian.
import { FIELD_FORMATS, type FieldFormat, isFieldFormat } from '~/shared/russian';
import type { FieldType } from './field.schema';

const ANY_CASE: readonly FieldType[] = ['person', 'organisation', 'text'];

/** Format name → field types it fits. */
const FORMATS: Readonly<Record<FieldFormat, readonly FieldType[]>> = {
  text: ['text', 'longText', 'date', 'time', 'number', 'url', 'person', 'organisation'],
  'date-long': ['date'],
  'date-short': ['date'],
  'date-quoted': ['date'],
  genitive: ANY_CASE,
  dative: ANY_CASE,
  accusative: ANY_CASE,
  instrumental: ANY_CASE,
  prepositional: ANY_CASE,
  upper: ['text', 'organisation', 'person'],
  'initials-before': ['person'],
  'initials-after': ['person'],
  join: ['list'],
};

/** Null when the format fits the type, else the Russian reason. */
export function formatFault(format: string, type: FieldType): string | null {
  if (!isFieldFormat(format)) {
    return `неизвестный формат «${format}»; есть: ${FIELD_FORMATS.join(', ')}, count:человек|человека|человек`;
  }
  const types = format.startsWith('count:') ? (['number', 'list'] as const) : FORMATS[format as FieldFormat];
  return (types as readonly FieldType[]).includes(type)
    ? null
    : `формат «${format}» не годится для поля вида ${type}`;
}
