// The embedded store at 100,000 documents, beside a real mongod where one is found (MONGOD_BIN or PATH).
// Prints JSON. Run: npx tsx bench/store.ts [documents]
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { type Collection, MongoClient } from 'mongodb';
import { startEmbeddedStore } from '~/platform/storage/embedded/index.server';
import { openStore } from '~/platform/storage/embedded/open-store.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { findMongod, startMongod } from '../tests/contract/store/differential/oracle';

const COUNT = Number(process.argv[2] ?? 100_000);
const SECONDS = 3;

interface Row {
  _id: number;
  key: string;
  group: string;
  amount: number;
  title: string;
  tags: string[];
  at: Date;
}
const rowOf = (n: number): Row => ({
  _id: n,
  key: `key-${(n * 7919) % COUNT}`,
  group: `group-${n % 50}`,
  amount: n % 1000,
  title: `Документ ${n} о содержании общего имущества многоквартирного дома`,
  tags: [`t${n % 10}`, `t${n % 7}`],
  at: new Date(1_700_000_000_000 + n * 1000),
});

// A fixed generator: the same questions in every run.
let seed = 20261121;
const below = (most: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed % most;
};
const since = (start: number): number => Math.round(performance.now() - start);

/** Operations a second with so many under way at once. */
async function rate(clients: number, run: (turn: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let turns = 0;
  const loop = async () => {
    while (performance.now() - start < SECONDS * 1000) await run(turns++);
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return Math.round((turns * 1000) / (performance.now() - start));
}

/** Longest and 99th percentile stop of this thread's event loop during the work, in milliseconds. */
async function lagDuring(
  work: () => Promise<unknown>,
): Promise<{ maxMs: number; p99Ms: number; tookMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  delay.enable();
  const start = performance.now();
  await work();
  const tookMs = since(start);
  delay.disable();
  // The histogram counts the timer's own period too.
  return {
    maxMs: Math.round(delay.max / 1e6 - 1),
    p99Ms: Math.round(delay.percentile(99) / 1e6 - 1),
    tookMs,
  };
}

async function fill(rows: Collection<Row>): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < COUNT; n += 1000)
    await rows.insertMany(Array.from({ length: Math.min(1000, COUNT - n) }, (_, at) => rowOf(n + at)));
  return since(start);
}

async function measure(uri: string) {
  const client = await new MongoClient(uri, { maxPoolSize: 40 }).connect();
  try {
    const rows = client.db('bench').collection<Row>('rows');
    const fillMs = await fill(rows);
    const indexed = performance.now();
    await rows.createIndexes([{ key: { key: 1 }, unique: true }, { key: { group: 1, amount: -1 } }]);
    const indexMs = since(indexed);
    const scan = () => rows.countDocuments({ title: /ничего такого/ });
    const journal = client.db('bench').collection('journal', { writeConcern: { w: 1, journal: true } });
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return since(start);
    };
    return {
      fillMs,
      indexMs,
      findByIdPerSecond: await rate(8, () => rows.findOne({ _id: below(COUNT) })),
      findByIndexPerSecond: await rate(8, () => rows.findOne({ key: `key-${below(COUNT)}` })),
      findByIdSerialPerSecond: await rate(1, () => rows.findOne({ _id: below(COUNT) })),
      findOneAndUpdatePerSecond: await rate(8, () =>
        rows.findOneAndUpdate({ _id: below(COUNT) }, { $inc: { amount: 1 }, $set: { at: new Date() } }),
      ),
      pageByIndexPerSecond: await rate(8, () =>
        rows
          .find({ group: `group-${below(50)}` })
          .sort({ amount: -1 })
          .limit(20)
          .toArray(),
      ),
      durableInserts32PerSecond: await rate(32, (turn) =>
        journal.insertOne({ turn, text: 'запись журнала', at: new Date() }),
      ),
      durableInsertsSerialPerSecond: await rate(1, (turn) => journal.insertOne({ turn, at: new Date() })),
      scanMs: await timed(scan),
      groupMs: await timed(() =>
        rows.aggregate([{ $group: { _id: '$group', n: { $sum: 1 }, sum: { $sum: '$amount' } } }]).toArray(),
      ),
      eventLoopLagDuringScan: await lagDuring(scan),
    };
  } finally {
    await client.close();
  }
}

async function embedded() {
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-bench-store-'));
  try {
    const store = await startEmbeddedStore({ dataDir, startWorker });
    const figures = await measure(store.uri);
    await store.close();
    const start = performance.now();
    const again = await openStore({ dataDir });
    const client = await new MongoClient(again.uri).connect();
    await client.db('bench').collection<Row>('rows').findOne({ _id: 1 });
    const openToFirstAnswerMs = since(start);
    await client.close();
    await again.close();
    return { ...figures, openToFirstAnswerMs };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function beside() {
  const bin = findMongod();
  if (!bin) return 'skipped: no MONGOD_BIN and no mongod on PATH';
  const oracle = await startMongod(bin);
  try {
    return await measure(oracle.uri);
  } finally {
    await oracle.close();
  }
}

const machine = { cores: cpus().length, loadBefore: loadavg()[0] };
const figures = { embedded: await embedded(), mongod: await beside() };
console.log(
  JSON.stringify({ bench: 'store', documents: COUNT, node: process.version, machine, ...figures }, null, 2),
);
