// What the buttons of a form do to what was typed: add an entry, take one out, move it. Pure; the server runs them
// for a browser without scripts, the browser runs the very same ones otherwise.
import type { FieldDeclaration, FieldMap, ListField } from '../field.schema';
import { asList, asMap, newEntry, type Typed, type TypedEntry, type TypedList, type TypedMap } from './typed';

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
  return changeMap(fields, typed, parts, (list, declaration) =>
    key === undefined ? addTo(list, declaration) : changeEntry(list, key, intent.kind),
  );
}

type ChangeList = (list: TypedList, declaration: ListField) => TypedList;

function changeMap(
  fields: FieldMap,
  typed: TypedMap,
  [name, ...rest]: readonly string[],
  change: ChangeList,
): TypedMap {
  const field = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field || name === undefined) return typed;
  return { ...typed, [name]: changeField(field, typed[name], rest, change) };
}

function changeField(
  field: FieldDeclaration,
  typed: Typed | undefined,
  rest: readonly string[],
  change: ChangeList,
): Typed {
  if (field.type === 'group') return changeMap(field.fields, asMap(typed), rest, change);
  if (field.type !== 'list') return typed ?? '';
  const list = asList(typed);
  if (rest.length === 0) return change(list, field);
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
