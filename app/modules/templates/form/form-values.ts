// From what was typed to field values, and back. Empty means absent; fields whose condition fails are left out
// (their text stays in the form). The same functions serve the server and the browser, so both give the same values.
import type { FieldDeclaration, FieldMap, ListField } from '../field.schema';
import { whenHolds } from '../field-values';
import { entryKeys } from '../scope';
import type { FieldValues } from '../template.schema';
import type { FieldError } from '../validate-fields';
import {
  asList,
  asMap,
  asText,
  emptyForm,
  FORM_CASES,
  isBlank,
  joinPath,
  nextNumber,
  ORGANISATION_PARTS,
  PERSON_PARTS,
  type Typed,
  type TypedList,
  type TypedMap,
} from './typed';

export interface FormReading {
  /** Values of the fields that are shown; what validateFields and renderTemplate take. */
  readonly values: FieldValues;
  /** Form paths of fields whose condition does not hold now. */
  readonly hidden: ReadonlySet<string>;
  /** Value path of each list → keys of the entries that made it into the values, in their order. */
  readonly kept: ReadonlyMap<string, readonly string[]>;
}

/** Conditions may stand on fields that have conditions themselves; a cycle ends here. */
const MAX_ROUNDS = 6;

/** What the form says now. Pure; judges nothing. */
export function readFieldsForm(fields: FieldMap, typed: TypedMap): FormReading {
  let hidden: ReadonlySet<string> = new Set();
  for (let round = 0; ; round++) {
    const kept = new Map<string, readonly string[]>();
    const values = collect(fields, typed, { hidden, kept, form: '', value: '' });
    const next = findHidden(fields, typed, values, hidden);
    if (round === MAX_ROUNDS || sameSet(hidden, next)) return { values, hidden, kept };
    hidden = next;
  }
}

interface Place {
  readonly hidden: ReadonlySet<string>;
  readonly kept: Map<string, readonly string[]>;
  /** Path in the form (entries by key) and in the values (entries by index). */
  readonly form: string;
  readonly value: string;
}
const step = (at: Place, form: string, value = form): Place => ({
  ...at,
  form: joinPath(at.form, form),
  value: joinPath(at.value, value),
});

function collect(fields: FieldMap, typed: TypedMap, at: Place): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const inside = step(at, name);
    if (at.hidden.has(inside.form)) continue;
    const value = collectOne(field, typed[name], inside);
    if (value !== undefined) out[name] = value;
  }
  return out;
}

function collectOne(field: FieldDeclaration, typed: Typed | undefined, at: Place): unknown {
  switch (field.type) {
    case 'group':
      return isBlank(typed) ? undefined : collect(field.fields, asMap(typed), at);
    case 'list':
      return collectList(field, asList(typed), at);
    case 'person':
      return partsOf(asMap(typed), PERSON_PARTS);
    case 'organisation':
      return partsOf(asMap(typed), ORGANISATION_PARTS);
    case 'boolean':
      return asText(typed) !== '';
    case 'number':
      return numberOf(asText(typed));
    case 'date':
      return dateOf(asText(typed));
    default:
      return asText(typed).trim() || undefined;
  }
}

/** Entries left empty count as not made, as long as the list has enough without them. */
function collectList(list: ListField, typed: TypedList, at: Place): unknown[] {
  const filled = typed.entries.filter((entry) => !isBlank(entry.value)).length;
  let spare = Math.max(0, list.repeat.min - filled);
  const entries = typed.entries.filter((entry) => !isBlank(entry.value) || spare-- > 0);
  at.kept.set(
    at.value,
    entries.map((entry) => entry.key),
  );
  return entries.map(({ key, value }, index) =>
    list.fields
      ? { ...collect(list.fields, asMap(value), step(at, key, String(index))), key }
      : asText(value).trim(),
  );
}

function partsOf(typed: TypedMap, names: readonly string[]): Record<string, unknown> | undefined {
  const out: Record<string, unknown> = {};
  for (const name of names) {
    const text = asText(typed[name]).trim();
    if (text !== '') out[name] = name === 'plural' ? true : text;
  }
  const cases = asMap(typed.cases);
  const given = FORM_CASES.flatMap((name) => {
    const text = asText(cases[name]).trim();
    return text === '' ? [] : [[name, text] as const];
  });
  if (given.length > 0) out.cases = Object.fromEntries(given);
  return Object.keys(out).length > 0 ? out : undefined;
}

/** «1 200,5» is a number; what is none stays text, and the check says so. */
function numberOf(text: string): number | string | undefined {
  const plain = text.replace(/\s/gu, '').replace(',', '.');
  if (plain === '') return undefined;
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text.trim();
}

/** A browser without a calendar gives what people type: «25.09.2026». */
function dateOf(text: string): string | undefined {
  const plain = text.trim();
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain);
  if (!parts) return plain || undefined;
  const [, day = '', month = '', year = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function findHidden(
  fields: FieldMap,
  typed: TypedMap,
  root: FieldValues,
  hiddenNow: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>();
  const look = (map: FieldMap, at: TypedMap, path: string): void => {
    const conditional = Object.values(map).some((field) => field.when);
    const place: Place = { hidden: hiddenNow, kept: new Map(), form: path, value: path };
    const siblings = !conditional ? {} : path === '' ? root : collect(map, at, place);
    for (const [name, field] of Object.entries(map)) {
      const own = joinPath(path, name);
      if (!whenHolds(field.when, siblings, root)) found.add(own);
      if (field.type === 'group') look(field.fields, asMap(at[name]), own);
      if (field.type !== 'list' || !field.fields) continue;
      for (const entry of asList(at[name]).entries)
        look(field.fields, asMap(entry.value), `${own}.${entry.key}`);
    }
  };
  look(fields, typed, '');
  return found;
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));

/** Values as a form shows them. Reading it back gives the normalised values. */
export function typedOf(fields: FieldMap, values: FieldValues): TypedMap {
  const empty = emptyForm(fields);
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, typedField(field, values[name], empty[name] ?? '')]),
  );
}

function typedField(field: FieldDeclaration, value: unknown, empty: Typed): Typed {
  if (value === undefined || value === null) return empty;
  switch (field.type) {
    case 'group':
      return isRecord(value) ? typedOf(field.fields, value) : empty;
    case 'person':
    case 'organisation':
      return isRecord(value) ? typedParts(value, asMap(empty)) : empty;
    case 'list':
      return Array.isArray(value) ? typedList(field, value, asList(empty)) : empty;
    case 'boolean':
      return value === true ? 'on' : '';
    case 'number':
      return String(value).replace('.', ',');
    default:
      return String(value);
  }
}

const GENDERS: Readonly<Record<string, string>> = { m: 'male', f: 'female' };

function typedParts(value: Record<string, unknown>, empty: TypedMap): TypedMap {
  const isPerson = 'surname' in empty;
  const cases = isRecord(value.cases) ? value.cases : {};
  return Object.fromEntries(
    Object.keys(empty).map((name): [string, Typed] => {
      if (name === 'cases') {
        return [name, Object.fromEntries(FORM_CASES.map((one) => [one, String(cases[one] ?? '')]))];
      }
      const part = value[name];
      if (name === 'plural') return [name, part === true ? 'on' : ''];
      const text = typeof part === 'string' ? part : '';
      return [name, name === 'gender' && isPerson ? (GENDERS[text] ?? text) : text];
    }),
  );
}

function typedList(list: ListField, value: readonly unknown[], empty: TypedList): TypedList {
  if (value.length === 0) return empty;
  const keys = list.fields ? entryKeys(value) : value.map((_, index) => `n${index + 1}`);
  const entries = value.map((entry, index) => ({
    key: keys[index] ?? '',
    value: list.fields ? typedOf(list.fields, isRecord(entry) ? entry : {}) : String(entry ?? ''),
  }));
  return { next: nextNumber(keys), entries };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Faults of the values beside the form's own fields: form path → texts. '' is about the whole form. */
export function placeErrors(
  errors: readonly FieldError[],
  kept: FormReading['kept'],
): Record<string, readonly string[]> {
  const out: Record<string, string[]> = {};
  for (const { path, message } of errors) {
    const place = formPath(path, kept);
    out[place] = [...(out[place] ?? []), message];
  }
  return out;
}

function formPath(valuePath: string, kept: FormReading['kept']): string {
  let walked = '';
  return valuePath
    .split('.')
    .map((part) => {
      const key = kept.get(walked)?.[Number(part)];
      walked = joinPath(walked, part);
      return key ?? part;
    })
    .join('.');
}

/** Values without those of class «restricted»: what people see who may read the document but not revise it. */
export function withoutRestricted(fields: FieldMap, values: FieldValues): FieldValues {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field?.privacy === 'restricted') continue;
    if (field?.type === 'group' && isRecord(value)) out[name] = withoutRestricted(field.fields, value);
    else if (field?.type === 'list' && field.fields && Array.isArray(value)) {
      const { fields: inner } = field;
      out[name] = value.map((entry: unknown) => (isRecord(entry) ? withoutRestricted(inner, entry) : entry));
    } else out[name] = value;
  }
  return out;
}
