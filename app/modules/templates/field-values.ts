// Field values as plain JSON: measuring hostile input, conditions, keys of list entries, filling for the renderer.
import type { FieldDeclaration, FieldMap, When } from './field.schema';
import { FIELD_LIMITS } from './field-limits';
import { entryKeys, readFieldPath } from './scope';
import type { FieldValues } from './template.schema';

/** Size and depth without recursion, so that 5 MB or ten thousand levels are refused, not crashed on. */
export function measure(values: unknown): { fault?: string } {
  let total = 0;
  let nodes = 0;
  let level: unknown[] = [values];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > FIELD_LIMITS.depth)
      return { fault: `Слишком глубокая вложенность данных: больше ${FIELD_LIMITS.depth} уровней.` };
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') total += value.length;
      else if (typeof value === 'object' && value !== null) {
        const keys = Object.keys(value);
        nodes += keys.length;
        if (!Array.isArray(value)) for (const key of keys) total += key.length;
        if (nodes > 200_000) return { fault: 'Слишком много значений в полях документа: сократите данные.' };
        for (const child of Object.values(value)) next.push(child);
      }
      if (total > FIELD_LIMITS.total) {
        const limit = FIELD_LIMITS.total.toLocaleString('ru-RU');
        return {
          fault: `Текст полей слишком большой: предел — ${limit} знаков на документ. Сократите вставленный текст или приложите его файлом.`,
        };
      }
    }
    level = next;
  }
  return {};
}

export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : true;
}

/** True when the condition holds or there is none. A sibling's name, or «/path» from the root. */
export function whenHolds(when: When | undefined, siblings: unknown, root: unknown): boolean {
  if (!when) return true;
  const value = when.field.startsWith('/')
    ? readFieldPath(root, when.field.slice(1))
    : readFieldPath(siblings, when.field);
  if (when.filled !== undefined) return isFilled(value) === when.filled;
  if (when.in !== undefined) return when.in.some((option) => option === value);
  return value === when.is || (when.is === false && value === undefined);
}

/** A real calendar date `YYYY-MM-DD`. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The stored form of a document's fields: every list present, every entry of records with its `key` (fresh ones are
 * `n1`, `n2`…). Slots, block ids, field paths and workflow conditions (`fields.coOrganisers.length`) rest on it.
 * Idempotent; unknown fields are kept.
 */
export function normalizeFieldValues(fields: FieldMap, values: FieldValues): FieldValues {
  const out: Record<string, unknown> = { ...values };
  for (const [name, declaration] of Object.entries(fields)) {
    const value = out[name];
    if (declaration.type === 'group' && isObject(value)) {
      out[name] = normalizeFieldValues(declaration.fields, value);
    }
    if (declaration.type === 'list') out[name] = normalizeList(declaration.fields, value);
  }
  return out;
}

function normalizeList(fields: FieldMap | undefined, value: unknown): unknown {
  if (value === undefined || value === null) return [];
  if (!fields || !Array.isArray(value)) return value;
  const keys = entryKeys(value);
  return value.map((entry: unknown, index) =>
    isObject(entry) ? { ...normalizeFieldValues(fields, entry), key: keys[index] } : entry,
  );
}

/**
 * Values for the renderer: every declared field present (null, [] or a filled group), keys given, values of fields
 * whose condition does not hold left out. Expects validated values.
 */
export function prepareValues(fields: FieldMap, values: FieldValues): FieldValues {
  const stored = normalizeFieldValues(fields, values);
  return fill(fields, stored, stored);
}

function fill(fields: FieldMap, values: FieldValues, root: FieldValues): Record<string, unknown> {
  const out: Record<string, unknown> = Object.hasOwn(values, 'key') ? { key: values.key } : {};
  for (const [name, declaration] of Object.entries(fields)) {
    const shown = whenHolds(declaration.when, values, root);
    out[name] = fillOne(declaration, shown ? values[name] : undefined, root);
  }
  return out;
}

function fillOne(declaration: FieldDeclaration, value: unknown, root: FieldValues): unknown {
  switch (declaration.type) {
    case 'group':
      return fill(declaration.fields, isObject(value) ? value : {}, root);
    case 'list':
      if (!Array.isArray(value)) return [];
      return declaration.fields
        ? value.filter(isObject).map((entry) => fill(declaration.fields ?? {}, entry, root))
        : value.map((item: unknown) => (typeof item === 'string' ? item.trim() : item));
    case 'person':
      return isObject(value)
        ? { surname: null, name: null, patronymic: null, position: null, gender: null, ...value }
        : null;
    case 'organisation':
      return isObject(value) ? { name: null, shortName: null, ...value } : null;
    default:
      if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
      return value ?? null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
