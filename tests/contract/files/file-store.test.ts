import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Binary, type Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileStore } from '~/platform/files';
import { createDiskFileStore, createGridFsFileStore } from '~/platform/files/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { testDatabase } from '../../setup/store';

interface Opened {
  readonly store: FileStore;
  /** Spoils the stored bytes behind the store's back. */
  damage(sha256: string): Promise<void>;
  close(): Promise<void>;
}
const LIMIT = 1_000_000;

async function openDisk(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'khartia-files-'));
  return {
    store: createDiskFileStore({ folder, maxBytes: LIMIT }),
    damage: (sha) => writeFile(join(folder, sha.slice(0, 2), sha), 'иное'),
    close: () => rm(folder, { recursive: true }),
  };
}

async function openGridFs(): Promise<Opened> {
  const { db } = await testDatabase();
  const chunks = db.collection<{ _id: string; data: Binary }>('files.chunks');
  return {
    store: createGridFsFileStore({ db, maxBytes: LIMIT }),
    damage: async (sha) => {
      const chunk = await chunks.findOne({ _id: `${sha}:0` });
      const bytes = Uint8Array.from(chunk!.data.value(), (byte) => byte ^ 1);
      await chunks.updateOne({ _id: `${sha}:0` }, { $set: { data: new Binary(bytes) } });
    },
    close: async () => {},
  };
}

const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}`);
const PDF = { mediaType: 'application/pdf' };

describe.each([
  ['disk', openDisk],
  ['GridFS', openGridFs],
])('file store on %s', (_name, open) => {
  let opened: Opened;
  let store: FileStore;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => opened.close());

  it('keeps bytes by their hash', async () => {
    const bytes = pdf('резолюция');
    const stored = await store.put(bytes, PDF);
    expect(stored).toEqual({ sha256: sha256Hex(bytes), size: bytes.length });
    expect(await store.get(stored.sha256)).toEqual(bytes);
    expect(await store.has(stored.sha256)).toBe(true);
  });

  it('keeps a file of many pieces, and an empty one', async () => {
    const large = new Uint8Array(LIMIT).map((_, i) => (i * 7919) % 251);
    const { sha256 } = await store.put(large, { mediaType: 'application/octet-stream' });
    expect(sha256Hex((await store.get(sha256))!)).toBe(sha256);
    const empty = await store.put(new Uint8Array(), { mediaType: 'text/plain' });
    expect(await store.get(empty.sha256)).toEqual(new Uint8Array());
  });

  it('is idempotent, also for many at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.put(pdf('одно'), PDF)));
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await store.get(all[0]!.sha256)).toEqual(pdf('одно'));
  });

  it('says null for what it does not have and refuses what is no hash', async () => {
    expect(await store.get('0'.repeat(64))).toBeNull();
    expect(await store.has('0'.repeat(64))).toBe(false);
    for (const bad of ['', '../../../etc/passwd', 'A'.repeat(64), '0'.repeat(63)]) {
      await expect(store.get(bad)).rejects.toMatchObject({ code: 'files/bad-hash' });
      await expect(store.has(bad)).rejects.toMatchObject({ code: 'files/bad-hash' });
    }
  });

  it('refuses what is too large or not what it says', async () => {
    await expect(store.put(new Uint8Array(LIMIT + 1), PDF)).rejects.toMatchObject({
      code: 'files/too-large',
      kind: 'limit',
    });
    const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
    await expect(store.put(html, PDF)).rejects.toMatchObject({ code: 'files/type-mismatch' });
  });

  it('never gives damaged bytes, and is mended by the same file coming again', async () => {
    const { sha256 } = await store.put(pdf('целое'), PDF);
    await opened.damage(sha256);
    await expect(store.get(sha256)).rejects.toMatchObject({ code: 'files/damaged' });
    await store.put(pdf('целое'), PDF);
    expect(await store.get(sha256)).toEqual(pdf('целое'));
  });
});

describe('the disk of the file store', () => {
  it('shows no part of a file and leaves no leavings', async () => {
    const { store, close } = await openDisk();
    const { sha256 } = await store.put(pdf('а'), PDF);
    await close();
    const folder = await mkdtemp(join(tmpdir(), 'khartia-files-'));
    const again = createDiskFileStore({ folder });
    const half = join(folder, sha256.slice(0, 2), `${sha256}.0123456789ab.part`);
    await mkdir(dirname(half), { recursive: true });
    await writeFile(half, 'половина');
    expect(await again.has(sha256)).toBe(false);
    await again.put(pdf('а'), PDF);
    expect(await readFile(join(folder, sha256.slice(0, 2), sha256))).toEqual(Buffer.from(pdf('а')));
    expect(await readdir(join(folder, sha256.slice(0, 2)))).toHaveLength(2);
    await rm(folder, { recursive: true });
  });
});

describe('an upload to GridFS that broke', () => {
  it('is finished by the next one', async () => {
    const db: Db = (await testDatabase()).db;
    const bytes = pdf('сначала');
    const sha256 = sha256Hex(bytes);
    const chunks = db.collection<{ _id: string }>('files.chunks');
    await chunks.insertOne({
      _id: `${sha256}:0`,
      files_id: sha256,
      n: 0,
      data: new Binary(bytes.subarray(0, 3)),
    } as never);
    const store = createGridFsFileStore({ db });
    expect(await store.get(sha256)).toBeNull();
    await store.put(bytes, PDF);
    expect(await store.get(sha256)).toEqual(bytes);
  });
});
