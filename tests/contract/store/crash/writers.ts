// Writers with a model of what was acknowledged. Each key belongs to one writer, so after a crash a key may
// hold its last acknowledged state or that of the one write under way, and nothing else.
import type { Collection, Db } from 'mongodb';
import { MongoServerError } from 'mongodb';

interface Row {
  _id: string;
  v: number;
  u: string;
  g: number;
  tags: number[];
}
/** v of the document, or undefined: there is none. */
type State = number | undefined;

export interface Key {
  acknowledged: State;
  /** Of the write under way when the process was killed. */
  underWay?: { state: State };
}

export class Model {
  readonly keys = new Map<string, Key>();
  acknowledgedWrites = 0;
  deletes = 0;

  key(id: string): Key {
    let key = this.keys.get(id);
    if (!key) {
      key = { acknowledged: undefined };
      this.keys.set(id, key);
    }
    return key;
  }
}

const rowOf = (id: string, v: number): Row => ({
  _id: id,
  v,
  u: `u-${id}-${v}`,
  g: v % 5,
  tags: [v, v + 1, v],
});

export async function makeIndexes(db: Db): Promise<void> {
  await db.collection('rows').createIndexes([
    { key: { u: 1 }, unique: true, name: 'u' },
    { key: { g: 1, v: -1 }, name: 'g_v' },
    { key: { tags: 1 }, name: 'tags' },
    { key: { v: 1 }, name: 'even', partialFilterExpression: { g: { $gte: 3 } } },
  ]);
}

/** Writes until the server is gone. */
export async function write(db: Db, model: Model, writer: number, random: () => number): Promise<void> {
  const rows = db.collection<Row>('rows');
  for (;;) {
    const id = `${writer}-${Math.floor(random() * 12)}`;
    const key = model.key(id);
    try {
      await step(rows, model, id, key, random());
    } catch (error) {
      if (error instanceof MongoServerError && error.code !== 11600) throw error;
      return;
    }
  }
}

async function step(rows: Collection<Row>, model: Model, id: string, key: Key, dice: number): Promise<void> {
  const at = key.acknowledged;
  if (at === undefined) await attempt(model, key, 1, () => rows.insertOne(rowOf(id, 1)));
  else if (dice < 0.2) {
    await attempt(model, key, undefined, () => rows.deleteOne({ _id: id }));
    model.deletes += 1;
  } else if (dice < 0.5) {
    const { _id, ...next } = rowOf(id, at + 1);
    await attempt(model, key, at + 1, () => rows.updateOne({ _id, v: at }, { $set: next }));
  } else if (dice < 0.75) {
    await attempt(model, key, at + 1, () => rows.replaceOne({ _id: id }, rowOf(id, at + 1)));
  } else if (dice < 0.95) {
    const { _id, ...next } = rowOf(id, at + 1);
    await attempt(model, key, at + 1, () => rows.findOneAndUpdate({ _id }, { $set: next }));
  } else await refusedInsert(rows, id, at);
}

async function attempt(model: Model, key: Key, state: State, run: () => Promise<unknown>): Promise<void> {
  key.underWay = { state };
  await run();
  key.acknowledged = state;
  delete key.underWay;
  model.acknowledgedWrites += 1;
}

/** A doubled value must be refused; nothing changes. */
async function refusedInsert(rows: Collection<Row>, id: string, at: number): Promise<void> {
  try {
    await rows.insertOne({ ...rowOf(id, at), _id: `double-${id}` });
  } catch (error) {
    if (error instanceof MongoServerError && error.code === 11000) return;
    throw error;
  }
  throw new Error(`a doubled unique value was accepted: ${id}`);
}

export interface Faults {
  lost: string[];
  resurrected: string[];
  indexMismatches: string[];
}

/** Compares what is there with the model and lets the model follow it. */
export async function check(db: Db, model: Model, faults: Faults): Promise<void> {
  const rows = db.collection<Row>('rows');
  const stored = await rows.find({}, { hint: { $natural: 1 } }).toArray();
  const versions = new Map(stored.map((row) => [row._id, row.v]));
  for (const [id, key] of model.keys) {
    const actual = versions.get(id);
    versions.delete(id);
    const fits = actual === key.acknowledged || (key.underWay && actual === key.underWay.state);
    if (!fits) {
      const list = key.acknowledged === undefined ? faults.resurrected : faults.lost;
      list.push(`${id}: ${actual}, acknowledged ${key.acknowledged}`);
    }
    key.acknowledged = actual;
    delete key.underWay;
  }
  for (const id of versions.keys()) faults.resurrected.push(`${id}: nobody wrote it`);
  await checkIndexes(rows, stored, faults);
}

async function checkIndexes(rows: Collection<Row>, stored: readonly Row[], faults: Faults): Promise<void> {
  for (const row of stored) {
    if (row.u !== `u-${row._id}-${row.v}` || row.tags[0] !== row.v)
      faults.lost.push(`${row._id}: torn document ${JSON.stringify(row)}`);
  }
  const byIndex = {
    u: await rows.find({ u: { $gte: '' } }, { hint: 'u' }).toArray(),
    g_v: await rows.find({ g: { $gte: 0 } }, { hint: 'g_v' }).toArray(),
    tags: await rows.find({ tags: { $gte: 0 } }, { hint: 'tags' }).toArray(),
  };
  for (const [name, found] of Object.entries(byIndex)) {
    if (new Set(found.map((row) => row._id)).size !== stored.length || found.length !== stored.length)
      faults.indexMismatches.push(`${name}: ${found.length} of ${stored.length}`);
  }
}
