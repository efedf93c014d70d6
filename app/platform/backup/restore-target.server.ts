// The data folder as the target of a restore: what is in it, who serves it, and the exchange of old for new.
// New folders are made whole in `restoring/` first; the exchange is a few renames that can be continued after a kill.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { openStorage, type Storage, startEmbeddedStore } from '../storage/index.server';
import type { StartWorker } from '../workers/start-worker.server';
import { findFilled } from './dump.repository.server';
import { fail } from './errors';
import { MARK_COLLECTION, type Mark, removeMark } from './unfinished.server';

export const STAGING = 'restoring';
const DATABASE_PARTS = ['store.lmdb', 'store.lmdb-lock', 'store.version'] as const;
/** Derived from the data: made anew by the site. */
const DERIVED_PARTS = ['search'] as const;
const TREE_PARTS = ['content', 'files', 'keys'] as const;
const CONNECT_MS = 1000;

/** Words for what is already there, or null. Opens the embedded database to see; throws backup/running. */
export async function findEmbeddedData(dataDir: string, startWorker: StartWorker): Promise<string | null> {
  if (!existsSync(join(dataDir, 'store.lmdb')) && !existsSync(join(dataDir, 'store.version'))) return null;
  const store = await startEmbeddedStore({ dataDir, startWorker }).catch((error: Error) => {
    // A damaged database is a reason to restore, not to refuse it.
    if (error.message.includes('повреждён')) return null;
    throw error;
  });
  if (store === null) return 'база данных, она повреждена';
  try {
    if (!store.owned) throw fail('running', { where: `с папкой ${dataDir}` });
    const storage = await openStorage({ dataDir, startWorker, mongodbUrl: store.uri });
    const name = await findFilled(databaseOf(storage), MARK_COLLECTION).finally(storage.close);
    return name === null ? null : `база данных, коллекция ${name}`;
  } finally {
    await store.close();
  }
}

export const databaseOf = ({ connection }: Storage): Db =>
  connection.getClient().db(connection.name) as unknown as Db;

/** Words for files that are already there, or null. */
export async function findTreeData(dataDir: string): Promise<string | null> {
  for (const [name, words] of [
    ['content', 'история содержания'],
    ['files', 'файлы'],
  ] as const) {
    const names = await readdir(join(dataDir, name)).catch(() => []);
    if (names.length > 0) return words;
  }
  return null;
}

/** Throws backup/running when something answers there. Only for a database of one's own: it has no owner to ask. */
export function assertNobodyListens(host: string, port: number): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    const free = () => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(CONNECT_MS, free);
    socket.once('error', free);
    socket.once('connect', () => {
      socket.destroy();
      reject(fail('running', { where: `по адресу ${host}:${port}` }));
    });
  });
}

/** Throws backup/no-space. `needed` in bytes. */
export async function assertSpace(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
  if (free < needed) throw fail('no-space', { folder, needed: megabytes(needed), free: megabytes(free) });
}

export async function makeStaging(dataDir: string): Promise<string> {
  const staging = join(dataDir, STAGING);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  return staging;
}

/**
 * Exchanges old for new. Idempotent: after a kill it goes on where it stopped. A part is first moved aside, then the
 * new one into its place; a part that is new already has left the staging folder.
 */
export async function swap(dataDir: string, { aside }: Pick<Mark, 'aside'>): Promise<boolean> {
  const staging = join(dataDir, STAGING);
  const old = join(dataDir, aside);
  const hasDatabase = existsSync(join(staging, 'store.lmdb'));
  const arrived = (name: string) => existsSync(join(staging, name));
  if (hasDatabase) for (const name of DATABASE_PARTS) await moveAside(dataDir, old, name);
  for (const name of DERIVED_PARTS) await moveAside(dataDir, old, name);
  for (const name of TREE_PARTS) if (arrived(name)) await moveAside(dataDir, old, name);
  // The database last: as long as it waits, a continued exchange still knows that it is to come.
  for (const name of [...TREE_PARTS, 'store.version', 'store.lmdb']) {
    if (arrived(name)) await rename(join(staging, name), join(dataDir, name));
  }
  await rm(staging, { recursive: true, force: true });
  await removeMark(dataDir);
  return existsSync(old);
}

async function moveAside(dataDir: string, old: string, name: string): Promise<void> {
  const from = join(dataDir, name);
  if (!existsSync(from) || existsSync(join(old, name))) return;
  await mkdir(old, { recursive: true, mode: 0o700 });
  await rename(from, join(old, name));
}
