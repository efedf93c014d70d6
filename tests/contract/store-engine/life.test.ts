// The life of a data folder: restart, one owner, takeover after a crash, damage, both kinds of sockets; cursors
// and TTL over time; nonsense on the wire.
import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Document, MongoClient } from 'mongodb';
import { afterEach, expect, it } from 'vitest';
import { DATA_FILE } from '~/platform/storage/embedded/engine.server';
import { startEmbeddedStore } from '~/platform/storage/embedded/index.server';
import { openStore } from '~/platform/storage/embedded/open-store.server';
import { Store } from '~/platform/storage/embedded/store.server';
import { removeExpired } from '~/platform/storage/embedded/ttl.server';
import { checkFolder } from '~/platform/storage/embedded/verify.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { openHarness, refusal } from './store-harness';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'khartia-life-'));
  closers.push(() => rm(path, { recursive: true, force: true }));
  return path;
}
const item = (id: number): Document => ({ _id: id, n: id, at: new Date(id) }) as Document;

it('keeps documents, indexes and their multikey state over a restart', async () => {
  const dataDir = await folder();
  let harness = await openHarness({ dataDir });
  await harness.db.collection('c').createIndex({ tags: 1 });
  await harness.db.collection('c').insertMany([{ tags: ['a', 'b'] }, { tags: 'b' }]);
  await harness.close();
  harness = await openHarness({ dataDir });
  closers.push(() => harness.close());
  const found = harness.db.collection('c').find({ tags: 'b' });
  expect(await found.toArray()).toHaveLength(2);
  const plan = await harness.db.collection('c').find({ tags: 'b' }).explain('queryPlanner');
  expect(plan.queryPlanner.winningPlan.inputStage).toMatchObject({
    stage: 'IXSCAN',
    indexName: 'tags_1',
    isMultiKey: true,
  });
});

it('in a worker thread: a second start of one folder leads to the first, another folder has its own', async () => {
  const [one, two] = [await folder(), await folder()];
  const first = await startEmbeddedStore({ dataDir: one, startWorker });
  const other = await startEmbeddedStore({ dataDir: two, startWorker });
  const again = await startEmbeddedStore({ dataDir: one, startWorker });
  expect([first.owned, other.owned, again.owned]).toEqual([true, true, false]);
  expect(again.uri).toBe(first.uri);
  expect(other.uri).not.toBe(first.uri);
  const client = await new MongoClient(again.uri).connect();
  await client.db('x').collection('c').insertOne({ a: 1 });
  await client.close();
  await Promise.all([again.close(), other.close(), first.close()]);
});

it('takes over from an owner that was killed', async () => {
  const dataDir = await folder();
  const script = `
    import { openStore } from ${JSON.stringify(new URL('../../../app/platform/storage/embedded/open-store.server.ts', import.meta.url).href)};
    const opened = await openStore({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(opened.uri);`;
  const file = join(dataDir, 'owner.mts');
  await writeFile(file, script);
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: process.cwd(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const uri = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  const client = await new MongoClient(uri).connect();
  await client.db('x').collection<Document>('c').createIndex({ n: 1 });
  await client.db('x').collection<Document>('c').insertOne(item(1));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  await client.close();
  expect(await checkFolder(dataDir)).toEqual([]);
  const next = await openHarness({ dataDir });
  closers.push(() => next.close());
  expect(next.store.owned).toBe(true);
  expect(await next.client.db('x').collection<Document>('c').findOne({ n: 1 })).toEqual(item(1));
});

it('answers on loopback only to who knows the secret', async () => {
  const harness = await openHarness({ unixSockets: false });
  closers.push(() => harness.close());
  await harness.db.collection('c').insertOne({ a: 1 });
  const stranger = new MongoClient(harness.store.uri.replace(/&appName=.*/, ''), {
    serverSelectionTimeoutMS: 500,
  });
  closers.push(() => stranger.close());
  await refusal(stranger.connect());
});

it('serves a data folder whose socket path would be too long', async () => {
  const dataDir = join(await folder(), 'длинное-имя-папки'.repeat(3), 'x'.repeat(80));
  const harness = await openHarness({ dataDir });
  closers.push(() => harness.close());
  expect(decodeURIComponent(harness.store.uri).length).toBeLessThan(150);
  await harness.db.collection('c').insertOne({ a: 1 });
});

it('reports a damaged or missing file and leaves it alone', async () => {
  const dataDir = await folder();
  const file = join(dataDir, DATA_FILE);
  const harness = await openHarness({ dataDir });
  await harness.db
    .collection('c')
    .insertMany(Array.from({ length: 500 }, (_, index) => ({ n: index, pad: 'x'.repeat(200) })));
  await harness.close();
  await copyFile(file, `${file}.good`);
  const whole = await readFile(file);
  const cases: [string, () => Promise<unknown>][] = [
    ['half', () => truncate(file, Math.floor(whole.length / 2))],
    ['empty', () => truncate(file, 0)],
    ['noise', () => writeFile(file, Buffer.alloc(whole.length, 7))],
    ['gone', () => rm(file)],
  ];
  for (const [, damage] of cases) {
    await copyFile(`${file}.good`, file);
    await damage();
    expect((await refusal(openStore({ dataDir }))).message).toMatch(/^Файл базы данных повреждён/);
  }
  await copyFile(`${file}.good`, file);
  const mended = await openHarness({ dataDir });
  closers.push(() => mended.close());
  expect(await mended.db.collection('c').countDocuments()).toBe(500);
});

it('forgets idle cursors, and removes what a TTL index says', async () => {
  const store = new Store({ dataDir: await folder(), now: () => new Date(100_000) });
  closers.push(() => store.close());
  const none = [][Symbol.iterator]();
  expect(store.cursors.start('x.c', none, 0, false).get('ok')).toBe(1);
  expect(store.cursors.count).toBe(1);
  expect(store.cursors.expire(0)).toBe(1);
  expect(() => store.cursors.more(1n, 'x.c', undefined)).toThrow('cursor id 1 not found');

  const dataDir = await folder();
  const harness = await openHarness({ dataDir });
  await harness.db.collection<Document>('c').createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  await harness.db
    .collection<Document>('c')
    .insertMany([item(1), item(50_000), { _id: 9, at: 'never' } as Document]);
  await harness.close();
  const later = new Store({ dataDir, now: () => new Date(100_000) });
  expect(later.engine.commit(() => removeExpired(later))).toBe(1);
  await later.close();
});

it('survives nonsense on the wire and answers the next good client', async () => {
  const harness = await openHarness();
  closers.push(() => harness.close());
  const path = decodeURIComponent(/^mongodb:\/\/(.+?)\//.exec(harness.store.uri)?.[1] ?? '');
  const send = (bytes: Uint8Array) =>
    new Promise<void>((resolve) => {
      const socket = connect({ path }, () => socket.end(bytes));
      socket.on('error', () => resolve());
      socket.on('data', () => socket.destroy());
      socket.on('close', () => resolve());
    });
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), send), { numRuns: 200, seed: 7 });
  const frame = (length: number) => {
    const bytes = Buffer.alloc(64);
    bytes.writeInt32LE(length, 0);
    bytes.writeInt32LE(2013, 12);
    return bytes;
  };
  for (const length of [0, 15, 16, 20, 21, 64, -1, 0x7fffffff]) await send(frame(length));
  expect(await harness.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

it('refuses what is too large or too deep with its own code', async () => {
  const harness = await openHarness();
  closers.push(() => harness.close());
  const collection = harness.db.collection('c');
  expect((await refusal(collection.insertOne({ b: 'x'.repeat(16_800_000) }))).code).toBe(10334);
  let deep: Document = { end: 1 };
  for (let level = 0; level < 101; level += 1) deep = { deep };
  expect((await refusal(collection.insertOne(deep))).code).toBe(15);
  expect(await collection.countDocuments()).toBe(0);
});

it('reads a large result in batches while others write', async () => {
  const harness = await openHarness();
  closers.push(() => harness.close());
  const collection = harness.db.collection<Document>('c');
  await collection.insertMany(Array.from({ length: 3000 }, (_, index) => item(index)));
  const seen = new Set<unknown>();
  for await (const each of collection.find({}, { batchSize: 100 })) {
    seen.add(each._id);
    if (seen.size === 500) await collection.deleteMany({ n: { $gte: 2900 } });
  }
  expect(seen.size).toBe(2900);
  const cursor = collection.find({}, { batchSize: 10 });
  await cursor.next();
  await collection.drop();
  await cursor.close();
});
