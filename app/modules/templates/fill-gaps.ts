// Unfinished values made fit for a preview: a required field that is empty shows its own name in brackets.
import type { FieldDeclaration, FieldMap } from './field.schema';
import type { FieldValues } from './template.schema';

/** «[Название мероприятия]»: never stored, only shown. */
const gap = (label: string): string => `[${label}]`;

/** Values whose required gaps are named; meant for values of the fields that are shown (readForm). */
export function fillGaps(fields: FieldMap, values: FieldValues): FieldValues {
  const out: Record<string, unknown> = { ...values };
  for (const [name, field] of Object.entries(fields)) {
    const filled = fillGap(field, values[name]);
    if (filled !== undefined) out[name] = filled;
  }
  return out;
}

function fillGap(field: FieldDeclaration, value: unknown): unknown {
  switch (field.type) {
    case 'group':
      if (!field.required && value === undefined) return undefined;
      return fillGaps(field.fields, isRecord(value) ? value : {});
    case 'list': {
      const { fields } = field;
      if (!Array.isArray(value)) return [];
      if (!fields) return value.map((entry: unknown) => (entry === '' ? gap(field.entryLabel) : entry));
      return value.map((entry: unknown) => fillGaps(fields, isRecord(entry) ? entry : {}));
    }
    case 'person':
      if (isRecord(value)) return value.surname ? value : { ...value, surname: gap(field.label) };
      return field.required ? { surname: gap(field.label) } : undefined;
    case 'organisation':
      if (isRecord(value)) return value.name ? value : { ...value, name: gap(field.label) };
      return field.required ? { name: gap(field.label) } : undefined;
    case 'choice':
    case 'boolean':
    case 'date':
    case 'time':
      // Conditions and attributes of items read these: a wrong value would show another text. Dates in running
      // text are printed as they are.
      return value === undefined && field.required && field.type === 'date' && !field.when
        ? gap(field.label)
        : value;
    default:
      return value === undefined && field.required ? gap(field.label) : value;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
