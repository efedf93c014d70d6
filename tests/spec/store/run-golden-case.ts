// Runs one case through the official driver and compares type by type, byte for byte.

import type { Db, Document } from 'mongodb';
import { expect } from 'vitest';
import { bsonOf, canonical, type GoldenCase } from './golden-case';

const RAW = { promoteValues: false, promoteLongs: false, promoteBuffers: false } as const;
const READS = new Set(['find', 'aggregate', 'count', 'distinct', 'listIndexes']);

/** Collections of reading cases, filled once a group. */
export type Filled = Map<string, Promise<string>>;

let made = 0;

export async function runGoldenCase(db: Db, filled: Filled, given: GoldenCase): Promise<void> {
  const name = await collectionOf(db, filled, given);
  const reply = await perform(db, name, given);
  if (given.expectError) {
    checkError(reply, given.expectError);
    if (!given.after) return;
  } else if (reply instanceof Error) throw reply;
  else checkReply(reply, given);
  if (given.after) expect(canonical(await allOf(db, name))).toBe(canonical(bsonOf(given.after)));
}

async function collectionOf(db: Db, filled: Filled, given: GoldenCase): Promise<string> {
  const shared = READS.has(given.op) ? canonical([given.docs, given.indexes]) : undefined;
  const known = shared === undefined ? undefined : filled.get(shared);
  if (known) return known;
  made += 1;
  const name = `golden_${made}`;
  const filling = fill(db, name, given).then(() => name);
  if (shared !== undefined) filled.set(shared, filling);
  return filling;
}

async function fill(db: Db, name: string, given: GoldenCase): Promise<void> {
  const indexes = (given.indexes ?? []).map((index) => ({
    name: Object.entries(index.key).flat().join('_'),
    ...bsonOf<Document>(index),
  }));
  if (indexes.length > 0) await db.command({ createIndexes: name, indexes });
  const documents = bsonOf<Document[]>(given.docs);
  if (documents.length === 0) return;
  const reply = await db.command({ insert: name, documents });
  if (reply.writeErrors) throw new Error(`the documents of the case: ${reply.writeErrors[0].errmsg}`);
}

async function perform(db: Db, name: string, given: GoldenCase): Promise<Document | Error> {
  try {
    const reply = await db.command(commandOf(name, given), RAW);
    const [error] = (reply.writeErrors ?? []) as Document[];
    return error ? Object.assign(new Error(String(error.errmsg)), error) : reply;
  } catch (error) {
    return error as Error;
  }
}

function commandOf(name: string, given: GoldenCase): Document {
  const args = bsonOf<Document>(given.args ?? {});
  const update = given.update === undefined ? {} : { u: bsonOf<unknown>(given.update) };
  const filter = given.filter === undefined ? undefined : bsonOf<Document>(given.filter);
  switch (given.op) {
    case 'find':
      return { find: name, ...(filter && { filter }), ...args };
    case 'count':
    case 'distinct':
      return { [given.op]: name, ...(filter && { query: filter }), ...args };
    case 'update':
      return { update: name, updates: [{ q: filter ?? {}, ...update, ...args }] };
    case 'delete':
      return { delete: name, deletes: [{ q: filter ?? {}, limit: 0, ...args }] };
    case 'insert':
      return { insert: name, ...args };
    case 'findAndModify':
      return {
        findAndModify: name,
        query: filter ?? {},
        ...('u' in update && { update: update.u }),
        ...args,
      };
    case 'aggregate':
      return {
        aggregate: name,
        pipeline: named(bsonOf<unknown>(given.pipeline ?? []), name),
        cursor: {},
        ...args,
      };
    case 'command':
      return Object.fromEntries(
        Object.entries(args).map(([key, value]) => [key, value === '$collection' ? name : value]),
      );
    default:
      return { [given.op]: name, ...args };
  }
}

/** `$collection` as a value stands for the case's own collection. */
function named(value: unknown, name: string): unknown {
  if (value === '$collection') return name;
  if (Array.isArray(value)) return value.map((each) => named(each, name));
  if (typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each, name)]));
}

function checkError(reply: Document | Error, wanted: NonNullable<GoldenCase['expectError']>): void {
  expect(reply, `expected error ${wanted.code}, got ${canonical(reply)}`).toBeInstanceOf(Error);
  const error = reply as Error & Document;
  const { message, ...rest } = wanted;
  const got: Document = { code: Number(error.code) };
  for (const key of ['codeName', 'keyPattern', 'keyValue'] as const) if (key in rest) got[key] = error[key];
  expect(`${canonical(got)} ${error.message}`).toContain(
    canonical({ ...got, ...bsonOf<Document>(rest), code: rest.code }),
  );
  if (message !== undefined) expect(error.message).toContain(message);
}

function checkReply(reply: Document, given: GoldenCase): void {
  if (given.expect !== undefined) expect(canonical(resultOf(reply))).toBe(canonical(bsonOf(given.expect)));
  if (given.anyOrder) {
    const sorted = (values: unknown) => (values as unknown[]).map(canonical).sort();
    expect(sorted(resultOf(reply))).toEqual(sorted(bsonOf(given.anyOrder)));
  }
  if (given.ids) {
    const ids = (resultOf(reply) as Document[]).map((each) => canonical(each._id));
    const wanted = bsonOf<unknown[]>(given.ids).map(canonical);
    if (given.args && 'sort' in given.args) expect(ids).toEqual(wanted);
    else expect(ids.sort()).toEqual(wanted.sort());
  }
  if (given.reply) {
    const wanted = bsonOf<Document>(given.reply);
    const got = Object.fromEntries(Object.keys(wanted).map((key) => [key, reply[key]]));
    expect(canonical(got)).toBe(canonical(wanted));
  }
}

/** What a command is asked for: its documents, values, number or document. */
const resultOf = (reply: Document): unknown =>
  reply.cursor?.firstBatch ??
  reply.values ??
  reply.n ??
  (('value' in reply ? reply.value : reply) as unknown);

async function allOf(db: Db, name: string): Promise<unknown> {
  const reply = await db.command({ find: name, sort: { _id: 1 }, batchSize: 1000 }, RAW);
  return reply.cursor.firstBatch;
}
