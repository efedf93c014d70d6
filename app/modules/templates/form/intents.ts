// What the buttons of a form do to what was typed: add an entry, take one out, move it. Pure; the server runs them
// for a browser without scripts, the browser runs the very same ones otherwise.
import type { FieldDeclaration, FieldMap, ListField } from '../field.schema';
import { typedOf } from './form-values';
import {
  asList,
  asMap,
  isBlank,
  newEntry,
  type Typed,
  type TypedEntry,
  type TypedList,
  type TypedMap,
} from './typed';

export type ListIntentKind = 'add' | 'remove' | 'up' | 'down';
export interface ListIntent {
  readonly kind: ListIntentKind;
  /** Of the list (add) or of the entry, in form paths: `groups.n2.items`, `groups.n2.items.n1`. */
  readonly path: string;
}

export const listIntent = (kind: ListIntentKind, path: string): string => `${kind}:${path}`;

/** The intent of a pressed button; null when it changes no list. */
export function parseListIntent(raw: unknown): ListIntent | null {
  const parts = typeof raw === 'string' ? /^(add|remove|up|down):([A-Za-z0-9.-]{1,400})$/.exec(raw) : null;
  return parts ? { kind: parts[1] as ListIntentKind, path: parts[2] as string } : null;
}

/** The form after the button; an intent that names nothing changes nothing. */
export function applyListIntent(fields: FieldMap, typed: TypedMap, intent: ListIntent): TypedMap {
  const parts = intent.path.split('.');
  const key = intent.kind === 'add' ? undefined : parts.pop();
  return changeMap(fields, typed, parts, (field, value) => {
    if (field.type !== 'list') return value;
    return key === undefined ? addTo(asList(value), field) : changeEntry(asList(value), key, intent.kind);
  });
}

/** Value of the button that takes a person or an organisation out of the directory. */
export const fillIntent = (type: Taken['type'], path: string): string => `fill:${type}:${path}`;
/** Name of the input that says whom. */
export const pickName = (path: string): string => `pick:${path}`;

/** What the pressed button fills: the form path and its type; null when it takes nobody. */
export function parseFillIntent(raw: unknown): { type: Taken['type']; path: string } | null {
  const parts =
    typeof raw === 'string' ? /^fill:(person|organisation):([A-Za-z0-9.-]{1,400})$/.exec(raw) : null;
  return parts ? { type: parts[1] as Taken['type'], path: parts[2] as string } : null;
}

/**
 * The form with a directory entry's value in one person or organisation field; any other path changes nothing. A person
 * brings his account into the `userId` beside him, so that whoever is named is also asked, and his post where none is
 * typed.
 */
export function fillField(fields: FieldMap, typed: TypedMap, path: string, taken: Taken): TypedMap {
  const parts = path.split('.');
  let met = false;
  const filled = changeMap(fields, typed, parts, (field, value) => {
    if (field.type !== taken.type) return value;
    met = true;
    return typedOf({ taken: field }, { taken: taken.value }).taken ?? value;
  });
  const group = parts.slice(0, -1);
  if (!met || taken.type !== 'person' || group.length === 0) return filled;
  const { position } = taken.value;
  const withAccount = changeMap(fields, filled, [...group, 'userId'], (field, value) =>
    field.type === 'text' ? taken.id : value,
  );
  return changeMap(fields, withAccount, [...group, 'position'], (field, value) =>
    field.type === 'text' && isBlank(value) && typeof position === 'string' ? position : value,
  );
}

export interface Taken {
  readonly type: 'person' | 'organisation';
  /** Of the account or the organisation. */
  readonly id: string;
  readonly value: Readonly<Record<string, unknown>>;
}

type Change = (field: FieldDeclaration, value: Typed) => Typed;

function changeMap(
  fields: FieldMap,
  typed: TypedMap,
  [name, ...rest]: readonly string[],
  change: Change,
): TypedMap {
  const field = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field || name === undefined) return typed;
  return { ...typed, [name]: changeField(field, typed[name], rest, change) };
}

function changeField(
  field: FieldDeclaration,
  typed: Typed | undefined,
  rest: readonly string[],
  change: Change,
): Typed {
  if (rest.length === 0) return change(field, typed ?? '');
  if (field.type === 'group') return changeMap(field.fields, asMap(typed), rest, change);
  if (field.type !== 'list') return typed ?? '';
  const list = asList(typed);
  const [key, ...inside] = rest;
  const { fields } = field;
  if (!fields) return list;
  return {
    ...list,
    entries: list.entries.map((entry) =>
      entry.key === key ? { key, value: changeMap(fields, asMap(entry.value), inside, change) } : entry,
    ),
  };
}

function addTo(list: TypedList, declaration: ListField): TypedList {
  if (list.entries.length >= declaration.repeat.max) return list;
  return { next: list.next + 1, entries: [...list.entries, newEntry(declaration, list.next)] };
}

function changeEntry(list: TypedList, key: string, kind: ListIntentKind): TypedList {
  const at = list.entries.findIndex((entry) => entry.key === key);
  if (at < 0) return list;
  if (kind === 'remove') return { ...list, entries: list.entries.filter((_, index) => index !== at) };
  const to = kind === 'up' ? at - 1 : at + 1;
  const [entry, other] = [list.entries[at], list.entries[to]];
  if (!entry || !other) return list;
  const entries: TypedEntry[] = [...list.entries];
  entries[to] = entry;
  entries[at] = other;
  return { ...list, entries };
}
