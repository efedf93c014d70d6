// insert, update, delete and findAndModify. Each document is one atomic step; a batch stops at its first error
// when ordered, as in MongoDB, and keeps what it has done.
import { decode } from '../bson-decode';
import { encode } from '../bson-encode';
import { type Doc, doc, int, isTruthy, RawDoc, toWhole, type Value } from '../bson-values';
import { asStoreError, failedToParse, StoreError } from '../errors';
import type { MatchDetails } from '../matcher';
import { parseProjection, project } from '../projection';
import { parseSort } from '../sort';
import { parseUpdate } from '../update-parse';
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
import { plainQuery, type Query } from './query.server';
import {
  insertDocument,
  queryOf,
  removeDocuments,
  runUpdate,
  statementOf,
  type Target,
} from './statements.server';

const MAX_BATCH = 100_000;

export function assertBatchSize(size: number): void {
  if (size > 0 && size <= MAX_BATCH) return;
  throw new StoreError(
    'InvalidLength',
    `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${size} operations.`,
  );
}

/** Runs the statements of a batch; returns the writeErrors. */
function runBatch(
  statements: readonly Value[],
  ordered: boolean,
  run: (statement: Value, index: number) => void,
): Doc[] {
  assertBatchSize(statements.length);
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
  assertOptions('insert', body, new Set(['documents', 'ordered', 'bypassDocumentValidation']));
  const name = collectionName(body, 'insert');
  let n = 0;
  const errors = runBatch(arrayOption(body, 'documents') ?? [], isOrdered(body), (given) => {
    insertDocument({ store, db, name }, given);
    n += 1;
  });
  return batchReply(n, errors);
}

const UPDATE_STATEMENT = new Set(['q', 'u', 'upsert', 'multi', 'arrayFilters', 'hint', 'sort']);
const DELETE_STATEMENT = new Set(['q', 'limit', 'hint']);

function update({ store, db, body }: CommandContext): Doc {
  assertOptions('update', body, new Set(['updates', 'ordered', 'let', 'bypassDocumentValidation']));
  const name = collectionName(body, 'update');
  const variables = variablesOption(body);
  let n = 0;
  let modified = 0;
  const upserted: Doc[] = [];
  const errors = runBatch(arrayOption(body, 'updates') ?? [], isOrdered(body), (given, index) => {
    const statement = statementOf(given, 'update', UPDATE_STATEMENT);
    const outcome = runUpdate(
      { store, db, name },
      {
        query: queryOf(statement, variables, 'q'),
        update: parseUpdate(statement.get('u') ?? null, arrayOption(statement, 'arrayFilters'), variables),
        multi: flagOption(statement, 'multi'),
        upsert: flagOption(statement, 'upsert'),
      },
    );
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

function remove({ store, db, body }: CommandContext): Doc {
  assertOptions('delete', body, new Set(['deletes', 'ordered', 'let']));
  const name = collectionName(body, 'delete');
  const variables = variablesOption(body);
  let n = 0;
  const errors = runBatch(arrayOption(body, 'deletes') ?? [], isOrdered(body), (given) => {
    const statement = statementOf(given, 'delete', DELETE_STATEMENT);
    const limit = toWhole(statement.get('limit'));
    if (limit !== 0 && limit !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    n += removeDocuments({ store, db, name }, queryOf(statement, variables, 'q'), limit === 0).length;
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
  'bypassDocumentValidation',
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
    return findAndRemove({ store, db, name }, query, shape);
  }
  if (!body.has('update')) throw failedToParse('Either an update or remove=true must be specified');
  const outcome = runUpdate(
    { store, db, name },
    {
      query,
      update: parseUpdate(body.get('update') as Value, arrayOption(body, 'arrayFilters'), variables),
      multi: false,
      upsert: flagOption(body, 'upsert'),
    },
  );
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

function findAndRemove(target: Target, query: Query, shape: Shape): Doc {
  const [hit] = removeDocuments(target, query, false);
  return doc([
    ['lastErrorObject', doc([['n', int(hit ? 1 : 0)]])],
    ['value', hit ? shape(decode(hit.bytes), hit.details) : null],
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
