// One write statement: what insert, update, delete, findAndModify and bulkWrite do to one collection.
import { decode } from '../bson-decode';
import { encode } from '../bson-encode';
import { BSONRegExp, type Doc, doc, isArray, isDoc, UndefinedValue, type Value } from '../bson-values';
import type { Collection } from '../catalog.server';
import { badValue, failedToParse, notSupported, StoreError } from '../errors';
import type { MatchDetails, Variables } from '../matcher';
import type { Hit } from '../scan.server';
import { parseSort } from '../sort';
import type { Store } from '../store.server';
import type { Update } from '../update-parse';
import { applyUpdate, stampZeroTimestamps, upsertDocument, withIdFirst } from '../updater';
import { docOption, hintOf } from './arguments';
import { plainQuery, type Query, search } from './query.server';

/** Where a statement writes; the collection is made when first needed. */
export interface Target {
  readonly store: Store;
  readonly db: string;
  readonly name: string;
}

export function insertDocument({ store, db, name }: Target, given: Value): void {
  if (!isDoc(given)) throw badValue('documents must be objects');
  const document = withIdFirst(stampZeroTimestamps(given, store.now()), given.get('_id'));
  assertId(document.get('_id') as Value);
  store.records.insert(store.catalog.ensure(db, name), document);
}

/** Deletes what the query finds, one or all; returns the documents. */
export function removeDocuments({ store, db, name }: Target, query: Query, multi: boolean): Hit[] {
  const collection = store.find(db, name);
  if (!collection) return [];
  const hits = hitsOf(store, collection, query, multi);
  for (const hit of hits) store.records.delete(collection, decode(hit.bytes));
  return hits;
}

function assertId(id: Value): void {
  const kind = isArray(id)
    ? 'array'
    : id instanceof BSONRegExp
      ? 'regex'
      : id instanceof UndefinedValue
        ? 'undefined'
        : undefined;
  if (kind) throw new StoreError(53, `The '_id' value cannot be of type ${kind}`);
  if (!isDoc(id)) return;
  for (const name of id.keys()) {
    if (name.startsWith('$') && !['$ref', '$id', '$db'].includes(name)) {
      throw new StoreError(
        'DollarPrefixedFieldName',
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
    }
  }
}

export function statementOf(given: Value, command: string, accepted: ReadonlySet<string>): Doc {
  if (!isDoc(given)) throw badValue(`${command} statements must be objects`);
  for (const [name, value] of given) {
    if (accepted.has(name) || value === false || value === null) continue;
    throw notSupported(`option ${name} of ${command}`, 'IDLUnknownField');
  }
  return given;
}

/** The query of a statement; `name`: under which its filter stands. */
export function queryOf(statement: Doc, variables: Variables, name: string): Query {
  const filter = docOption(statement, name);
  if (!filter) throw new StoreError(40414, `BSON field '${name}' is missing but a required field`);
  return plainQuery(filter, hintOf(statement), parseSort(docOption(statement, 'sort') ?? doc()), variables);
}

interface UpdateStatement {
  readonly query: Query;
  readonly update: Update;
  readonly multi: boolean;
  readonly upsert: boolean;
}
interface UpdateOutcome {
  matched: number;
  modified: number;
  upserted: Doc | undefined;
  before: Doc | undefined;
  details: MatchDetails | undefined;
  after: Doc | undefined;
}

export function runUpdate({ store, db, name }: Target, statement: UpdateStatement): UpdateOutcome {
  const { query, update, multi, upsert } = statement;
  if (multi && query.sort.length > 0) throw failedToParse('Cannot specify sort with multi=true');
  if (multi && update.kind === 'replace')
    throw failedToParse('multi update is not supported for replacement-style update');
  const outcome: UpdateOutcome = {
    matched: 0,
    modified: 0,
    upserted: undefined,
    before: undefined,
    details: undefined,
    after: undefined,
  };
  const collection = store.find(db, name);
  if (collection) {
    // All hits are found before the first is changed, so a moved document is not met twice.
    for (const hit of hitsOf(store, collection, query, multi))
      changeOne(store, collection, update, hit, outcome);
  }
  if (outcome.matched > 0 || !upsert) return outcome;
  const document = stampZeroTimestamps(upsertDocument(update, query.filter, store.now()), store.now());
  assertId(document.get('_id') as Value);
  store.records.insert(store.catalog.ensure(db, name), document);
  outcome.upserted = document;
  outcome.after = document;
  return outcome;
}

function hitsOf(store: Store, collection: Collection, query: Query, multi: boolean): Hit[] {
  if (multi) return [...search(store, collection, query)];
  for (const hit of search(store, collection, { ...query, limit: 1 })) return [hit];
  return [];
}

function changeOne(
  store: Store,
  collection: Collection,
  update: Update,
  hit: Hit,
  outcome: UpdateOutcome,
): void {
  const before = decode(hit.bytes);
  const after = applyUpdate(update, decode(hit.bytes), { details: hit.details, now: store.now() });
  outcome.matched += 1;
  outcome.before = before;
  outcome.details = hit.details;
  outcome.after = after;
  if (encode(after).equals(hit.bytes)) return;
  store.records.replace(collection, before, after);
  outcome.modified += 1;
}
