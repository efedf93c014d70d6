// What mongoose asks of a database, on the tier's server: the embedded store, or the MongoDB of MONGODB_URL.
import { type Connection, Schema, type Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../setup/store';

let connection: Connection;
beforeAll(async () => {
  ({ connection } = await testDatabase());
});

const refusal = async (work: Promise<unknown>): Promise<Record<string, unknown>> => {
  try {
    await work;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('it was expected to be refused');
};

describe('models', () => {
  it('keep types, defaults, validation and queries', async () => {
    const House = connection.model(
      'House',
      new Schema({
        address: { type: String, required: true, trim: true },
        floors: { type: Number, min: 1, default: 5 },
        builtAt: Date,
        area: Schema.Types.Decimal128,
        plan: Buffer,
        tags: [String],
        owner: { name: String, phones: [String] },
        extra: Schema.Types.Mixed,
        numbers: { type: Map, of: Number },
      }),
    );
    const made = await House.create({
      address: '  улица Полевая, 4 ',
      builtAt: new Date('1975-05-01T00:00:00Z'),
      area: '2750.40',
      plan: Buffer.from([1, 2, 3]),
      tags: ['панельный'],
      owner: { name: 'ТСЖ «Полевая»', phones: ['1'] },
      extra: { a: [1, { b: null }] },
      numbers: { flats: 60 },
    });
    const found = await House.findById(made._id);
    expect(found?.address).toBe('улица Полевая, 4');
    expect(found?.floors).toBe(5);
    expect(String(found?.area)).toBe('2750.40');
    expect(Buffer.from(found?.plan ?? [])).toEqual(Buffer.from([1, 2, 3]));
    expect(found?.numbers?.get('flats')).toBe(60);
    expect(found?.extra).toEqual({ a: [1, { b: null }] });
    expect(await House.countDocuments({ 'owner.phones': '1', floors: { $gte: 5 } })).toBe(1);
    expect(await House.exists({ address: /^улица/i })).toMatchObject({ _id: made._id });
    expect(await House.distinct('tags')).toEqual(['панельный']);
    const invalid = await refusal(House.create({ floors: 0 }));
    expect(Object.keys(invalid.errors as object).sort()).toEqual(['address', 'floors']);
    expect((await House.deleteOne({ _id: made._id })).deletedCount).toBe(1);
  });

  it('populate references, one and many, and virtual ones', async () => {
    const authors = new Schema({ name: String });
    authors.virtual('papers', { ref: 'Paper', localField: '_id', foreignField: 'author' });
    const Author = connection.model('Author', authors);
    const Paper = connection.model(
      'Paper',
      new Schema({
        title: String,
        author: { type: Schema.Types.ObjectId, ref: 'Author' },
        signers: [{ type: Schema.Types.ObjectId, ref: 'Author' }],
      }),
    );
    const first = await Author.create({ name: 'Анна' });
    const second = await Author.create({ name: 'Борис' });
    await Paper.create({ title: 'Акт', author: first._id, signers: [second._id, first._id] });
    const paper = await Paper.findOne({ title: 'Акт' }).populate('author').populate('signers').orFail();
    expect((paper.author as unknown as { name: string }).name).toBe('Анна');
    expect(paper.signers.map((each) => (each as unknown as { name: string }).name)).toEqual([
      'Борис',
      'Анна',
    ]);
    const author = await Author.findById(first._id).populate('papers').orFail();
    expect((author.get('papers') as Array<{ title: string }>).map((each) => each.title)).toEqual(['Акт']);
  });

  it('discriminators share a collection and keep their kind', async () => {
    const Event = connection.model(
      'Event',
      new Schema({ at: Number }, { discriminatorKey: 'kind', collection: 'kinds' }),
    );
    const Meeting = Event.discriminator('Meeting', new Schema({ place: String }));
    const Ballot = Event.discriminator('Ballot', new Schema({ votes: Number }));
    await Meeting.create({ at: 1, place: 'двор' });
    await Ballot.create({ at: 2, votes: 10 });
    expect(await Event.countDocuments()).toBe(2);
    expect((await Meeting.find().lean()).map((each) => each.place)).toEqual(['двор']);
    const both = await Event.find().sort({ at: 1 });
    expect(both.map((each) => each.get('kind'))).toEqual(['Meeting', 'Ballot']);
    expect(both[1]).toBeInstanceOf(Ballot);
    expect((await Ballot.updateMany({}, { $inc: { votes: 1 } })).modifiedCount).toBe(1);
    expect((await Ballot.findOne().orFail()).votes).toBe(11);
  });

  it('lean documents and projections are plain', async () => {
    const Note = connection.model(
      'Note',
      new Schema({ text: String, secret: { type: String, select: false } }),
    );
    await Note.create({ text: 'x', secret: 'y' });
    const plain = await Note.findOne().lean().orFail();
    expect(plain.constructor).toBe(Object);
    expect(plain).not.toHaveProperty('secret');
    expect(await Note.findOne().select('+secret').lean()).toMatchObject({ secret: 'y' });
    expect(await Note.findOne({}, { _id: 0, text: 1 }).lean()).toEqual({ text: 'x' });
  });
});

describe('versions', () => {
  it('optimisticConcurrency refuses the second writer', async () => {
    const Draft = connection.model(
      'Draft',
      new Schema({ text: String }, { optimisticConcurrency: true, versionKey: 'version' }),
    );
    const { _id } = await Draft.create({ text: 'a' });
    const one = await Draft.findById(_id).orFail();
    const two = await Draft.findById(_id).orFail();
    one.text = 'b';
    two.text = 'c';
    await one.save();
    expect((await refusal(two.save())).name).toBe('VersionError');
    expect(await Draft.findById(_id).lean()).toMatchObject({ text: 'b', version: 1 });
  });

  it('the version key guards positions in arrays', async () => {
    const List = connection.model('List', new Schema({ rows: [{ n: Number }] }));
    const { _id } = await List.create({ rows: [{ n: 1 }, { n: 2 }] });
    const one = await List.findById(_id).orFail();
    const two = await List.findById(_id).orFail();
    one.rows.splice(0, 1);
    await one.save();
    (two.rows[1] as { n: number }).n = 20;
    two.rows.splice(0, 1);
    expect((await refusal(two.save())).name).toBe('VersionError');
  });
});

describe('writes', () => {
  it('an upsert with timestamps sets createdAt once', async () => {
    const Setting = connection.model(
      'Setting',
      new Schema({ key: String, value: Number }, { timestamps: true }),
    );
    const options = { upsert: true, returnDocument: 'after' } as const;
    const first = await Setting.findOneAndUpdate({ key: 'k' }, { value: 1 }, options).orFail();
    const second = await Setting.findOneAndUpdate({ key: 'k' }, { $inc: { value: 4 } }, options).orFail();
    expect(second.value).toBe(5);
    expect(second._id).toEqual(first._id);
    expect(second.get('createdAt')).toEqual(first.get('createdAt'));
    expect(second.get('updatedAt').getTime()).toBeGreaterThanOrEqual(first.get('updatedAt').getTime());
    const result = await Setting.updateOne({ key: 'new' }, { value: 2 }, { upsert: true });
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
  });

  it('bulkWrite does all kinds, ordered and not', async () => {
    const Row = connection.model('Row', new Schema({ n: { type: Number, unique: true }, t: String }));
    await Row.createIndexes();
    const result = await Row.bulkWrite([
      { insertOne: { document: { n: 1 } } },
      { insertOne: { document: { n: 2 } } },
      { updateOne: { filter: { n: 1 }, update: { t: 'x' } } },
      { updateMany: { filter: {}, update: { $set: { t: 'y' } } } },
      { replaceOne: { filter: { n: 2 }, replacement: { n: 3 } } },
      { updateOne: { filter: { n: 9 }, update: { t: 'u' }, upsert: true } },
      { deleteOne: { filter: { n: 1 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 2, modifiedCount: 4, upsertedCount: 1, deletedCount: 1 });
    const doubled = [{ n: 20 }, { n: 3 }, { n: 21 }].map((document) => ({ insertOne: { document } }));
    expect((await refusal(Row.bulkWrite(doubled))).code).toBe(11000);
    expect(await Row.countDocuments({ n: { $gte: 20 } })).toBe(1);
    await Row.deleteMany({ n: 20 });
    const unordered = await refusal(Row.bulkWrite(doubled, { ordered: false }));
    expect((unordered.writeErrors as unknown[]).length).toBe(1);
    expect(await Row.countDocuments({ n: { $gte: 20 } })).toBe(2);
    expect((await refusal(Row.insertMany([{ n: 30 }, { n: 3 }], { ordered: false }))).code).toBe(11000);
    expect(await Row.exists({ n: 30 })).not.toBeNull();
  });

  it('cursors read in batches, stop early, and aggregate', async () => {
    const Item = connection.model('Item', new Schema({ n: Number, g: Number }));
    await Item.insertMany(Array.from({ length: 250 }, (_, n) => ({ n, g: n % 3 })));
    const seen: number[] = [];
    for await (const item of Item.find().sort({ n: -1 }).cursor({ batchSize: 40 }))
      seen.push(item.n as number);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, n) => 249 - n));
    const cursor = Item.find().cursor({ batchSize: 10 });
    expect(await cursor.next()).not.toBeNull();
    await cursor.close();
    const groups = await Item.aggregate([
      { $match: { n: { $lt: 9 } } },
      { $group: { _id: '$g', sum: { $sum: '$n' } } },
      { $sort: { _id: 1 } },
    ]);
    expect(groups).toEqual([
      { _id: 0, sum: 9 },
      { _id: 1, sum: 12 },
      { _id: 2, sum: 15 },
    ]);
    let count = 0;
    for await (const _ of Item.aggregate([{ $match: {} }]).cursor({ batchSize: 7 })) count += 1;
    expect(count).toBe(250);
  });

  it('arrays of sub-documents change by id, position and filter', async () => {
    const Route = connection.model(
      'Route',
      new Schema({ steps: [{ who: String, done: { type: Boolean, default: false }, marks: [Number] }] }),
    );
    const route = await Route.create({ steps: [{ who: 'a' }, { who: 'b' }, { who: 'c' }] });
    const step = route.steps.id(route.steps[1]?._id as Types.ObjectId);
    if (step) step.done = true;
    route.steps.push({ who: 'd', marks: [1] } as never);
    await route.save();
    await Route.updateOne({ _id: route._id, 'steps.who': 'c' }, { $set: { 'steps.$.done': true } });
    await Route.updateOne(
      { _id: route._id },
      { $push: { 'steps.$[one].marks': { $each: [3, 2], $sort: 1 } } },
      { arrayFilters: [{ 'one.who': { $in: ['a', 'd'] } }] },
    );
    await Route.updateOne({ _id: route._id }, { $pull: { steps: { who: 'b' } } });
    const stored = await Route.findById(route._id).lean().orFail();
    expect(stored.steps.map(({ who, done, marks }) => ({ who, done, marks }))).toEqual([
      { who: 'a', done: false, marks: [2, 3] },
      { who: 'c', done: true, marks: [] },
      { who: 'd', done: false, marks: [1, 2, 3] },
    ]);
    route.steps.pull(route.steps[0]?._id);
    expect(await Route.countDocuments({ steps: { $elemMatch: { who: 'd', marks: 3 } } })).toBe(1);
  });
});

describe('races', () => {
  it('one of twenty wins a unique key', async () => {
    const Seat = connection.model('Seat', new Schema({ number: { type: Number, unique: true } }));
    await Seat.createIndexes();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => Seat.collection.insertOne({ number: 7 })),
    );
    const lost = results.filter((each) => each.status === 'rejected');
    expect(lost).toHaveLength(19);
    for (const each of lost) expect(each.reason).toMatchObject({ code: 11000, keyPattern: { number: 1 } });
    expect(await Seat.countDocuments({ number: 7 })).toBe(1);
  });

  it('twenty upserts of one key make one document', async () => {
    const Counter = connection.model(
      'Counter',
      new Schema({ key: { type: String, unique: true }, n: Number }),
    );
    await Counter.createIndexes();
    const bump = (): Promise<unknown> =>
      Counter.findOneAndUpdate({ key: 'a' }, { $inc: { n: 1 } }, { upsert: true })
        .exec()
        .catch((error: { code?: number }) => {
          if (error.code !== 11000) throw error;
          return bump();
        });
    await Promise.all(Array.from({ length: 20 }, bump));
    expect(await Counter.find().lean()).toMatchObject([{ key: 'a', n: 20 }]);
  });

  it('a version in the filter lets one of ten writers through', async () => {
    const Doc = connection.model('Doc', new Schema({ version: Number, by: Number }, { versionKey: false }));
    const { _id } = await Doc.create({ version: 1 });
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, by) =>
        Doc.updateOne({ _id, version: 1 }, { $set: { by }, $inc: { version: 1 } }),
      ),
    );
    expect(results.reduce((sum, each) => sum + each.modifiedCount, 0)).toBe(1);
    expect(await Doc.findById(_id).lean()).toMatchObject({ version: 2 });
  });
});
