// Sort specifications: for an array the least element counts in ascending order, the greatest in descending;
// an empty array stands below null.
import { compareValues } from './bson-compare';
import { type Doc, isDoc, isNumber, type Maybe, toDouble, UNDEFINED, type Value } from './bson-values';
import { badValue, failedToParse, notSupported, StoreError } from './errors';
import { isArrayIndex } from './filter-tree';
import { showValue } from './show-value';

interface SortField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}
export type SortSpec = readonly SortField[];

export function parseSort(sort: Doc): SortSpec {
  return [...sort].map(([path, value]) => {
    if (path.startsWith('$')) throw notSupported(`sort by ${path}`, 'BadValue');
    if (isDoc(value)) throw notSupported(`sort by ${value.keys().next().value ?? 'expression'}`, 'BadValue');
    const direction = isNumber(value) ? toDouble(value) : 0;
    if (direction !== 1 && direction !== -1) {
      if (!isNumber(value))
        throw new StoreError(15974, `Illegal key in $sort specification: ${path}: ${showValue(value)}`);
      throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    if (path === '') throw failedToParse('FieldPath cannot be constructed with empty string');
    const parts = path.split('.');
    if (parts.some((part) => part === ''))
      throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
    if (parts.some((part) => part.startsWith('$')))
      throw badValue("FieldPath field names may not start with '$'.");
    return { path, parts, direction };
  });
}

/** The value that stands for a document at a path in this direction. */
function sortKey(document: Doc, field: SortField): Maybe {
  let best: Maybe;
  let found = false;
  const offer = (value: Maybe): void => {
    const candidate = value ?? null; // missing sorts as null
    if (!found || compareValues(candidate, best) * field.direction < 0) best = candidate;
    found = true;
  };
  collect(document, field.parts, 0, offer);
  return best;
}

function collect(value: Maybe, parts: readonly string[], at: number, offer: (value: Maybe) => void): void {
  if (at === parts.length) {
    if (!Array.isArray(value)) offer(value === UNDEFINED ? null : value);
    else if (value.length === 0) offer(UNDEFINED);
    else for (const element of value) offer(element);
    return;
  }
  if (value instanceof Map) collect(value.get(parts[at] as string), parts, at + 1, offer);
  else if (Array.isArray(value)) collectArray(value, parts, at, offer);
  else offer(undefined);
}

function collectArray(
  values: readonly Value[],
  parts: readonly string[],
  at: number,
  offer: (value: Maybe) => void,
): void {
  const part = parts[at] as string;
  const element = isArrayIndex(part) ? values[Number(part)] : undefined;
  if (element !== undefined) {
    collect(element, parts, at + 1, offer);
    return;
  }
  if (values.length === 0) offer(undefined);
  for (const each of values) {
    if (each instanceof Map) collect(each, parts, at, offer);
    else offer(undefined);
  }
}

export const sortKeys = (spec: SortSpec, document: Doc): Maybe[] =>
  spec.map((field) => sortKey(document, field));

export function compareSorted(spec: SortSpec, a: readonly Maybe[], b: readonly Maybe[]): number {
  for (let at = 0; at < spec.length; at += 1) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order * (spec[at] as SortField).direction;
  }
  return 0;
}

export const compareBySpec = (spec: SortSpec, a: Doc, b: Doc): number =>
  compareSorted(spec, sortKeys(spec, a), sortKeys(spec, b));

/** A sorted copy; equal ones keep their order. */
export function sortBy<T>(items: readonly T[], spec: SortSpec, documentOf: (item: T) => Doc): T[] {
  const keyed = items.map((item) => ({ item, keys: sortKeys(spec, documentOf(item)) }));
  keyed.sort((a, b) => compareSorted(spec, a.keys, b.keys));
  return keyed.map(({ item }) => item);
}
