// The keys a document has in an index: arrays are opened, several paths through one array go in step, two
// different arrays in one index are refused (171). Follows MongoDB's rules for null, missing and empty arrays.

import type { Doc, Maybe, Value } from './bson-values';
import { UNDEFINED } from './bson-values';
import { StoreError } from './errors';
import { isArrayIndex } from './filter-tree';
import { encodeKey } from './index-codec.server';
import { showValue } from './show-value';

export interface IndexFields {
  readonly paths: readonly string[];
  readonly directions: readonly number[];
}

interface Extracted {
  /** Encoded fields, without repetition, not cut. */
  readonly keys: Buffer[];
  /** For each path: whether an array lay on it. */
  readonly multikey: readonly boolean[];
  /** False when no path of the index exists in the document (a sparse index skips it). */
  readonly present: boolean;
}

interface Walk {
  readonly fields: IndexFields;
  readonly multikey: boolean[];
  readonly tuples: Maybe[][];
  present: boolean;
}

function walkDocument(document: Doc, fields: IndexFields): Walk {
  const walk: Walk = { fields, multikey: fields.paths.map(() => false), tuples: [], present: false };
  expand(
    walk,
    fields.paths.map((path): State => ({ rest: path.split('.'), at: document, done: false })),
  );
  return walk;
}

/** The entries as values, for error messages. */
export const tuplesOf = (document: Doc, fields: IndexFields): ReadonlyArray<readonly Maybe[]> =>
  walkDocument(document, fields).tuples;

export function extractKeys(document: Doc, fields: IndexFields): Extracted {
  const walk = walkDocument(document, fields);
  const { multikey, present } = walk;
  const [first] = walk.tuples;
  if (first && walk.tuples.length === 1) {
    return { keys: [encodeKey(first, fields.directions)], multikey, present };
  }
  const seen = new Map<string, Buffer>();
  for (const tuple of walk.tuples) {
    const key = encodeKey(tuple, fields.directions);
    seen.set(key.toString('latin1'), key);
  }
  return { keys: [...seen.values()], multikey, present };
}

/** How far one path has come: the value reached and the parts still to go. */
interface State {
  readonly rest: readonly string[];
  readonly at: Maybe;
  readonly done: boolean;
  readonly empty?: boolean;
}

function expand(walk: Walk, given: readonly State[]): void {
  const states = given.map((state) => (state.done ? state : descend(state)));
  const arrays = new Set(states.filter((state) => !state.done).map((state) => state.at as Value[]));
  if (arrays.size === 0) {
    walk.tuples.push(states.map((state) => (state.empty ? UNDEFINED : normal(state.at))));
    if (states.some((state) => state.at !== undefined)) walk.present = true;
    return;
  }
  if (arrays.size > 1) throw parallel(walk, states);
  const [array] = arrays as unknown as [Value[]];
  states.forEach((state, index) => {
    if (!state.done) walk.multikey[index] = true;
  });
  if (array.length === 0) {
    walk.present = true;
    expand(
      walk,
      states.map((state) => (state.done ? state : emptyArray(state))),
    );
    return;
  }
  for (const element of array) {
    expand(
      walk,
      states.map((state) => (state.done ? state : intoElement(state, element))),
    );
  }
}

// The deprecated undefined counts as null; the code of undefined is kept for the empty array.
const normal = (value: Maybe): Maybe => (value === UNDEFINED ? null : value);

// An empty array at the end of the path is its own key (undefined, below null); on the way it is a missing field.
const emptyArray = (state: State): State => ({
  rest: [],
  at: undefined,
  done: true,
  empty: state.rest.length === 0,
});

function intoElement(state: State, element: Value): State {
  if (state.rest.length === 0) return { rest: [], at: element, done: true };
  if (element instanceof Map) return { rest: state.rest, at: element, done: false };
  return { rest: [], at: undefined, done: true };
}

/** Follows sub-documents until the end of the path or an array. */
function descend(state: State): State {
  let { at } = state;
  let index = 0;
  const { rest } = state;
  while (index < rest.length) {
    if (Array.isArray(at)) {
      const part = rest[index] as string;
      const element = isArrayIndex(part) ? at[Number(part)] : undefined;
      if (element === undefined) return { rest: rest.slice(index), at, done: false };
      assertUnambiguous(at, part);
      at = element;
    } else if (at instanceof Map) at = at.get(rest[index] as string);
    else return { rest: [], at: undefined, done: true };
    index += 1;
  }
  return { rest: [], at, done: !Array.isArray(at) };
}

function assertUnambiguous(array: readonly Value[], part: string): void {
  if (!array.some((element) => element instanceof Map && element.has(part))) return;
  throw new StoreError(
    16746,
    `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${part}' for array: ${showValue([...array])}`,
  );
}

function parallel(walk: Walk, states: readonly State[]): StoreError {
  const names = walk.fields.paths
    .filter((_, index) => !states[index]?.done)
    .map((path) => path.split('.').at(-1));
  return new StoreError(
    'CannotIndexParallelArrays',
    `cannot index parallel arrays ${names
      .reverse()
      .map((name) => `[${name}]`)
      .join(' ')}`,
  );
}
