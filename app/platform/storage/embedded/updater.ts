// Parses an update (operators or replacement), applies it to a document, and builds the document of an upsert.
// Pure: the caller gives the time; the given document is changed in place.
import { Dependencies } from './aggregate/expressions';
import { compileReshape } from './aggregate/shape';
import { sameValue } from './bson-compare';
import {
  type Doc,
  isArray,
  isDoc,
  type Maybe,
  ObjectId,
  Timestamp,
  typeName,
  type Value,
} from './bson-values';
import { badValue, failedToParse, notSupported, StoreError } from './errors';
import { type Filter, type MatchDetails, matches, parseFilter, type Variables } from './matcher';
import { showDoc, showValue } from './show-value';
import { MODIFIERS, type Modifier } from './update-operators';
import { forEachSlot, type PathContext } from './update-path';

interface Change {
  readonly parts: readonly string[];
  readonly path: string;
  readonly modifier: Modifier;
  readonly onInsertOnly: boolean;
}

export type Update =
  | { readonly kind: 'replace'; readonly document: Doc }
  | { readonly kind: 'pipeline'; readonly stages: ReadonlyArray<(document: Doc) => Doc> }
  | {
      readonly kind: 'modify';
      readonly changes: readonly Change[];
      readonly arrayFilters: ReadonlyMap<string, Filter>;
    };

export function parseUpdate(
  update: Value,
  arrayFilters: readonly Value[] = [],
  variables: Variables = new Map(),
): Update {
  if (isArray(update)) {
    if (arrayFilters.length > 0)
      throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    return { kind: 'pipeline', stages: update.map((stage) => parseStage(stage, variables)) };
  }
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  const first = update.keys().next().value;
  if (first === undefined || !first.startsWith('$')) {
    if (arrayFilters.length > 0)
      throw failedToParse('arrayFilters may not be specified for replacement-style updates');
    return { kind: 'replace', document: parseReplacement(update) };
  }
  const changes: Change[] = [];
  for (const [operator, fields] of update) addChanges(changes, operator, fields);
  changes.sort(compareChanges);
  assertNoConflicts(changes);
  return { kind: 'modify', changes, arrayFilters: parseArrayFilters(arrayFilters, changes, update) };
}

function parseStage(stage: Value, variables: Variables): (document: Doc) => Doc {
  const [entry] = isDoc(stage) ? stage : [];
  if (!isDoc(stage) || stage.size !== 1 || !entry) {
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const compiling = { variables: new Set(variables.keys()), needs: new Dependencies() };
  const change = compileReshape(entry[0], entry[1], compiling);
  if (!change) throw notSupported(`stage ${entry[0]} in an update`, 'InvalidOptions');
  return (document) => change(document, { root: document, variables });
}

function parseReplacement(update: Doc): Doc {
  for (const name of update.keys()) {
    if (name.startsWith('$')) {
      throw new StoreError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return update;
}

function addChanges(changes: Change[], operator: string, fields: Value): void {
  const make = Object.hasOwn(MODIFIERS, operator) ? MODIFIERS[operator] : undefined;
  if (!make) {
    if (!operator.startsWith('$')) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    throw notSupported(`update operator ${operator}`, 'FailedToParse');
  }
  if (!isDoc(fields)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${showValue(fields)}}`,
    );
  }
  for (const [path, argument] of fields) {
    const parts = parsePath(path);
    changes.push({ parts, path, modifier: make(path, argument), onInsertOnly: operator === '$setOnInsert' });
  }
}

const POSITIONAL = /^\$(?:\[[A-Za-z0-9]*\])?$/;

function parsePath(path: string): string[] {
  if (path === '') throw new StoreError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
  parts.forEach((part, index) => {
    if (part === '') {
      throw new StoreError(
        'EmptyFieldName',
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
    }
    if (!POSITIONAL.test(part)) {
      if (part.startsWith('$')) {
        throw new StoreError(
          'DollarPrefixedFieldName',
          `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update.`,
        );
      }
    } else if (index === 0) {
      if (part === '$')
        throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
      throw badValue(
        `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
      );
    }
  });
  if (parts.filter((part) => part === '$').length > 1) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return parts;
}

// New fields come into a document in the order of their names, numbers by value.
function compareChanges(a: Change, b: Change): number {
  for (let at = 0; at < Math.min(a.parts.length, b.parts.length); at += 1) {
    const left = a.parts[at] as string;
    const right = b.parts[at] as string;
    if (left === right) continue;
    if (/^\d+$/.test(left) && /^\d+$/.test(right)) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  }
  return a.parts.length - b.parts.length;
}

function assertNoConflicts(changes: readonly Change[]): void {
  for (const change of changes) {
    for (const other of changes) {
      if (other === change) continue;
      if (other.path === change.path || other.path.startsWith(`${change.path}.`)) {
        throw new StoreError(
          'ConflictingUpdateOperators',
          `Updating the path '${other.path}' would create a conflict at '${change.path}'`,
        );
      }
    }
  }
}

function parseArrayFilters(
  given: readonly Value[],
  changes: readonly Change[],
  update: Doc,
): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const each of given) {
    if (!isDoc(each)) throw new StoreError('TypeMismatch', 'arrayFilters entries must be objects');
    const filter = parseFilter(each);
    const names = new Set(identifiersOf(filter));
    const [name] = names;
    if (name === undefined || name === '') {
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    }
    if (names.size > 1) {
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      );
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    filters.set(name, filter);
  }
  assertFiltersUsed(filters, changes, update);
  return filters;
}

function assertFiltersUsed(
  filters: ReadonlyMap<string, Filter>,
  changes: readonly Change[],
  update: Doc,
): void {
  const used = new Set<string>();
  for (const change of changes) {
    for (const part of change.parts) {
      const identifier = /^\$\[(.+)\]$/.exec(part)?.[1];
      if (identifier === undefined) continue;
      if (!filters.has(identifier)) {
        throw badValue(`No array filter found for identifier '${identifier}' in path '${change.path}'`);
      }
      used.add(identifier);
    }
  }
  for (const name of filters.keys()) {
    if (!used.has(name)) {
      throw failedToParse(
        `The array filter for identifier '${name}' was not used in the update ${showDoc(update)}`,
      );
    }
  }
}

function identifiersOf(filter: Filter): string[] {
  if (filter.kind === 'leaf') return filter.parts.length > 0 ? [filter.parts[0] as string] : [];
  if (filter.kind === 'not') return identifiersOf(filter.part);
  return 'parts' in filter ? filter.parts.flatMap(identifiersOf) : [];
}

export interface ApplyOptions {
  readonly details?: MatchDetails;
  /** The document is being made by an upsert. */
  readonly inserting?: boolean;
  readonly now: Date;
}

/** Changes `document` and returns it (for a replacement: a new one with the old _id). */
export function applyUpdate(update: Update, document: Doc, options: ApplyOptions): Doc {
  const id = document.get('_id');
  if (update.kind === 'replace') return replace(update.document, id, options);
  if (update.kind === 'pipeline') {
    return replace(
      update.stages.reduce((each, stage) => stage(each), document),
      id,
      options,
    );
  }
  const wild = update.changes.some((change) => change.parts.some((part) => part.startsWith('$')));
  const context: PathContext = {
    root: document,
    arrayIndex: options.details?.arrayIndex,
    passes: (identifier, element) => {
      const filter = update.arrayFilters.get(identifier);
      return filter !== undefined && matches(filter, new Map([[identifier, element]]));
    },
    written: wild ? new Set() : undefined,
  };
  for (const { modifier, parts, onInsertOnly } of update.changes) {
    if (onInsertOnly && !options.inserting) continue;
    forEachSlot(context, parts, modifier.whenBlocked, (slot, path) => {
      modifier.apply(slot, { path, root: document, now: options.now });
    });
  }
  const after = document.get('_id');
  if (id !== undefined && (after === undefined || !sameValue(id, after))) {
    throw new StoreError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return document;
}

function replace(replacement: Doc, id: Maybe, options: ApplyOptions): Doc {
  const given = replacement.get('_id');
  if (id !== undefined && given !== undefined && !sameValue(id, given)) {
    throw new StoreError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${showValue(given)}`,
    );
  }
  return withIdFirst(stampZeroTimestamps(replacement, options.now), id ?? given);
}

/** The document with `_id` in front; `id` undefined: a new ObjectId. */
export function withIdFirst(document: Doc, id: Maybe): Doc {
  const result: Doc = new Map([['_id', id === undefined ? new ObjectId() : id]]);
  for (const [name, value] of document) if (name !== '_id') result.set(name, value);
  return result;
}

let lastStamp = 0n;

/** An empty Timestamp at the top level becomes the server's time, as MongoDB does on insert and replace. */
export function stampZeroTimestamps(document: Doc, now: Date): Doc {
  for (const [name, value] of document) {
    if (!(value instanceof Timestamp) || name === '_id' || value.toBigInt() !== 0n) continue;
    const base = BigInt(Math.floor(now.getTime() / 1000)) << 32n;
    lastStamp = lastStamp >= base ? lastStamp + 1n : base + 1n;
    document.set(name, new Timestamp(lastStamp));
  }
  return document;
}

/** The document an upsert inserts: equalities of the filter, then the update. */
export function upsertDocument(update: Update, filter: Filter, now: Date): Doc {
  const base: Doc = new Map();
  const pairs = new Map<string, Value>();
  collectEqualities(filter, pairs);
  if (update.kind === 'replace') {
    const id = pairs.get('_id');
    if (id !== undefined) base.set('_id', id);
    return applyUpdate(update, base, { inserting: true, now });
  }
  for (const [path, value] of pairs) setPath(base, path, value);
  const result = applyUpdate(update, base, { inserting: true, now });
  return withIdFirst(result, result.get('_id'));
}

function collectEqualities(filter: Filter, into: Map<string, Value>): void {
  if (filter.kind === 'and') for (const part of filter.parts) collectEqualities(part, into);
  else if (filter.kind === 'or' && filter.parts.length === 1)
    collectEqualities(filter.parts[0] as Filter, into);
  else if (filter.kind === 'leaf') {
    const { operator, operand, path } = filter;
    const single = operator === 'in' && isArray(operand) && operand.length === 1 ? operand[0] : undefined;
    if (operator === 'eq') addEquality(into, path, operand);
    else if (single !== undefined) addEquality(into, path, single);
  }
}

function addEquality(into: Map<string, Value>, path: string, value: Value): void {
  for (const known of into.keys()) {
    if (known === path || known.startsWith(`${path}.`) || path.startsWith(`${known}.`)) {
      throw new StoreError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    }
  }
  into.set(path, value);
}

function setPath(root: Doc, path: string, value: Value): void {
  const parts = path.split('.');
  let holder = root;
  for (const part of parts.slice(0, -1)) {
    const next = holder.get(part);
    if (isDoc(next)) holder = next;
    else {
      const made: Doc = new Map();
      holder.set(part, made);
      holder = made;
    }
  }
  holder.set(parts.at(-1) as string, value);
}
