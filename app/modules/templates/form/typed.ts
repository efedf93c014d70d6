// What a person has typed into a form made from a template's fields, as a tree of raw texts: nothing is judged here,
// so whatever was typed survives adding, moving and conditions. Names of inputs and ids of controls are made here too.
import type { FieldDeclaration, FieldMap, ListField } from '../field.schema';
import { FIELD_LIMITS } from '../field-limits';

export interface TypedMap {
  readonly [name: string]: Typed;
}
/** `key` never changes while the entry moves and is never given to another entry of the same list. */
export interface TypedEntry {
  readonly key: string;
  readonly value: Typed;
}
export interface TypedList {
  /** Number of the next key. */
  readonly next: number;
  readonly entries: readonly TypedEntry[];
}
/** A scalar's text ('on' and '' for a tick), parts of a group, a person or an organisation, or a list. */
export type Typed = string | TypedMap | TypedList;

export const PERSON_PARTS = ['surname', 'name', 'patronymic', 'position', 'gender'] as const;
export const ORGANISATION_PARTS = ['name', 'shortName', 'gender', 'plural'] as const;
export const FORM_CASES = ['genitive', 'dative', 'accusative', 'instrumental', 'prepositional'] as const;
export type FormCase = (typeof FORM_CASES)[number];

const ENTRY_KEY = /^[a-z][A-Za-z0-9-]{0,31}$/;
/** Entries a form carries over the list's own limit, so that the fault can be shown instead of a loss. */
const SPARE_ENTRIES = 50;

/** Names of the inputs of one field: its value, the order of a list's entries, the number of the next key. */
export const valueName = (path: string): string => `v.${path}`;
export const orderName = (path: string): string => `o.${path}`;
export const nextName = (path: string): string => `c.${path}`;
/** Id of a field's control, target of the links in the summary of errors. */
export const controlId = (path: string): string => `f-${path.replaceAll('.', '-')}`;
export const joinPath = (prefix: string, name: string): string => (prefix ? `${prefix}.${name}` : name);

export const isTypedList = (typed: Typed | undefined): typed is TypedList =>
  typeof typed === 'object' && Array.isArray((typed as TypedList).entries);
export const asMap = (typed: Typed | undefined): TypedMap =>
  typeof typed === 'object' && !isTypedList(typed) ? typed : {};
export const asList = (typed: Typed | undefined): TypedList =>
  isTypedList(typed) ? typed : { next: 1, entries: [] };
export const asText = (typed: Typed | undefined): string => (typeof typed === 'string' ? typed : '');

/** Nothing typed and nothing ticked anywhere inside. */
export function isBlank(typed: Typed | undefined): boolean {
  if (typed === undefined) return true;
  if (typeof typed === 'string') return typed.trim() === '';
  if (isTypedList(typed)) return typed.entries.every((entry) => isBlank(entry.value));
  return Object.values(typed).every(isBlank);
}

const emptyParts = (names: readonly string[]): TypedMap => ({
  ...Object.fromEntries(names.map((name) => [name, ''])),
  cases: Object.fromEntries(FORM_CASES.map((name) => [name, ''])),
});

/** A fresh form: lists hold as many empty entries as they need. */
export function emptyForm(fields: FieldMap): TypedMap {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, emptyField(field)]));
}

function emptyField(field: FieldDeclaration): Typed {
  if (field.type === 'group') return emptyForm(field.fields);
  if (field.type === 'person') return emptyParts(PERSON_PARTS);
  if (field.type === 'organisation') return emptyParts(ORGANISATION_PARTS);
  if (field.type !== 'list') return '';
  const wanted = Math.max(field.repeat.min, field.required ? 1 : 0);
  const entries = Array.from({ length: wanted }, (_, index) => newEntry(field, index + 1));
  return { next: wanted + 1, entries };
}

export function newEntry(list: ListField, n: number): TypedEntry {
  return { key: `n${n}`, value: list.fields ? emptyForm(list.fields) : '' };
}

/** What the form of the page says. Unknown names are not looked at, so a form can reach nothing it should not. */
export function readTyped(fields: FieldMap, form: FormData, prefix = ''): TypedMap {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, readField(field, form, joinPath(prefix, name))]),
  );
}

/** Line ends as in memory: a browser sends CRLF. */
function textOf(form: FormData, path: string): string {
  const value = form.get(valueName(path));
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
}

function readField(field: FieldDeclaration, form: FormData, path: string): Typed {
  switch (field.type) {
    case 'group':
      return readTyped(field.fields, form, path);
    case 'person':
      return readParts(PERSON_PARTS, form, path);
    case 'organisation':
      return readParts(ORGANISATION_PARTS, form, path);
    case 'list':
      return readList(field, form, path);
    default:
      return textOf(form, path);
  }
}

function readParts(names: readonly string[], form: FormData, path: string): TypedMap {
  const read = (part: string) => textOf(form, `${path}.${part}`);
  return {
    ...Object.fromEntries(names.map((name) => [name, read(name)])),
    cases: Object.fromEntries(FORM_CASES.map((name) => [name, read(`cases.${name}`)])),
  };
}

function readList(list: ListField, form: FormData, path: string): TypedList {
  const given = form.getAll(orderName(path)).filter((key): key is string => typeof key === 'string');
  const keys = [...new Set(given)]
    .filter((key) => ENTRY_KEY.test(key))
    .slice(0, Math.min(FIELD_LIMITS.list, list.repeat.max) + SPARE_ENTRIES);
  const entries = keys.map((key) => {
    const at = `${path}.${key}`;
    return { key, value: list.fields ? readTyped(list.fields, form, at) : textOf(form, at) };
  });
  const said = Number(form.get(nextName(path)));
  return {
    next: Math.max(nextNumber(keys), Number.isSafeInteger(said) && said < 1e6 ? said : 1),
    entries,
  };
}

/** One more than the highest number among the keys. */
export function nextNumber(keys: readonly string[]): number {
  return Math.max(0, ...keys.map((key) => Number(/^n(\d{1,6})$/.exec(key)?.[1] ?? 0))) + 1;
}

/** The same entries as name and value pairs, in the order of the page. What the page's inputs hold. */
export function writeTyped(fields: FieldMap, typed: TypedMap): [name: string, value: string][] {
  const out: [string, string][] = [];
  const put = (value: Typed, path: string): void => {
    if (typeof value === 'string') {
      if (value !== '') out.push([valueName(path), value]);
    } else if (isTypedList(value)) {
      out.push([nextName(path), String(value.next)]);
      for (const entry of value.entries) {
        out.push([orderName(path), entry.key]);
        put(entry.value, `${path}.${entry.key}`);
      }
    } else for (const [name, part] of Object.entries(value)) put(part, joinPath(path, name));
  };
  for (const name of Object.keys(fields)) put(typed[name] ?? '', name);
  return out;
}
