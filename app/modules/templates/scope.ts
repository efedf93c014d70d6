// Which field a path names: lexical scopes of a template (root, then each {{#each}}), and paths in values.
import type { FieldDeclaration, FieldMap, FieldType, ListField } from './field.schema';

/** Parts of a person and of an organisation that a template may print. */
const PARTS: Partial<Record<FieldType, readonly string[]>> = {
  person: ['surname', 'name', 'patronymic', 'position', 'gender'],
  organisation: ['name', 'shortName'],
};

export type Resolved =
  | { kind: 'field'; declaration: FieldDeclaration }
  | { kind: 'part'; type: 'text' }
  | { kind: 'key' }
  | { kind: 'scalar'; list: ListField };

/** One lexical scope: the root fields, the entry of a list, a line of a long text. */
export type Scope = { fields: FieldMap; entry: boolean } | { list: ListField } | { line: true };

export function scopeOfList(list: ListField): Scope {
  return list.fields ? { fields: list.fields, entry: true } : { list };
}

/** Finds what dotted parts name in a scope; null when nothing is declared there. */
export function resolveIn(scope: Scope, parts: readonly string[]): Resolved | null {
  if ('line' in scope) return parts.length === 0 ? { kind: 'part', type: 'text' } : null;
  if ('list' in scope) return parts.length === 0 ? { kind: 'scalar', list: scope.list } : null;
  const [head, ...rest] = parts;
  if (head === undefined) return null;
  if (head === 'key' && scope.entry) return rest.length === 0 ? { kind: 'key' } : null;
  const declaration = Object.hasOwn(scope.fields, head) ? scope.fields[head] : undefined;
  if (!declaration) return null;
  if (rest.length === 0) return { kind: 'field', declaration };
  if (declaration.type === 'group') return resolveIn({ fields: declaration.fields, entry: false }, rest);
  const known = PARTS[declaration.type];
  return rest.length === 1 && known?.includes(rest[0] ?? '') ? { kind: 'part', type: 'text' } : null;
}

export interface FieldPath {
  readonly path: string;
  readonly type: FieldType;
  /** True inside a list: the path holds «*» for the entry. */
  readonly repeated: boolean;
}

/** All declared paths, e.g. `event.date`, `coOrganisers`, `coOrganisers.*.organisation`. For workflows' checks. */
export function listFieldPaths(fields: FieldMap, prefix = '', repeated = false): FieldPath[] {
  return Object.entries(fields).flatMap(([name, declaration]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const own: FieldPath = { path, type: declaration.type, repeated };
    if (declaration.type === 'group') return [own, ...listFieldPaths(declaration.fields, path, repeated)];
    if (declaration.type === 'list' && declaration.fields) {
      return [own, ...listFieldPaths(declaration.fields, `${path}.*`, true)];
    }
    return [own];
  });
}

/**
 * Keys of a list's entries: their own, or `n1`, `n2`… (skipping those taken) where none is stored. Deterministic,
 * so a path made while rendering finds its entry even if the keys were not stored.
 */
export function entryKeys(entries: readonly unknown[]): string[] {
  const own = entries.map((entry) => {
    const key = typeof entry === 'object' && entry !== null ? (entry as { key?: unknown }).key : undefined;
    return typeof key === 'string' ? key : undefined;
  });
  const used = new Set(own);
  let n = 0;
  return own.map((key) => {
    if (key !== undefined) return key;
    do n++;
    while (used.has(`n${n}`));
    return `n${n}`;
  });
}

/**
 * The value at a field path: names, and for a list the entry's `key` (or an index): `coOrganisers.n2.organisation`.
 * Undefined where nothing is stored. The one way to read what a `field` inline names.
 */
export function readFieldPath(values: unknown, path: string): unknown {
  let current: unknown = values;
  for (const part of path.split('.')) {
    if (Array.isArray(current)) {
      const list: unknown[] = current;
      const index = entryKeys(list).indexOf(part);
      current = index >= 0 ? list[index] : /^\d+$/.test(part) ? list[Number(part)] : undefined;
    } else if (typeof current === 'object' && current !== null && Object.hasOwn(current, part)) {
      current = (current as Record<string, unknown>)[part];
    } else return undefined;
  }
  return current;
}
