// What MongoDB answers, written down: arrays in paths, null and missing, type brackets, positional operators,
// upserts, error codes. The long list is the golden set under tests/proof/store; here is what we broke or feared.
import { Decimal128, type Document, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHarness, refusal, type StoreHarness } from './store-harness';

let harness: StoreHarness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());
const collection = () => harness.db.collection<Document>('c');
beforeEach(async () => {
  await collection().drop();
});

const ids = async (filter: Document): Promise<unknown[]> =>
  (
    await collection()
      .find(filter, { sort: { _id: 1 } })
      .toArray()
  ).map((each) => each._id);
const put = (...documents: Document[]) =>
  collection().insertMany(documents.map((each, index) => ({ _id: index + 1, ...each }) as Document));
/** The document after one update. */
async function updated(
  before: Document,
  update: Document,
  options = {},
  filter: Document = {},
): Promise<Document> {
  await collection().deleteMany({});
  await collection().insertOne({ _id: 1, ...before } as Document);
  await collection().updateOne({ _id: 1, ...filter } as Document, update, options);
  const { _id, ...rest } = (await collection().findOne({ _id: 1 } as Document)) as Document;
  return rest;
}

describe('queries', () => {
  it('null means missing in a document, not an element that is no document', async () => {
    await put(
      { a: [{ b: 5 }] },
      { a: [{}] },
      { a: [] },
      { a: [{}, { b: 5 }] },
      { a: [5, { b: 5 }] },
      { a: 4 },
      {},
    );
    expect(await ids({ 'a.b': null })).toEqual([2, 4, 6, 7]);
    expect(await ids({ 'a.b': { $exists: false } })).toEqual([2, 3, 6, 7]);
    expect(await ids({ 'a.b': { $ne: null } })).toEqual([1, 3, 5]);
  });

  it('stays within the type of the operand, except for MinKey and MaxKey', async () => {
    await put({ a: 1 }, { a: '1' }, { a: null }, { a: new Date(0) }, { a: Number.NaN }, {}, { a: [0, 'x'] });
    expect(await ids({ a: { $gte: 0 } })).toEqual([1, 7]);
    expect(await ids({ a: { $lt: 5 } })).toEqual([1, 7]);
    expect(await ids({ a: { $gte: null } })).toEqual([3, 6]);
    expect(await ids({ a: { $gt: new MinKey() } })).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await ids({ a: { $lt: new MaxKey() } })).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await ids({ a: Number.NaN })).toEqual([5]);
  });

  it('equates numbers of all types exactly', async () => {
    await put(
      { n: new Int32(2) },
      { n: Long.fromNumber(2) },
      { n: new Double(2) },
      { n: Decimal128.fromString('2.00') },
      { n: Decimal128.fromString('2.01') },
      { n: 2.01 },
      { n: Long.fromString('9007199254740993') },
    );
    expect(await ids({ n: 2 })).toEqual([1, 2, 3, 4]);
    expect(await ids({ n: 2.01 })).toEqual([6]);
    expect(await ids({ n: 9007199254740992 })).toEqual([]);
    await collection().createIndex({ n: 1 });
    expect(await ids({ n: Decimal128.fromString('2') })).toEqual([1, 2, 3, 4]);
    expect(await ids({ n: { $gt: 2 } })).toEqual([5, 6, 7]);
  });

  it('compares sub-documents with their order of fields', async () => {
    await put({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: [{ x: 1, y: 2 }] }, { a: { x: 1 } });
    expect(await ids({ a: { x: 1, y: 2 } })).toEqual([1, 3]);
    expect(await ids({ a: { $gt: { x: 1 } } })).toEqual([1, 2, 3]);
  });

  it('keeps integer-like field names in their place', async () => {
    const document = new Map<string, unknown>([
      ['_id', 1],
      ['b', 1],
      ['1', 'one'],
      ['0', 'zero'],
    ]);
    await collection().insertOne(document as unknown as Document);
    const raw = await collection().findOne({}, { raw: true });
    const text = Buffer.from(raw as unknown as Uint8Array).toString('latin1');
    expect(text.indexOf('one')).toBeLessThan(text.indexOf('zero'));
  });

  it('$elemMatch, $all and $size', async () => {
    await put(
      { a: [1, 5] },
      { a: [3] },
      { a: [[3]] },
      { a: 3 },
      { a: [] },
      {
        a: [
          { x: 1, y: 5 },
          { x: 3, y: 1 },
        ],
      },
    );
    expect(await ids({ a: { $gt: 2, $lt: 4 } })).toEqual([1, 2, 4]);
    expect(await ids({ a: { $elemMatch: { $gt: 2, $lt: 4 } } })).toEqual([2]);
    expect(await ids({ a: { $elemMatch: { x: 1, y: 1 } } })).toEqual([]);
    expect(await ids({ 'a.x': 1, 'a.y': 1 })).toEqual([6]);
    expect(await ids({ a: { $all: [1, 5] } })).toEqual([1]);
    expect(await ids({ a: { $all: [[3]] } })).toEqual([2, 3]);
    expect(await ids({ a: { $size: 1 } })).toEqual([2, 3]);
    expect(await ids({ a: { $type: 'array' } })).toEqual([1, 2, 3, 5, 6]);
    expect(await ids({ 'a.0': 3 })).toEqual([2, 3]);
  });

  it('sorts by the least or greatest element; an empty array stands below null', async () => {
    await put({ a: [5, 1] }, { a: 3 }, { a: [] }, {}, { a: null }, { a: 'x' }, { a: [2, 9] });
    const order = async (direction: 1 | -1) =>
      (
        await collection()
          .find({}, { sort: { a: direction, _id: 1 } })
          .toArray()
      ).map((each) => each._id);
    expect(await order(1)).toEqual([3, 4, 5, 1, 7, 2, 6]);
    expect(await order(-1)).toEqual([6, 7, 1, 2, 4, 5, 3]);
  });

  it('reads regular expressions as PCRE does', async () => {
    await put({ a: 'Иван' }, { a: 'ИВАН\n' }, { a: 'x\rИван' }, { a: ['no', 'Иванов'] });
    expect(await ids({ a: /^иван/i })).toEqual([1, 2, 4]);
    expect(await ids({ a: { $regex: 'Н$', $options: '' } })).toEqual([2]);
    expect((await refusal(ids({ a: { $regex: 'x', $options: 'x' } }))).message).toContain('option x');
  });
});

describe('updates', () => {
  it('array filters see the array as it was', async () => {
    const arrayFilters = [{ e: { $gt: 105 } }, { f: { $lt: 100 } }];
    const update = { $set: { 'g.$[e]': 0, 'g.$[f]': 1 } };
    expect(await updated({ g: [95, 102, 110] }, update, { arrayFilters })).toEqual({ g: [1, 102, 0] });
  });

  it('positional operators', async () => {
    const before = {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    };
    expect(await updated(before, { $set: { 'a.$.v': 9 } }, {}, { 'a.k': 2 })).toEqual({
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    });
    expect(await updated(before, { $inc: { 'a.$[].v': 1 } })).toEqual({
      a: [
        { k: 1, v: 2 },
        { k: 2, v: 2 },
      ],
    });
    const filters = { arrayFilters: [{ 'e.k': { $gt: 1 } }] };
    expect(await updated(before, { $set: { 'a.$[e].v': 7 } }, filters)).toEqual({
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 7 },
      ],
    });
    expect((await refusal(updated(before, { $set: { 'a.$.v': 9 } }))).code).toBe(2);
    expect((await refusal(updated(before, { $set: { 'a.$[x].v': 9 } }))).code).toBe(2);
    expect((await refusal(updated(before, { $set: { 'a.$[].v': 9 } }, filters))).code).toBe(9);
  });

  it('$push with all its clauses', async () => {
    expect(await updated({ a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1, $slice: 2 } } })).toEqual({
      a: [1, 2],
    });
    expect(await updated({ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } })).toEqual({
      a: [1, 9, 2],
    });
    expect(await updated({ a: [1, 2] }, { $push: { a: { $each: [9], $slice: -2 } } })).toEqual({ a: [2, 9] });
    expect(
      await updated({ a: [{ s: 2 }] }, { $push: { a: { $each: [{ s: 1 }], $sort: { s: 1 } } } }),
    ).toEqual({
      a: [{ s: 1 }, { s: 2 }],
    });
    expect(await updated({}, { $push: { 'x.y': 1 } })).toEqual({ x: { y: [1] } });
  });

  it('$pull by value, by condition and by sub-document', async () => {
    expect(await updated({ a: [1, 2, 3, 2] }, { $pull: { a: 2 } })).toEqual({ a: [1, 3] });
    expect(await updated({ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } })).toEqual({ a: [1] });
    expect(await updated({ a: [{ k: 1, z: 0 }, { k: 2 }] }, { $pull: { a: { k: 1 } } })).toEqual({
      a: [{ k: 2 }],
    });
    expect(await updated({ a: [{ b: [1, 2] }, { b: [3] }] }, { $pull: { a: { b: 2 } } })).toEqual({
      a: [{ b: [3] }],
    });
    expect(await updated({ a: [1, 1, 2] }, { $pullAll: { a: [1] } })).toEqual({ a: [2] });
    expect(await updated({ a: [1, 2] }, { $pop: { a: -1 } })).toEqual({ a: [2] });
    expect(await updated({ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } })).toEqual({ a: [1, 2] });
  });

  it('makes sub-documents, fills arrays with null, unsets elements to null', async () => {
    expect(await updated({}, { $set: { 'a.0.b': 1 } })).toEqual({ a: { 0: { b: 1 } } });
    expect(await updated({ a: [] }, { $set: { 'a.2': 1 } })).toEqual({ a: [null, null, 1] });
    expect(await updated({ a: [1, 2] }, { $unset: { 'a.0': '' } })).toEqual({ a: [null, 2] });
    expect(Object.keys(await updated({}, { $set: { b: 1, a: 1 } }))).toEqual(['a', 'b']);
    expect((await refusal(updated({ a: 1 }, { $set: { 'a.b': 1 } }))).code).toBe(28);
  });

  it('widens integers and refuses overflow', async () => {
    const read = async () => collection().findOne({}, { promoteValues: false });
    await collection().insertOne({ _id: 1, i: new Int32(2147483647), l: Long.MAX_VALUE } as Document);
    await collection().updateOne({}, { $inc: { i: 1 } });
    expect((await read())?.i).toEqual(Long.fromNumber(2147483648));
    expect((await refusal(collection().updateOne({}, { $inc: { l: 1 } }))).code).toBe(2);
    expect((await refusal(collection().updateOne({}, { $inc: { i: 'x' as unknown as number } }))).code).toBe(
      14,
    );
    await collection().updateOne({}, { $mul: { absent: Long.fromNumber(5) } });
    expect((await read())?.absent).toEqual(Long.ZERO);
  });

  it('an upsert takes the equalities of its filter', async () => {
    await collection().updateOne(
      { a: 1, 'b.c': 2, $and: [{ d: { $eq: 3 } }], e: { $gt: 4 }, f: { $in: [7] } },
      { $set: { x: 1 }, $setOnInsert: { y: 2 } },
      { upsert: true },
    );
    const found = await collection().findOne({}, { projection: { _id: 0 } });
    expect(found).toEqual({ a: 1, b: { c: 2 }, d: 3, f: 7, x: 1, y: 2 });
    await collection().replaceOne({ _id: 'given' } as Document, { z: 1 }, { upsert: true });
    expect(await collection().findOne({ z: 1 })).toEqual({ _id: 'given', z: 1 });
  });

  it('refuses with the codes of MongoDB', async () => {
    const codes = async (update: Document) => (await refusal(updated({ a: 1 }, update))).code;
    expect(await codes({ $set: { a: 1 }, $inc: { a: 1 } })).toBe(40);
    expect(await codes({ $set: { 'a.b': 1, a: 2 } })).toBe(40);
    expect(await codes({ $set: { _id: 2 } })).toBe(66);
    expect(await codes({ $rename: { a: 'b' } })).toBe(9);
    expect(await codes({ $set: { '': 1 } })).toBe(56);
    expect(await codes({ $set: { 'a..b': 1 } })).toBe(56);
    expect(await codes({ $set: { $x: 1 } })).toBe(52);
    expect(
      (await refusal(collection().replaceOne({ _id: 1 } as Document, { _id: 2 } as Document))).code,
    ).toBe(66);
    expect((await refusal(harness.db.command({ nothing: 1 }))).code).toBe(59);
  });
});

describe('bulkWrite of the client', () => {
  const a = 'test.bulk-a';
  const b = 'test.bulk-b';
  it('writes to several collections and tells each outcome', async () => {
    const result = await harness.client.bulkWrite(
      [
        { name: 'insertOne', namespace: a, document: { _id: 1 as never, n: 1 } },
        {
          name: 'updateOne',
          namespace: b,
          filter: { _id: 7 as never },
          update: { $inc: { n: 2 } },
          upsert: true,
        },
        { name: 'updateMany', namespace: a, filter: {}, update: [{ $set: { seen: true } }] },
        { name: 'replaceOne', namespace: a, filter: { _id: 1 as never }, replacement: { n: 9 } },
        { name: 'deleteMany', namespace: b, filter: { n: { $gt: 5 } } },
      ],
      { verboseResults: true },
    );
    expect(result).toMatchObject({
      insertedCount: 1,
      upsertedCount: 1,
      matchedCount: 2,
      modifiedCount: 2,
      deletedCount: 0,
    });
    expect(result.updateResults?.get(1)).toMatchObject({ upsertedId: 7 });
    expect(await harness.db.collection('bulk-a').find().toArray()).toEqual([{ _id: 1, n: 9 }]);
  });

  it('stops at the first refusal when ordered, goes on when not', async () => {
    const models = [1, 1, 2].map((id) => ({
      name: 'insertOne' as const,
      namespace: 'test.bulk-c',
      document: { _id: id as never },
    }));
    const first = await refusal(harness.client.bulkWrite(models));
    expect(first.writeErrors).toEqual(new Map([[1, expect.objectContaining({ code: 11000 })]]));
    expect(await harness.db.collection('bulk-c').countDocuments()).toBe(1);
    const second = await refusal(harness.client.bulkWrite(models, { ordered: false }));
    expect([...(second.writeErrors as Map<number, unknown>).keys()]).toEqual([0, 1]);
    expect(await harness.db.collection('bulk-c').countDocuments()).toBe(2);
  });

  it('names what it has not', async () => {
    const wrong = { name: 'deleteOne' as const, namespace: a, filter: {}, collation: { locale: 'ru' } };
    const { cause, writeErrors } = await refusal(harness.client.bulkWrite([wrong]));
    expect(String(cause ?? (writeErrors as Map<number, { message: string }>)?.get(0)?.message)).toContain(
      'collation',
    );
  });
});

describe('indexes', () => {
  it('unique: one holder of a value, also through arrays; missing counts as null', async () => {
    await collection().createIndex({ k: 1 }, { unique: true });
    await put({ k: [1, 2] }, { k: 3 }, {});
    const error = await refusal(collection().insertOne({ k: 2 }));
    expect(error).toMatchObject({ code: 11000, keyPattern: { k: 1 }, keyValue: { k: 2 } });
    expect((await refusal(collection().insertOne({ x: 1 }))).code).toBe(11000);
    expect((await refusal(collection().updateOne({ k: 3 }, { $set: { k: 1 } }))).code).toBe(11000);
    await collection().updateOne({ k: 3 }, { $set: { x: 1 } });
  });

  it('partial and sparse unique indexes ignore what they do not hold', async () => {
    await collection().createIndex({ k: 1 }, { unique: true, partialFilterExpression: { live: true } });
    await collection().createIndex({ s: 1 }, { unique: true, sparse: true });
    await put({ k: 1, live: true }, { k: 1 }, { k: 1, live: false });
    expect(
      (await refusal(collection().updateOne({ _id: 2 } as Document, { $set: { live: true } }))).code,
    ).toBe(11000);
    await collection().updateOne({ _id: 1 } as Document, { $unset: { live: '' } });
    await collection().updateOne({ _id: 2 } as Document, { $set: { live: true } });
  });

  it('refuses two arrays in one index, a second definition under one name, and what it has not', async () => {
    await collection().createIndex({ a: 1, b: 1 });
    expect((await refusal(collection().insertOne({ a: [1], b: [2] }))).code).toBe(171);
    expect(
      (await refusal(collection().createIndex({ a: 1, b: 1 }, { unique: true, name: 'a_1_b_1' }))).code,
    ).toBe(86);
    expect((await refusal(collection().createIndex({ a: 1, b: 1 }, { name: 'other' }))).code).toBe(85);
    expect((await refusal(collection().createIndex({ a: 'text' }))).message).toContain(
      'not supported by the embedded store',
    );
    expect((await refusal(collection().dropIndex('nothing'))).code).toBe(27);
  });

  it('a number in the path is a place in an array or a name, never both', async () => {
    await collection().createIndex({ 'a.0': 1 });
    await put({ a: [5, 6] }, { a: { '0': 6 } }, { a: [{ x: 1 }] });
    expect(await ids({ 'a.0': 6 })).toEqual([2]);
    expect((await refusal(collection().insertOne({ a: [{ '0': 1 }] }))).code).toBe(16746);
  });

  it('finds many values by an index, and documents by their ids in order', async () => {
    await put(...Array.from({ length: 1200 }, (_, index) => ({ n: index })));
    await collection().createIndex({ n: 1 });
    const many = Array.from({ length: 1000 }, (_, index) => index);
    for (const field of ['n', '_id']) {
      const where = { [field]: { $in: many } };
      const plan = await collection().find(where).explain('queryPlanner');
      expect(plan.queryPlanner.winningPlan.inputStage.stage).toBe('IXSCAN');
      expect(await ids(where)).toHaveLength(field === 'n' ? 1000 : 999);
    }
    const last = await collection()
      .find({ _id: { $in: [3, 1, 2] as never[] } })
      .sort({ _id: -1 })
      .toArray();
    expect(last.map((each) => each._id)).toEqual([3, 2, 1]);
  });

  it('serves very long values and ids', async () => {
    const long = 'щ'.repeat(3000);
    await collection().createIndex({ t: 1 }, { unique: true });
    await collection().insertOne({ _id: `${long}1`, t: `${long}1` } as Document);
    await collection().insertOne({ _id: `${long}2`, t: `${long}2` } as Document);
    expect(await ids({ t: `${long}2` })).toEqual([`${long}2`]);
    expect(await ids({ _id: `${long}1` })).toEqual([`${long}1`]);
    expect(await ids({ t: { $gte: `${long}1` } })).toHaveLength(2);
    expect((await refusal(collection().insertOne({ t: `${long}1` }))).code).toBe(11000);
  });
});

describe('aggregation', () => {
  it('groups, unwinds, looks up and reshapes', async () => {
    await put(
      { k: 'a', n: 1, tags: ['x', 'y'] },
      { k: 'b', n: 2.5, tags: [] },
      { k: 'a', n: Long.fromNumber(3) },
    );
    const grouped = await collection()
      .aggregate([
        { $group: { _id: '$k', sum: { $sum: '$n' }, avg: { $avg: '$n' }, all: { $push: '$n' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(grouped).toEqual([
      { _id: 'a', sum: 4, avg: 2, all: [1, 3] },
      { _id: 'b', sum: 2.5, avg: 2.5, all: [2.5] },
    ]);
    const unwound = await collection()
      .aggregate([
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
        { $project: { tags: 1, i: 1 } },
      ])
      .toArray();
    expect(unwound).toEqual([
      { _id: 1, tags: 'x', i: 0 },
      { _id: 1, tags: 'y', i: 1 },
      { _id: 2, i: null },
      { _id: 3, i: null },
    ]);
    const joined = await collection()
      .aggregate([
        { $match: { _id: 1 } },
        { $lookup: { from: 'c', localField: 'k', foreignField: 'k', as: 'same' } },
        { $project: { same: '$same._id' } },
      ])
      .toArray();
    expect(joined).toEqual([{ _id: 1, same: [1, 3] }]);
  });

  it('computes', async () => {
    await put({
      d: new Date('2026-11-21T10:20:30.004Z'),
      s: 'Жильё',
      o: new ObjectId('656565656565656565656565'),
    });
    const [result] = await collection()
      .aggregate([
        {
          $project: {
            _id: 0,
            day: { $dateToString: { date: '$d', format: '%Y-%m-%d %G-%V' } },
            low: { $toLower: { $concat: ['$s', 'X'] } },
            part: { $substrCP: ['$s', 1, 2] },
            hex: { $toString: '$o' },
            kind: { $type: '$nothing' },
            half: { $divide: [1, 2] },
            pick: { $cond: [{ $gt: [2, '$nothing'] }, 'yes', 'no'] },
            first: { $ifNull: ['$nothing', '$s'] },
          },
        },
      ])
      .toArray();
    expect(result).toEqual({
      day: '2026-11-21 2026-47',
      low: 'Жильёx', // as on a real server: English letters only
      part: 'ил',
      hex: '656565656565656565656565',
      kind: 'missing',
      half: 0.5,
      pick: 'yes',
      first: 'Жильё',
    });
    const refused = await refusal(
      collection()
        .aggregate([{ $facet: {} }])
        .toArray(),
    );
    expect(refused.message).toBe('not supported by the embedded store: aggregation stage $facet');
  });
});
