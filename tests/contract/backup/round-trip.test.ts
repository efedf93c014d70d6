// embedded -> file -> embedded (and a second address, as MONGODB_URL): everything comes back byte for byte.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  deserialize,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import type { Db } from 'mongodb';
import { describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '~/shared/sha256.server';
import { backup, codeOf, open, restore, snapshot, temporaryFolder } from './backup-harness';

// Many stores are opened one after another; on a busy machine each takes a second.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const EVERY_TYPE = {
  _id: new ObjectId('65a0c0ffee65a0c0ffee65a0'),
  double: new Double(1),
  notANumber: new Double(Number.NaN),
  minusZero: new Double(-0),
  text: 'Ёлка \u0000 «кавычки» 𝕏',
  sub: { z: new Int32(1), a: new Int32(2) },
  array: [new Int32(1), [new Double(2)], {}],
  bytes: new Binary(Buffer.from([0, 1, 255])),
  uuid: new Binary(Buffer.alloc(16, 7), 4),
  own: new Binary(Buffer.from('x'), 128),
  yes: true,
  no: false,
  at: new Date('2026-11-21T00:00:00.001Z'),
  long: Long.fromString('-9223372036854775808'),
  int: new Int32(-1),
  nothing: null,
  pattern: new BSONRegExp('^а+$', 'i'),
  code: new Code('return 1'),
  scoped: new Code('return x', { x: new Int32(1) }),
  symbol: new BSONSymbol('знак'),
  stamp: new Timestamp({ t: 5, i: 7 }),
  decimal: Decimal128.fromString('1.10'),
  least: new MinKey(),
  most: new MaxKey(),
};
/** What no JavaScript object keeps: integer-like names out of order, a date past JavaScript's own range. */
const beyondJavaScript = serialize(
  new Map<string, unknown>([
    ['_id', 'beyond'],
    ['b', new Int32(1)],
    ['10', new Int32(2)],
    [
      '9',
      new Map([
        ['2', 'x'],
        ['1', 'y'],
      ]),
    ],
    ['far', new Long(0)],
  ]),
);
beyondJavaScript[Buffer.from(beyondJavaScript).indexOf('\u0012far\0')] = 9;
new DataView(beyondJavaScript.buffer, beyondJavaScript.byteOffset).setBigInt64(
  beyondJavaScript.length - 9,
  9_000_000_000_000_000n,
  true,
);

const rawOf = (db: Db, name: string) =>
  db
    .collection(name)
    .find({}, { raw: true, sort: { _id: 1 } })
    .map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex'))
    .toArray();

async function indexesOf(db: Db, name: string) {
  const { cursor } = await db.command({ listIndexes: name, cursor: {} }, { promoteValues: false });
  return (cursor.firstBatch as object[])
    .map((index) => serialize(index))
    .map((bytes) => Buffer.from(bytes).toString('hex'));
}

async function fill(db: Db, largeBytes: number): Promise<void> {
  const { insertDocuments } = await import('~/platform/backup/dump.repository.server');
  await insertDocuments(db, 'types', [serialize(EVERY_TYPE), beyondJavaScript]);
  await db.collection('types').insertMany([1, 'а', new Date(5), true].map((_id) => ({ _id })) as never[]);
  const many = Array.from({ length: 2500 }, (_, n) => ({
    n,
    tags: [n % 7, `т${n % 5}`],
    text: 'я'.repeat(1000),
  }));
  await db.collection('versions').insertMany(many);
  await db.collection('versions').createIndex({ tags: 1, n: -1 });
  await db
    .collection('heads')
    .insertMany(['a', 'b', 'c'].map((_id) => ({ _id, code: _id, slug: null })) as never[]);
  await db.collection('heads').createIndexes([
    { key: { code: 1 }, unique: true },
    { key: { slug: 1 }, unique: true, partialFilterExpression: { slug: { $type: 'string' } } },
    { key: { 'outbox.id': 1 }, sparse: true },
    { key: { until: 1 }, expireAfterSeconds: 3600 },
  ]);
  await db.collection('chain').insertMany([1, 2].map((_id) => ({ _id, eventId: `e${_id}` })) as never[]);
  await db.collection('sessions').insertOne({ token: 'тайна' });
  await db.collection('sessions').createIndex({ token: 1 }, { unique: true });
  await db.createCollection('empty');
  const large = new Binary(Buffer.alloc(largeBytes, 1));
  await db.collection('large').insertOne({ large });
}

async function installation(largeBytes = 1000) {
  const dataDir = await temporaryFolder();
  const place = await open(dataDir);
  await fill(place.db, largeBytes);
  const bytes = Buffer.from('%PDF-1.7 бумага');
  const sha256 = sha256Hex(bytes);
  await mkdir(join(dataDir, 'files', sha256.slice(0, 2)), { recursive: true });
  await writeFile(join(dataDir, 'files', sha256.slice(0, 2), sha256), bytes);
  await mkdir(join(dataDir, 'keys'));
  await writeFile(join(dataDir, 'keys', 'audit.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  return { dataDir, place, sha256, bytes };
}

const COLLECTIONS = ['chain', 'empty', 'heads', 'large', 'types', 'versions'];

async function expectSame(from: Db, to: Db): Promise<void> {
  for (const name of COLLECTIONS) {
    expect(await rawOf(to, name), name).toEqual(await rawOf(from, name));
    expect(await indexesOf(to, name), name).toEqual(await indexesOf(from, name));
  }
  expect(await to.collection('sessions').countDocuments()).toBe(0);
  expect(await indexesOf(to, 'sessions')).toEqual(await indexesOf(from, 'sessions'));
}

describe('a backup comes back', () => {
  it('embedded to embedded: documents byte for byte, indexes, files; keys only where asked', async () => {
    const { dataDir, place, sha256, bytes } = await installation(15 * 1024 * 1024);
    const keysFile = join(await temporaryFolder(), 'keys.json');
    const { file, manifest, size } = await backup(dataDir, place, { keysFile });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(file)).size).toBe(size);
    expect((await stat(keysFile)).mode & 0o777).toBe(0o600);
    expect((await readFile(file)).includes('abababab')).toBe(false);
    expect(manifest.collections.find(({ name }) => name === 'versions')).toMatchObject({
      documents: 2500,
      indexes: 1,
    });
    expect(manifest.collections.map(({ name }) => name).slice(0, 2)).toEqual(['heads', 'chain']);
    expect(manifest.collections.at(-1)?.name).toBe('versions');

    const target = await temporaryFolder();
    const report = await restore(file, target, { keysFile });
    expect(report).toMatchObject({ aside: null, keys: 'same', continued: false });
    const back = await open(target);
    await expectSame(place.db, back.db);
    expect(await readFile(join(target, 'files', sha256.slice(0, 2), sha256))).toEqual(bytes);
    expect((await stat(join(target, 'keys', 'audit.key'))).mode & 0o777).toBe(0o600);
    const one = back.db.collection('heads').insertOne({ code: 'a' });
    expect(await codeOf(one)).toBe(11000);
    expect(await back.db.collection('heads').findOne({ code: 'b' })).toMatchObject({ _id: 'b' });
    const [beyond] = await back.db
      .collection('types')
      .find({ _id: 'beyond' as never }, { raw: true })
      .toArray();
    expect(Buffer.from(beyond as unknown as Uint8Array).equals(beyondJavaScript)).toBe(true);
    expect(deserialize(beyondJavaScript)._id).toBe('beyond');
  });

  it('into a database given by its address, and back again', async () => {
    const { dataDir, place } = await installation();
    const { file } = await backup(dataDir, place);
    const server = await open(await temporaryFolder());
    const url = new URL(process.env.MONGODB_URL ?? server.storage.uri);
    url.pathname = '/restored';
    if (!process.env.MONGODB_URL) console.info('skipped on a real MongoDB: MONGODB_URL is not set');
    const folder = await temporaryFolder();
    await restore(file, folder, { mongodbUrl: url.toString() });
    const there = await open(folder, url.toString());
    await expectSame(place.db, there.db);
    expect(await codeOf(restore(file, folder, { mongodbUrl: url.toString() }))).toBe('backup/not-empty');
    await restore(file, folder, { mongodbUrl: url.toString(), force: true });

    const second = await backup(folder, there);
    expect(second.manifest.backend).toBe('mongodb');
    const target = await temporaryFolder();
    await restore(second.file, target);
    await expectSame(place.db, (await open(target)).db);
    if (process.env.MONGODB_URL) await there.db.dropDatabase();
  });

  it('keeps the old data aside with --force, refuses without, and refuses under a running site', async () => {
    const { dataDir, place } = await installation();
    const { file } = await backup(dataDir, place);
    expect(await codeOf(restore(file, dataDir, { force: true }))).toBe('backup/running');
    await place.storage.close();
    const before = await snapshot(dataDir);
    expect(await codeOf(restore(file, dataDir))).toBe('backup/not-empty');
    const { aside } = await restore(file, dataDir, { force: true });
    const kept = await snapshot(aside as string);
    expect(Object.keys(kept).sort()).toEqual(
      Object.keys(before)
        .filter((name) => !name.startsWith('keys/'))
        .sort(),
    );
    expect((await open(dataDir)).db.collection('heads')).toBeDefined();
  });
});
