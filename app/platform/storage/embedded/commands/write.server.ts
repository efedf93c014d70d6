// insert, update, delete and findAndModify. Each document is one atomic step; a batch stops at its first error
// when ordered, as in MongoDB, and keeps what it has done. Long because the four share statements and outcomes.
import { decode } from '../bson-decode';
import { encode } from '../bson-encode';
import {
  BSONRegExp,
  type Doc,
  doc,
  int,
  isArray,
  isDoc,
  isTruthy,
  type Maybe,
  RawDoc,
  toWhole,
  UndefinedValue,
  type Value,
} from '../bson-values';
import type { Collection } from '../catalog.server';
import { asStoreError, badValue, failedToParse, notSupported, StoreError } from '../errors';
import type { MatchDetails, Variables } from '../matcher';
import { parseProjection, project } from '../projection';
import type { Hit } from '../scan.server';
import { parseSort } from '../sort';
import type { Store } from '../store.server';
import { parseUpdate, type Update } from '../update-parse';
import { applyUpdate, stampZeroTimestamps, upsertDocument, withIdFirst } from '../updater';
import {
  arrayOption,
  assertOptions,
  collectionName,
  docOption,
  flagOption,
  hintOf,
  variablesOption,
} from './arguments';
import { type Command, type CommandContext, writes } from './command.server';
import { plainQuery, type Query, search } from './query.server';

const MAX_BATCH = 100_000;

/** Runs the statements of a batch; returns the writeErrors. */
function runBatch(
  statements: readonly Value[],
  ordered: boolean,
  run: (statement: Value, index: number) => void,
): Doc[] {
  if (statements.length === 0 || statements.length > MAX_BATCH) {
    throw new StoreError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    );
  }
  const errors: Doc[] = [];
  for (let index = 0; index < statements.length; index += 1) {
    try {
      run(statements[index] as Value, index);
    } catch (error) {
      const known = asStoreError(error);
      if (!(error instanceof StoreError)) throw error;
      errors.push(
        doc([['index', int(index)], ['code', int(known.code)], ...known.extra, ['errmsg', known.message]]),
      );
      if (ordered) break;
    }
  }
  return errors;
}

const isOrdered = (body: Doc): boolean => body.get('ordered') !== false;

function batchReply(n: number, errors: readonly Doc[], extra: ReadonlyArray<[string, Value]> = []): Doc {
  const reply = doc([['n', int(n)], ...extra]);
  if (errors.length > 0) reply.set('writeErrors', [...errors]);
  return reply.set('ok', 1);
}

function insert({ store, db, body }: CommandContext): Doc {
  assertOptions('insert', body, new Set(['documents', 'ordered']));
  const name = collectionName(body, 'insert');
  let n = 0;
  let collection: Collection | undefined;
  const errors = runBatch(arrayOption(body, 'documents') ?? [], isOrdered(body), (given) => {
    if (!isDoc(given)) throw badValue('documents must be objects');
    const document = withIdFirst(stampZeroTimestamps(given, store.now()), given.get('_id'));
    assertId(document.get('_id') as Value);
    collection ??= store.catalog.ensure(db, name);
    store.records.insert(collection, document);
    n += 1;
  });
  return batchReply(n, errors);
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

const UPDATE_STATEMENT = new Set(['q', 'u', 'upsert', 'multi', 'arrayFilters', 'hint', 'sort']);
const DELETE_STATEMENT = new Set(['q', 'limit', 'hint']);

function statementOf(given: Value, command: string, accepted: ReadonlySet<string>): Doc {
  if (!isDoc(given)) throw badValue(`${command} statements must be objects`);
  for (const [name, value] of given) {
    if (accepted.has(name) || value === false || value === null) continue;
    throw notSupported(`option ${name} of ${command}`, 'IDLUnknownField');
  }
  return given;
}

function queryOf(statement: Doc, variables: Variables): Query {
  const filter = docOption(statement, 'q');
  if (!filter) throw new StoreError(40414, "BSON field 'q' is missing but a required field");
  return plainQuery(filter, hintOf(statement), parseSort(docOption(statement, 'sort') ?? doc()), variables);
}

function update({ store, db, body }: CommandContext): Doc {
  assertOptions('update', body, new Set(['updates', 'ordered', 'let']));
  const name = collectionName(body, 'update');
  const variables = variablesOption(body);
  let n = 0;
  let modified = 0;
  const upserted: Doc[] = [];
  const errors = runBatch(arrayOption(body, 'updates') ?? [], isOrdered(body), (given, index) => {
    const statement = statementOf(given, 'update', UPDATE_STATEMENT);
    const outcome = runUpdate(store, db, name, {
      query: queryOf(statement, variables),
      update: parseUpdate(statement.get('u') ?? null, arrayOption(statement, 'arrayFilters'), variables),
      multi: flagOption(statement, 'multi'),
      upsert: flagOption(statement, 'upsert'),
    });
    n += outcome.matched;
    modified += outcome.modified;
    if (!outcome.upserted) return;
    n += 1;
    upserted.push(
      doc([
        ['index', int(index)],
        ['_id', outcome.upserted.get('_id') as Value],
      ]),
    );
  });
  const extra: Array<[string, Value]> = [['nModified', int(modified)]];
  if (upserted.length > 0) extra.push(['upserted', upserted]);
  return batchReply(n, errors, extra);
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

function runUpdate(store: Store, db: string, name: string, statement: UpdateStatement): UpdateOutcome {
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

function remove({ store, db, body }: CommandContext): Doc {
  assertOptions('delete', body, new Set(['deletes', 'ordered', 'let']));
  const collection = store.find(db, collectionName(body, 'delete'));
  const variables = variablesOption(body);
  let n = 0;
  const errors = runBatch(arrayOption(body, 'deletes') ?? [], isOrdered(body), (given) => {
    const statement = statementOf(given, 'delete', DELETE_STATEMENT);
    const limit = toWhole(statement.get('limit'));
    if (limit !== 0 && limit !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const query = queryOf(statement, variables);
    if (!collection) return;
    for (const hit of hitsOf(store, collection, query, limit === 0)) {
      store.records.delete(collection, decode(hit.bytes));
      n += 1;
    }
  });
  return batchReply(n, errors);
}

const FIND_AND_MODIFY = new Set([
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'arrayFilters',
  'hint',
  'let',
]);

function findAndModify({ store, db, body }: CommandContext): Doc {
  const command = body.has('findAndModify') ? 'findAndModify' : 'findandmodify';
  assertOptions(command, body, FIND_AND_MODIFY);
  const name = collectionName(body, command);
  const variables = variablesOption(body);
  const query: Query = {
    ...plainQuery(
      docOption(body, 'query') ?? doc(),
      hintOf(body),
      parseSort(docOption(body, 'sort') ?? doc()),
      variables,
    ),
    limit: 1,
  };
  const shape = projector(docOption(body, 'fields'));
  if (flagOption(body, 'remove')) {
    assertRemoval(body);
    return findAndRemove(store, store.find(db, name), query, shape);
  }
  if (!body.has('update')) throw failedToParse('Either an update or remove=true must be specified');
  const outcome = runUpdate(store, db, name, {
    query,
    update: parseUpdate(body.get('update') as Value, arrayOption(body, 'arrayFilters'), variables),
    multi: false,
    upsert: flagOption(body, 'upsert'),
  });
  const last = doc([
    ['n', int(outcome.matched + (outcome.upserted ? 1 : 0))],
    ['updatedExisting', outcome.matched > 0],
  ]);
  if (outcome.upserted) last.set('upserted', outcome.upserted.get('_id') as Value);
  const value = flagOption(body, 'new') ? outcome.after : outcome.before;
  return doc([
    ['lastErrorObject', last],
    ['value', shape(value, outcome.details)],
    ['ok', 1],
  ]);
}

function assertRemoval(body: Doc): void {
  if (body.has('update')) throw failedToParse('Cannot specify both an update and remove=true');
  if (isTruthy(body.get('new')))
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (isTruthy(body.get('upsert'))) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (body.has('arrayFilters')) throw failedToParse('Cannot specify arrayFilters and remove=true');
}

type Shape = (document: Doc | undefined, details: MatchDetails | undefined) => Value;

function projector(fields: Doc | undefined): Shape {
  const projection = parseProjection(fields ?? doc());
  return (document, details) => {
    if (!document) return null;
    return new RawDoc(encode(projection ? project(projection, document, details) : document));
  };
}

function findAndRemove(store: Store, collection: Collection | undefined, query: Query, shape: Shape): Doc {
  const [hit] = collection ? hitsOf(store, collection, query, false) : [];
  let value: Maybe = null;
  if (hit && collection) {
    const document = decode(hit.bytes);
    store.records.delete(collection, document);
    value = shape(document, hit.details);
  }
  return doc([
    ['lastErrorObject', doc([['n', int(hit ? 1 : 0)]])],
    ['value', value],
    ['ok', 1],
  ]);
}

export const writeCommands: Readonly<Record<string, Command>> = {
  insert: writes(insert),
  update: writes(update),
  delete: writes(remove),
  findAndModify: writes(findAndModify),
  findandmodify: writes(findAndModify),
};
