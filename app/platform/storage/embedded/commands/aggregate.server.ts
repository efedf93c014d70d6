// aggregate: a pipeline over one collection.

import { runPipeline } from '../aggregate/pipeline.server';
import { encode } from '../bson-encode';
import { type Doc, isArray, isDoc, RawDoc, type Value } from '../bson-values';
import { StoreError } from '../errors';
import { explainPlan } from '../explain.server';
import {
  assertOptions,
  collectionName,
  countOption,
  deadlineOf,
  docOption,
  flagOption,
  hintOf,
  variablesOption,
} from './arguments';
import { type Command, type CommandContext, reads } from './command.server';
import { plainQuery } from './query.server';

function aggregate({ store, db, body }: CommandContext): Doc {
  assertOptions('aggregate', body, new Set(['pipeline', 'cursor', 'hint', 'let', 'explain', 'allowDiskUse']));
  if (typeof body.get('aggregate') !== 'string') {
    throw new StoreError('InvalidNamespace', 'not supported by the embedded store: aggregate on a database');
  }
  const name = collectionName(body, 'aggregate');
  const pipeline = body.get('pipeline');
  if (!isArray(pipeline))
    throw new StoreError('TypeMismatch', "'pipeline' option must be specified as an array");
  const cursor = docOption(body, 'cursor');
  if (flagOption(body, 'explain')) return explainPipeline({ store, db, body }, name, pipeline);
  if (!cursor)
    throw new StoreError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  for (const option of cursor.keys()) {
    if (option !== 'batchSize')
      throw new StoreError(40415, `BSON field 'cursor.${option}' is an unknown field.`);
  }
  const documents = runPipeline({
    store,
    db,
    collection: name,
    pipeline,
    hint: hintOf(body),
    deadline: deadlineOf(body),
    variables: variablesOption(body),
  });
  return store.cursors.start(`${db}.${name}`, encoded(documents), countOption(cursor, 'batchSize'), false);
}

function explainPipeline({ store, db }: CommandContext, name: string, pipeline: readonly Value[]): Doc {
  const [first] = pipeline;
  const match = isDoc(first) ? first.get('$match') : undefined;
  return explainPlan(store.find(db, name), `${db}.${name}`, plainQuery(isDoc(match) ? match : new Map()));
}

function* encoded(documents: Iterable<Doc>): Generator<RawDoc> {
  for (const document of documents) yield new RawDoc(encode(document));
}

export const aggregateCommands: Readonly<Record<string, Command>> = { aggregate: reads(aggregate) };
