// What the product does through mongoose, each once, on the embedded store or on MONGODB_URL.
import mongoose, { type Connection, Schema } from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../setup/store';
import { refusal } from './store-harness';

let connection: Connection;
beforeEach(async () => {
  connection = (await testDatabase()).connection;
});

describe('mongoose on the store', () => {
  it('models, validation, timestamps, lean and subdocument arrays', async () => {
    const schema = new Schema(
      { title: { type: String, required: true }, parts: [{ name: String, n: Number }] },
      { timestamps: true },
    );
    const Model = connection.model('Doc', schema);
    const made = await Model.create({ title: 'Устав', parts: [{ name: 'a', n: 1 }] });
    made.parts.push({ name: 'b', n: 2 });
    await made.save();
    await Model.updateOne({ _id: made._id, 'parts.name': 'b' }, { $set: { 'parts.$.n': 7 } });
    const lean = await Model.findById(made._id).lean();
    expect(lean?.parts.map((part) => part.n)).toEqual([1, 7]);
    expect(lean?.createdAt).toBeInstanceOf(Date);
    await expect(Model.create({})).rejects.toThrow(mongoose.Error.ValidationError);
  });

  it('populate and virtual populate', async () => {
    const Person = connection.model('Person', new Schema({ name: String }));
    const paper = new Schema({ author: { type: Schema.Types.ObjectId, ref: 'Person' } });
    const Paper = connection.model('Paper', paper);
    const person = await Person.create({ name: 'Иван' });
    await Paper.create({ author: person._id });
    const found = await Paper.findOne().populate<{ author: { name: string } }>('author');
    expect(found?.author.name).toBe('Иван');
  });

  it('discriminators', async () => {
    const Base = connection.model('Base', new Schema({ at: Number }, { discriminatorKey: 'kind' }));
    const Child = Base.discriminator('Child', new Schema({ extra: String }));
    await Base.create({ at: 1 });
    await Child.create({ at: 2, extra: 'x' });
    expect(await Child.countDocuments()).toBe(1);
    expect(await Base.countDocuments()).toBe(2);
  });

  it('optimistic version: the second writer is refused', async () => {
    const Model = connection.model('Versioned', new Schema({ n: Number }, { optimisticConcurrency: true }));
    const made = await Model.create({ n: 1 });
    const [one, two] = [await Model.findById(made._id), await Model.findById(made._id)];
    one?.set('n', 2);
    await one?.save();
    two?.set('n', 3);
    await expect(two?.save()).rejects.toThrow(mongoose.Error.VersionError);
  });

  it('upsert with timestamps, findOneAndUpdate, bulkWrite', async () => {
    const Model = connection.model('Upserted', new Schema({ key: String, n: Number }, { timestamps: true }));
    const options = { upsert: true, returnDocument: 'after' } as const;
    const first = await Model.findOneAndUpdate({ key: 'a' }, { $inc: { n: 1 } }, options);
    const second = await Model.findOneAndUpdate({ key: 'a' }, { $inc: { n: 1 } }, options);
    expect([first?.n, second?.n]).toEqual([1, 2]);
    expect(second?.createdAt).toEqual(first?.createdAt);
    const result = await Model.bulkWrite([
      { insertOne: { document: { key: 'b', n: 1 } } },
      { updateOne: { filter: { key: 'a' }, update: { $set: { n: 9 } } } },
      { updateOne: { filter: { key: 'c' }, update: { $set: { n: 3 } }, upsert: true } },
      { deleteOne: { filter: { key: 'b' } } },
    ]);
    expect([result.insertedCount, result.modifiedCount, result.upsertedCount, result.deletedCount]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('cursors and aggregation', async () => {
    const Model = connection.model('Streamed', new Schema({ n: Number }));
    await Model.insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
    let sum = 0;
    for await (const each of Model.find().sort({ n: 1 }).cursor({ batchSize: 40 })) sum += each.n ?? 0;
    expect(sum).toBe((249 * 250) / 2);
    expect(await Model.aggregate([{ $match: { n: { $gte: 200 } } }, { $count: 'n' }])).toEqual([{ n: 50 }]);
    expect(await Model.exists({ n: 3 })).not.toBeNull();
    expect(await Model.distinct('n', { n: { $lt: 3 } })).toEqual([0, 1, 2]);
  });

  it('a race for a unique index has one winner', async () => {
    const Model = connection.model('Unique', new Schema({ code: { type: String, unique: true } }));
    await Model.createIndexes();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => Model.create({ code: 'one' })));
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const lost = tries.find((each) => each.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 11000, keyPattern: { code: 1 }, keyValue: { code: 'one' } });
  });

  it('a transaction is refused as on a standalone server', async () => {
    const session = await connection.startSession();
    session.startTransaction();
    const Model = connection.model('Plain', new Schema({ n: Number }));
    await refusal(Model.create([{ n: 1 }], { session }));
    await session.endSession();
    const bare = {
      find: 'plain',
      txnNumber: mongoose.mongo.Long.ONE,
      autocommit: false,
      startTransaction: true,
    };
    expect((await refusal((await testDatabase()).db.command(bare))).code).toBe(20);
  });
});
