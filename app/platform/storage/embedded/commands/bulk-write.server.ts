// bulkWrite of MongoDB 8: inserts, updates and deletes over several collections in one command. Each operation is
// one atomic step, as in the older commands; their outcomes are read from a cursor.
import { encode } from '../bson-encode';
import { type Doc, doc, int, isDoc, RawDoc, toWhole, type Value } from '../bson-values';
import { badValue, StoreError } from '../errors';
import type { Variables } from '../matcher';
import { parseUpdate } from '../update-parse';
import { arrayOption, assertOptions, countOption, docOption, flagOption, variablesOption } from './arguments';
import { type Command, type CommandContext, writes } from './command.server';
import {
  insertDocument,
  queryOf,
  removeDocuments,
  runUpdate,
  statementOf,
  type Target,
} from './statements.server';
import { assertBatchSize } from './write.server';

const OPTIONS = new Set([
  'ops',
  'nsInfo',
  'ordered',
  'errorsOnly',
  'let',
  'cursor',
  'bypassDocumentValidation',
]);
const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  insert: new Set(['insert', 'document']),
  update: new Set(['update', 'filter', 'updateMods', 'multi', 'upsert', 'arrayFilters', 'hint', 'sort']),
  delete: new Set(['delete', 'filter', 'multi', 'hint']),
};

type Counts = Record<'nErrors' | 'nInserted' | 'nMatched' | 'nModified' | 'nUpserted' | 'nDeleted', number>;

function bulkWrite({ store, db, body }: CommandContext): Doc {
  assertOptions('bulkWrite', body, OPTIONS);
  if (db !== 'admin')
    throw new StoreError('Unauthorized', 'bulkWrite may only be run against the admin database.');
  const targets = namespacesOf({ store, db, body });
  const operations = arrayOption(body, 'ops') ?? [];
  assertBatchSize(operations.length);
  const variables = variablesOption(body);
  const ordered = body.get('ordered') !== false;
  const errorsOnly = flagOption(body, 'errorsOnly');
  const counts: Counts = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const results: RawDoc[] = [];
  for (const [index, operation] of operations.entries()) {
    const result = runOne(targets, operation, variables, counts);
    const failed = result.get('ok') === 0;
    result.set('idx', int(index));
    if (failed || !errorsOnly) results.push(new RawDoc(encode(result)));
    if (failed && ordered) break;
  }
  const batchSize = countOption(docOption(body, 'cursor') ?? doc(), 'batchSize') ?? Number.POSITIVE_INFINITY;
  const reply = store.cursors.start('admin.$cmd.bulkWrite', results.values(), batchSize, false);
  for (const [name, count] of Object.entries(counts)) reply.set(name, int(count));
  return reply;
}

function namespacesOf({ store, body }: CommandContext): Target[] {
  return (arrayOption(body, 'nsInfo') ?? []).map((info) => {
    const namespace = isDoc(info) ? info.get('ns') : undefined;
    if (typeof namespace !== 'string') throw badValue("BSON field 'bulkWrite.nsInfo.ns' must be a string");
    const dot = namespace.indexOf('.');
    if (dot <= 0 || dot === namespace.length - 1)
      throw new StoreError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${namespace}'`);
    return { store, db: namespace.slice(0, dot), name: namespace.slice(dot + 1) };
  });
}

/** The outcome of one operation as the cursor shows it; a refusal is an outcome too. */
function runOne(targets: readonly Target[], given: Value, variables: Variables, counts: Counts): Doc {
  const kind = isDoc(given) ? (given.keys().next().value ?? '') : '';
  const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
  if (!fields) throw badValue(`bulkWrite operations begin with insert, update or delete, not '${kind}'`);
  const operation = statementOf(given, `bulkWrite ${kind}`, fields);
  const target = targets[toWhole(operation.get(kind)) ?? -1];
  if (!target) throw badValue(`BulkWrite ops entry ${kind} has an invalid nsInfo index.`);
  try {
    const extra = RUN[kind as keyof typeof RUN](target, operation, variables, counts);
    return doc([['ok', 1], ...extra]);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    counts.nErrors += 1;
    return doc([
      ['ok', 0],
      ['code', int(error.code)],
      ['errmsg', error.message],
      ...error.extra,
      ['n', int(0)],
    ]);
  }
}

type Run = (target: Target, operation: Doc, variables: Variables, counts: Counts) => Array<[string, Value]>;

const RUN: Readonly<Record<'insert' | 'update' | 'delete', Run>> = {
  insert(target, operation, _variables, counts) {
    insertDocument(target, operation.get('document') ?? null);
    counts.nInserted += 1;
    return [['n', int(1)]];
  },
  update(target, operation, variables, counts) {
    const { matched, modified, upserted } = runUpdate(target, {
      query: queryOf(operation, variables, 'filter'),
      update: parseUpdate(
        operation.get('updateMods') ?? null,
        arrayOption(operation, 'arrayFilters'),
        variables,
      ),
      multi: flagOption(operation, 'multi'),
      upsert: flagOption(operation, 'upsert'),
    });
    counts.nMatched += matched;
    counts.nModified += modified;
    const result: Array<[string, Value]> = [
      ['n', int(upserted ? 1 : matched)],
      ['nModified', int(modified)],
    ];
    if (!upserted) return result;
    counts.nUpserted += 1;
    return [...result, ['upserted', doc([['_id', upserted.get('_id') as Value]])]];
  },
  delete(target, operation, variables, counts) {
    const query = queryOf(operation, variables, 'filter');
    const n = removeDocuments(target, query, flagOption(operation, 'multi')).length;
    counts.nDeleted += n;
    return [['n', int(n)]];
  },
};

export const bulkWriteCommands: Readonly<Record<string, Command>> = { bulkWrite: writes(bulkWrite) };
