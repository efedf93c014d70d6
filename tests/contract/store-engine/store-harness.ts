// A store of the test's own in this thread, with the official driver in front.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { type OpenedStore, openStore } from '~/platform/storage/embedded/open-store.server';
import type { StoreOptions } from '~/platform/storage/embedded/store.server';

export interface StoreHarness {
  readonly dataDir: string;
  readonly store: OpenedStore;
  readonly client: MongoClient;
  readonly db: Db;
  close(): Promise<void>;
}

export async function openHarness(
  options: Partial<StoreOptions & { unixSockets: boolean }> = {},
): Promise<StoreHarness> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'khartia-engine-')));
  const store = await openStore({ ...options, dataDir });
  const client = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 5000 }).connect();
  return {
    dataDir,
    store,
    client,
    db: client.db('test'),
    async close() {
      await client.close();
      await store.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The refusal of a promise: code and message; fails when there is none. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: unknown; message: string; [key: string]: unknown }> {
  try {
    await work;
  } catch (error) {
    return error as { code: unknown; message: string };
  }
  throw new Error('it was expected to be refused');
}
