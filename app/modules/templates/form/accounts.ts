// The account beside a person's name in a form: whoever is printed is also asked, so an account of somebody else must
// not stay when the name is typed anew. Pure.
import type { FieldMap } from '../field.schema';
import { asList, asMap, asText, isBlank, joinPath, type TypedMap } from './typed';

/** Name of the field that holds the account of the person beside it. */
export const ACCOUNT_FIELD = 'userId';

export interface Account {
  readonly id: string;
  readonly label: string;
  /** Surname, name, patronymic as the account has them. */
  readonly value: Readonly<Record<string, unknown>>;
}

export interface ForeignAccount {
  /** Form path of the account's field. */
  readonly path: string;
  /** Form paths of the names that it stands beside. */
  readonly people: readonly string[];
  readonly label: string;
}

/** Accounts whose owner none of the typed names beside them means; an empty name and an unknown account say nothing. */
export function foreignAccounts(
  fields: FieldMap,
  typed: TypedMap,
  accounts: readonly Account[],
  prefix = '',
): ForeignAccount[] {
  const inside = Object.entries(fields).flatMap(([name, field]) => {
    const path = joinPath(prefix, name);
    if (field.type === 'group') return foreignAccounts(field.fields, asMap(typed[name]), accounts, path);
    const entryFields = field.type === 'list' ? field.fields : undefined;
    if (!entryFields) return [];
    return asList(typed[name]).entries.flatMap(({ key, value }) =>
      foreignAccounts(entryFields, asMap(value), accounts, joinPath(path, key)),
    );
  });
  const account = accounts.find(({ id }) => id === asText(typed[ACCOUNT_FIELD]));
  if (fields[ACCOUNT_FIELD]?.type !== 'text' || !account) return inside;
  const names = Object.keys(fields).filter(
    (name) => fields[name]?.type === 'person' && !isBlank(asMap(typed[name]).surname),
  );
  if (names.length === 0 || names.some((name) => means(asMap(typed[name]), account.value))) return inside;
  const people = names.map((name) => joinPath(prefix, name));
  return [...inside, { path: joinPath(prefix, ACCOUNT_FIELD), people, label: account.label }];
}

/** The form without these accounts. */
export function withoutAccounts(fields: FieldMap, typed: TypedMap, paths: readonly string[]): TypedMap {
  const clear = (map: TypedMap, declared: FieldMap, prefix: string): TypedMap =>
    Object.fromEntries(
      Object.entries(map).map(([name, value]) => {
        const path = joinPath(prefix, name);
        const field = declared[name];
        if (field?.type === 'group') return [name, clear(asMap(value), field.fields, path)];
        if (field?.type !== 'list' || !field.fields) return [name, paths.includes(path) ? '' : value];
        const { entries, next } = asList(value);
        const inner = field.fields;
        const cleared = entries.map((entry) => ({
          ...entry,
          value: clear(asMap(entry.value), inner, joinPath(path, entry.key)),
        }));
        return [name, { entries: cleared, next }];
      }),
    );
  return clear(typed, fields, '');
}

const word = (value: unknown): string =>
  (typeof value === 'string' ? value : '').trim().toLowerCase().replaceAll('ё', 'е').replace(/\.$/, '');

/** «И.» means «Иван»; what one side leaves out is not compared. */
const fits = (typed: string, own: string): boolean =>
  typed === '' || own === '' || typed === own || (typed.length === 1 && own.startsWith(typed));

function means(typed: TypedMap, own: Account['value']): boolean {
  const pair = (part: string) => [word(typed[part]), word(own[part])] as const;
  const [surname, ownSurname] = pair('surname');
  return surname === ownSurname && fits(...pair('name')) && fits(...pair('patronymic'));
}
