// A restore that is killed: the old data stand or the exchange goes on; a repetition ends it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { assertNoUnfinishedRestore, walkArchive } from '~/platform/backup/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { backup, codeOf, open, restore, temporaryFolder } from './backup-harness';

// Many stores are opened one after another; on a busy machine each takes a second.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const held = {} as { file: string; other: string };

async function installationOf(mark: string): Promise<string> {
  const dataDir = await temporaryFolder();
  const { db, storage } = await open(dataDir);
  await db.collection('heads').insertOne({ mark });
  const text = 'я'.repeat(1000);
  await db.collection('versions').insertMany(Array.from({ length: 500 }, (_, n) => ({ n, text })));
  for (const name of ['content/workflows', 'files/aa']) await mkdir(join(dataDir, name), { recursive: true });
  await writeFile(join(dataDir, 'content', 'workflows', `${mark}.yaml`), mark);
  const bytes = Buffer.from(mark);
  const sha = sha256Hex(bytes);
  await mkdir(join(dataDir, 'files', sha.slice(0, 2)), { recursive: true });
  await writeFile(join(dataDir, 'files', sha.slice(0, 2), sha), bytes);
  await storage.close();
  return dataDir;
}

async function archiveOf(dataDir: string): Promise<string> {
  const place = await open(dataDir);
  const { file } = await backup(dataDir, place);
  await place.storage.close();
  return file;
}

async function markOf(dataDir: string, mongodbUrl?: string): Promise<string> {
  const { db, storage } = await open(dataDir, mongodbUrl);
  const found = await db.collection('heads').findOne({});
  await storage.close();
  return String(found?.mark);
}

const hasContent = (dataDir: string, mark: string) =>
  existsSync(join(dataDir, 'content', 'workflows', `${mark}.yaml`));

beforeAll(async () => {
  held.file = await archiveOf(await installationOf('new'));
  held.other = await archiveOf(await installationOf('other'));
});

/** Kills the process without warning as soon as it has said a line like this. */
function killAt(pattern: RegExp, args: string[]): Promise<boolean> {
  const script = resolve(import.meta.dirname, 'restore-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let killed = false;
  return new Promise((done, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (!killed && pattern.test(said)) killed = child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said += String(chunk);
    });
    child.on('exit', () => (killed ? done(true) : reject(new Error(said))));
  });
}

describe('a restore killed while it loads', () => {
  it('leaves the old data as they were; repeated, it ends', async () => {
    const dataDir = await installationOf('old');
    await killAt(/файлы: 1\n/, [held.file, dataDir]);
    expect(existsSync(join(dataDir, 'restore.json'))).toBe(true);
    await assertNoUnfinishedRestore({ dataDir });
    expect(await markOf(dataDir)).toBe('old');
    expect(hasContent(dataDir, 'old')).toBe(true);
    const { aside, continued } = await restore(held.file, dataDir, { force: true });
    expect(continued).toBe(false);
    expect(await markOf(dataDir)).toBe('new');
    expect([hasContent(dataDir, 'new'), hasContent(dataDir, 'old')]).toEqual([true, false]);
    expect(await markOf(aside as string)).toBe('old');
    for (const name of ['restore.json', 'restoring']) expect(existsSync(join(dataDir, name))).toBe(false);
  });

  it('into a database of one’s own is marked there, and may be repeated without --force', async () => {
    const server = await open(await temporaryFolder());
    const url = new URL(server.storage.uri);
    url.pathname = '/own';
    const dataDir = await temporaryFolder();
    await killAt(/heads: 1\n/, [held.file, dataDir, url.toString()]);
    const there = await open(dataDir, url.toString());
    expect(await codeOf(assertNoUnfinishedRestore({ dataDir, db: there.db }))).toBe('backup/unfinished');
    expect(await codeOf(backup(dataDir, there))).toBe('backup/unfinished');
    await restore(held.file, dataDir, { mongodbUrl: url.toString() });
    await assertNoUnfinishedRestore({ dataDir, db: there.db });
    expect(await there.db.collection('versions').countDocuments()).toBe(500);
    expect((await backup(dataDir, there)).manifest.collections.map(({ name }) => name)).toEqual([
      'heads',
      'leases',
      'versions',
    ]);
  });
});

const OLD = ['store.lmdb', 'store.version', 'content', 'files'];
const NEW = ['content', 'files', 'store.version', 'store.lmdb'];
const ASIDE = 'before-20261121T090000Z';

/** A data folder as a kill after so many renames leaves it. */
async function halfSwapped(renames: number): Promise<string> {
  const dataDir = await installationOf('old');
  const fresh = await temporaryFolder();
  await restore(held.file, fresh);
  await rename(fresh, join(dataDir, 'restoring'));
  const manifest = sha256Hex(JSON.stringify(await walkArchive(held.file)));
  const mark = {
    archive: 'all.tar',
    manifest,
    at: '2026-11-21T09:00:00.000Z',
    phase: 'swapping',
    aside: ASIDE,
  };
  await writeFile(join(dataDir, 'restore.json'), JSON.stringify(mark));
  await rm(join(dataDir, 'store.lmdb-lock'), { force: true });
  await mkdir(join(dataDir, ASIDE));
  const moves = [
    ...OLD.map((name) => [join(dataDir, name), join(dataDir, ASIDE, name)]),
    ...NEW.map((name) => [join(dataDir, 'restoring', name), join(dataDir, name)]),
  ] as [string, string][];
  for (const [from, to] of moves.slice(0, renames)) await rename(from, to);
  return dataDir;
}

describe('a restore killed while folders are exchanged', () => {
  it.each(Array.from({ length: OLD.length + NEW.length + 1 }, (_, n) => n))(
    'after %i renames',
    async (renames) => {
      const dataDir = await halfSwapped(renames);
      expect(await codeOf(assertNoUnfinishedRestore({ dataDir }))).toBe('backup/unfinished');
      if (renames === 3)
        expect(await codeOf(restore(held.other, dataDir, { force: true }))).toBe('backup/unfinished');
      const { continued, aside } = await restore(held.file, dataDir);
      expect(continued).toBe(true);
      expect(await markOf(dataDir)).toBe('new');
      expect([hasContent(dataDir, 'new'), hasContent(dataDir, 'old')]).toEqual([true, false]);
      expect(await markOf(aside as string)).toBe('old');
      expect(hasContent(aside as string, 'old')).toBe(true);
      await assertNoUnfinishedRestore({ dataDir });
    },
  );
});
