// An index never changes an answer: the same generated documents, filters and sorts on a collection without
// indexes and on one with every kind of them.
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { Decimal128, type Document, Int32, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Store } from '~/platform/storage/embedded/store.server';
import { verifyIndexes } from '~/platform/storage/embedded/verify.server';
import { openHarness, type StoreHarness } from './store-harness';

let harness: StoreHarness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => {
  await harness.client.close();
  await harness.store.close();
  const store = new Store({ dataDir: harness.dataDir });
  expect(verifyIndexes(store)).toEqual([]);
  await store.close();
  await rm(harness.dataDir, { recursive: true, force: true });
});

const scalar = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -3, max: 3 }) },
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    'a',
    'b',
    'ab',
    'я',
    '',
    1.5,
    -0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Long.fromString('9007199254740993'),
    9007199254740992,
    Long.fromNumber(2),
    new Int32(2),
    Decimal128.fromString('1.5'),
    Decimal128.fromString('2'),
    Decimal128.fromString('0.1'),
    0.1,
    new Date(0),
    new Date(1000),
    new ObjectId('656565656565656565656565'),
    Buffer.from([1, 2]),
    Buffer.from([3]),
  ),
);
const leaf: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(/^a/) },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
  },
);
// Two arrays cannot lie in one compound index: b is always a scalar.
const document = fc.record({ a: leaf, b: scalar, c: leaf }, { requiredKeys: [] });

const operand = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
);
const condition: fc.Arbitrary<unknown> = fc.oneof(
  operand,
  fc
    .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), operand)
    .map(([name, value]) => ({ [name]: value })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 3 }))
    .map(([name, list]) => ({ [name]: list })),
  fc.boolean().map((exists) => ({ $exists: exists })),
  fc.constantFrom('^a', 'b', '^я').map((pattern) => ({ $regex: pattern })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gt: low, $lte: high } })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((list) => ({ $all: list })),
  scalar.map((value) => ({ $not: { $gt: value } })),
  scalar.map((value) => ({ $elemMatch: { x: value } })),
  fc.tuple(scalar, scalar).map(([x, y]) => ({ $elemMatch: { x, y: { $gte: y } } })),
  scalar.map((value) => ({ $elemMatch: { $elemMatch: { $eq: value } } })),
  scalar.map((value) => ({ $elemMatch: { '0': value } })),
  fc.constantFrom(/^a/, /^ab/),
);
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.0', 'c.x', 'c.y', '_id');
const simple = fc
  .array(fc.tuple(path, condition), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs));
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.tuple(simple, simple).map(([x, y]) => ({ $or: [x, y] })),
  fc.tuple(simple, simple, simple).map(([x, y, z]) => ({ $and: [x, { $or: [y, z] }] })),
);
const sort = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x'), fc.constantFrom<1 | -1>(1, -1)), { maxLength: 2 })
  .map((pairs) => Object.fromEntries(pairs));

async function addIndexes(): Promise<void> {
  const collection = harness.db.collection('indexed');
  await collection.createIndex({ a: 1 });
  await collection.createIndex({ b: 1, a: -1 });
  await collection.createIndex({ c: -1 }, { sparse: true });
  await collection.createIndex({ 'a.x': 1, b: 1 });
  await collection.createIndex({ 'c.x': -1, 'c.y': 1 });
  await collection.createIndex({ b: -1 }, { partialFilterExpression: { b: { $gt: 0 } }, name: 'positive' });
}

it('gives the same documents with and without indexes, before and after changes', async () => {
  await addIndexes();
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 25 }),
      fc.array(fc.tuple(filter, sort), { minLength: 8, maxLength: 8 }),
      fc.array(document, { maxLength: 5 }),
      async (documents, queries, replacements) => {
        const both = ['plain', 'indexed'].map((name) => harness.db.collection<Document>(name));
        for (const collection of both) {
          await collection.deleteMany({});
          await collection.insertMany(documents.map((each, index) => ({ _id: index, ...each }) as Document));
          for (const [index, each] of replacements.entries()) {
            await collection.replaceOne({ _id: index * 2 } as Document, each, { upsert: true });
          }
          await collection.deleteOne({ _id: 1 } as Document);
        }
        for (const [where, order] of queries) {
          const [plain, indexed] = await Promise.all(
            both.map((collection) =>
              collection.find(where, { sort: order, projection: { _id: 1 } }).toArray(),
            ),
          );
          const ids = (found: Document[] | undefined) => found?.map((each) => each._id as number);
          expect(ids(indexed)?.sort()).toEqual(ids(plain)?.sort());
          const counts = await Promise.all(both.map((collection) => collection.countDocuments(where)));
          expect(counts[0]).toBe(counts[1]);
        }
      },
    ),
    { numRuns: 150, seed: 20261121 },
  );
}, 120_000);

it('sorts by an index as it sorts in memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ b: scalar }, { requiredKeys: [] }), { maxLength: 30 }),
      async (documents) => {
        const collection = harness.db.collection<Document>('sorted');
        await collection.drop();
        if (documents.length === 0) return;
        await collection.insertMany(documents.map((each, index) => ({ _id: index, ...each }) as Document));
        for (const direction of [1, -1] as const) {
          const inMemory = await collection.find({}, { sort: { b: direction, _id: 1 } }).toArray();
          await collection.createIndex({ b: 1, _id: direction }, { name: 'order' });
          const plan = await collection.find({}, { sort: { b: direction, _id: 1 } }).explain('queryPlanner');
          expect(plan.queryPlanner.winningPlan.inputStage.indexName).toBe('order');
          const byIndex = await collection.find({}, { sort: { b: direction, _id: 1 } }).toArray();
          expect(byIndex.map((each) => each._id)).toEqual(inMemory.map((each) => each._id));
          await collection.dropIndex('order');
        }
      },
    ),
    { numRuns: 60, seed: 20261121 },
  );
}, 60_000);
