// A database of its own for a test, on the tier's shared server, or on a store of the test file's own where
// the tier has none. Dropped and closed after the file.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import mongoose, { type Connection } from 'mongoose';
import { inject } from 'vitest';
import { startEmbeddedStore } from '~/platform/storage/embedded/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { afterFile } from './after-file';

export interface TestDatabase {
  readonly connection: Connection;
  readonly db: Db;
  readonly name: string;
  readonly uri: string;
}

interface Server {
  readonly uri: string;
  readonly base: Connection;
  close(): Promise<void>;
}

let server: Promise<Server> | undefined;
const opened: TestDatabase[] = [];

/** A fresh, empty database; models registered on its connection belong to it alone. */
export async function testDatabase(): Promise<TestDatabase> {
  server ??= openServer();
  afterFile(closeAll);
  const { base, uri } = await server;
  const name = `test_${randomBytes(6).toString('hex')}`;
  // biome-ignore lint/correctness/useHookAtTopLevel: mongoose's useDb is no React hook
  const connection = base.useDb(name);
  const db = connection.db;
  if (!db) throw new Error('the test connection is not open');
  const database = { connection, db: db as unknown as Db, name, uri };
  opened.push(database);
  return database;
}

async function openServer(): Promise<Server> {
  const shared = inject('mongodbUrl') ?? process.env.MONGODB_URL;
  if (shared) {
    const base = await connect(shared);
    return { uri: shared, base, close: () => base.close() };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-store-'));
  const store = await startEmbeddedStore({ dataDir, startWorker, expires: false });
  const base = await connect(store.uri);
  return {
    uri: store.uri,
    base,
    close: async () => {
      await base.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const connect = (uri: string): Promise<Connection> =>
  mongoose.createConnection(uri, { bufferCommands: false, autoIndex: false, autoCreate: false }).asPromise();

/** Idempotent: what is closed is forgotten. */
async function closeAll(): Promise<void> {
  for (const { db } of opened.splice(0)) await db.dropDatabase();
  const closing = server;
  server = undefined;
  await (await closing)?.close();
}
