// An installation with its content published and its sample people, made once a worker and copied for each test file:
// judging every template and hashing every password takes seconds, a copy takes a tenth of one.
import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Db, Document } from 'mongodb';
import { loadSamplePeople } from '~/bootstrap/sample-data.server';
import { type App, bootstrap } from '~/bootstrap.server';
import { type Clock, manualClock } from '~/platform/clock';
import { loadConfig } from '~/platform/config/load-config.server';
import { testDatabase } from './store';

/** When every test app begins. */
export const START = '2026-09-21T09:00:00Z';
const root = resolve(import.meta.dirname, '../..');

interface Opened {
  readonly app: App;
  readonly db: Db;
  readonly folder: string;
}
interface Prepared {
  readonly folder: string;
  readonly collections: ReadonlyMap<string, readonly Document[]>;
}

let prepared: Promise<Prepared> | undefined;

/** The whole product over a copy in a database and a folder of its own; both are the caller's to close and remove. */
export async function openPrepared(clock: Clock): Promise<Opened> {
  prepared ??= prepare();
  const { folder, collections } = await prepared;
  const opened = await openOver(clock, async (db, copy) => {
    for (const [name, documents] of collections)
      await db.collection(name).insertMany([...documents], { forceServerObjectId: true });
    await cp(folder, copy, { recursive: true });
  });
  await opened.app.whenReady();
  return opened;
}

async function prepare(): Promise<Prepared> {
  const { app, db, folder } = await openOver(manualClock(START), () => Promise.resolve());
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await app.whenReady();
  await loadSamplePeople(app.samples, app.system('test'));
  await app.close();
  const collections = new Map<string, Document[]>();
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const documents = await db.collection(name).find({}, { promoteValues: false }).toArray();
    if (documents.length > 0) collections.set(name, documents);
  }
  return { folder, collections };
}

async function openOver(clock: Clock, fill: (db: Db, folder: string) => Promise<void>): Promise<Opened> {
  const { uri, name, db } = await testDatabase();
  const url = new URL(uri);
  url.pathname = `/${name}`;
  const folder = await mkdtemp(join(tmpdir(), 'khartia-app-'));
  await fill(db, folder);
  const config = loadConfig({
    DATA_DIR: folder,
    MONGODB_URL: url.toString(),
    KHARTIA_ALLOW_LOOPBACK_URL: '1',
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    PATH: process.env.PATH,
  });
  return { app: await bootstrap({ config, root, clock }), db, folder };
}
