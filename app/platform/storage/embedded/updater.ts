// Applies an update to a document, and builds the document of an upsert. Pure: the caller gives the time; the
// given document is changed in place.
import { sameValue } from './bson-compare';
import { type Doc, isArray, isDoc, type Maybe, ObjectId, Timestamp, type Value } from './bson-values';
import { StoreError } from './errors';
import { type Filter, type MatchDetails, matches } from './matcher';
import { showValue } from './show-value';
import type { Update } from './update-parse';
import { forEachSlot, type PathContext } from './update-path';

interface ApplyOptions {
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
    filters: new Map(
      [...update.arrayFilters].map(([name, filter]) => [
        name,
        (element) => matches(filter, new Map([[name, element]])),
      ]),
    ),
    passed: new Map(),
    written: wild ? new Set() : undefined,
  };
  for (const { modifier, parts, onInsertOnly } of update.changes) {
    if (onInsertOnly && !options.inserting) continue;
    if (!options.inserting) assertPlainTop(parts);
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

function assertPlainTop(parts: readonly string[]): void {
  const [top] = parts as [string];
  if (!top.startsWith('$')) return;
  throw new StoreError(
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${top}' in '${parts.join('.')}' is not allowed in the context of an update.`,
  );
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
  if (id !== undefined && document.get('_id') === id && document.keys().next().value === '_id')
    return document;
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
