// Restores an installation from an archive. Nothing is touched before the whole archive is checked; then all is made
// beside the old data, and only a few renames exchange them. A MongoDB of one's own cannot be exchanged: there the
// collections are dropped and filled under a mark.
// Long because its steps are one order of events, told in one place.
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Document } from 'bson';
import type { Db } from 'mongodb';
import type { Clock } from '../clock';
import { writeFileAtomically } from '../files/atomic-write.server';
import { openStorage } from '../storage/index.server';
import type { StartWorker } from '../workers/start-worker.server';
import { completeContent, writePiece } from './content-tree.server';
import {
  createCollection,
  createIndexes,
  dropCollections,
  findFilled,
  insertDocuments,
} from './dump.repository.server';
import { fail } from './errors';
import { flushTree, sha256Of, writeStored } from './file-tree.server';
import { compareKeys, type KeyState, type Keys, readKeys, readKeysFile } from './keys.server';
import type { Manifest } from './manifest.schema';
import {
  assertNobodyListens,
  assertSpace,
  databaseOf,
  findEmbeddedData,
  findTreeData,
  makeStaging,
  STAGING,
  swap,
} from './restore-target.server';
import {
  MARK_COLLECTION,
  type Mark,
  type MarkDocument,
  readDatabaseMark,
  readMark,
  removeMark,
  writeMark,
} from './unfinished.server';
import { type ArchiveSink, walkArchive } from './walk-archive.server';

export interface RestoreOptions {
  readonly file: string;
  readonly dataDir: string;
  /** A MongoDB of one's own; without it the embedded store in `dataDir`. */
  readonly mongodbUrl?: string | undefined;
  /** Where the site of this installation would listen. */
  readonly listens: { readonly host: string; readonly port: number };
  readonly startWorker: StartWorker;
  readonly clock: Clock;
  /** Replace what is there. */
  readonly force: boolean;
  /** Written by backup --with-keys. */
  readonly keysFile?: string | undefined;
  /** Mends what a backup of a running site may hold too much; runs on the filled database before it is used. */
  readonly repair: (db: Db) => Promise<Readonly<Record<string, number>>>;
  readonly report: (text: string) => void;
}

export interface RestoreReport {
  readonly manifest: Manifest;
  readonly documents: number;
  /** Folder with the old data; null when there were none. */
  readonly aside: string | null;
  readonly repaired: Readonly<Record<string, number>>;
  readonly keys: KeyState;
  /** The last commit of the content history. */
  readonly contentHead: string | null;
  /** Only a killed restore of the same archive was brought to its end. */
  readonly continued: boolean;
}

/** Throws what walkArchive throws, and backup/running, not-empty, no-space, unfinished, refused, keys-unreadable. */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { file, dataDir, report, keysFile } = options;
  report('проверка архива');
  const manifest = await walkArchive(file);
  const keys = keysFile ? await readKeysFile(keysFile) : null;
  report(`архив цел: коллекций ${manifest.collections.length}, файлов ${manifest.files.count}`);
  await mkdir(dataDir, { recursive: true });
  const mark = markOf(options, manifest);
  const begun = await readMark(dataDir);
  if (begun?.phase === 'swapping') return continueSwap(options, { manifest, begun, mark });
  await assertMayReplace(options);
  await assertSpace(dataDir, neededBytes(manifest));
  try {
    return options.mongodbUrl
      ? await intoMongo(options, { manifest, keys, mark }, options.mongodbUrl)
      : await intoEmbedded(options, { manifest, keys, mark });
  } catch (error) {
    await forgetAttempt(dataDir);
    throw error;
  }
}

/** A refused restore leaves no half-made folders; once the exchange has begun only its continuation may end it. */
async function forgetAttempt(dataDir: string): Promise<void> {
  if ((await readMark(dataDir))?.phase !== 'loading') return;
  await rm(join(dataDir, STAGING), { recursive: true, force: true });
  await removeMark(dataDir);
}

interface Checked {
  readonly manifest: Manifest;
  readonly keys: Keys | null;
  readonly mark: Mark;
}

function markOf({ file, clock }: RestoreOptions, manifest: Manifest): Mark {
  const at = clock.now().toISOString();
  return {
    archive: basename(file),
    manifest: sha256Of(Buffer.from(JSON.stringify(manifest))),
    at,
    phase: 'loading',
    aside: `before-${at.slice(0, 19).replace(/[-:]/g, '')}Z`,
  };
}

// LMDB keeps pages half full at worst, and indexes beside the documents.
const neededBytes = ({ collections, content, files }: Manifest): number =>
  collections.reduce((sum, { bytes }) => sum + bytes, 0) * 3 + content.bytes * 2 + files.bytes;

async function continueSwap(
  options: RestoreOptions,
  { manifest, begun, mark }: { manifest: Manifest; begun: Mark; mark: Mark },
): Promise<RestoreReport> {
  const { dataDir, report } = options;
  if (begun.manifest !== mark.manifest) throw fail('unfinished', { archive: begun.archive, at: begun.at });
  report('прошлое восстановление этого архива прервано при замене папок: замена завершается');
  const aside = (await swap(dataDir, begun)) ? join(dataDir, begun.aside) : null;
  if (options.mongodbUrl) await withDatabase(options, options.mongodbUrl, dropDatabaseMark);
  return reportOf(options, { manifest, aside, repaired: {}, contentHead: null, continued: true });
}

async function reportOf(
  { dataDir }: RestoreOptions,
  rest: Omit<RestoreReport, 'documents' | 'keys'>,
): Promise<RestoreReport> {
  const documents = rest.manifest.collections.reduce((sum, each) => sum + each.documents, 0);
  return { ...rest, documents, keys: compareKeys(rest.manifest.keys, await readKeys(dataDir)) };
}

async function assertMayReplace(options: RestoreOptions): Promise<void> {
  const { dataDir, mongodbUrl, startWorker, listens, force } = options;
  if (mongodbUrl) await assertNobodyListens(listens.host, listens.port);
  const inDatabase = mongodbUrl
    ? await withDatabase(options, mongodbUrl, findMongoData)
    : await findEmbeddedData(dataDir, startWorker);
  const what = inDatabase ?? (await findTreeData(dataDir));
  if (what === null || force) return;
  const fate = mongodbUrl
    ? 'коллекции в MongoDB будут удалены, папки отложены в before-<время> в папке данных'
    : 'прежние данные останутся в папке before-<время> в папке данных';
  throw fail('not-empty', { what, fate });
}

/** What a killed restore left half filled is nobody's data. */
async function findMongoData(db: Db): Promise<string | null> {
  if (await readDatabaseMark(db)) return null;
  const name = await findFilled(db, MARK_COLLECTION);
  return name === null ? null : `база данных, коллекция ${name}`;
}

async function withDatabase<T>(
  { dataDir, startWorker }: RestoreOptions,
  mongodbUrl: string | undefined,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const storage = await openStorage({ dataDir, startWorker, mongodbUrl });
  return await work(databaseOf(storage)).finally(storage.close);
}

async function intoEmbedded(
  options: RestoreOptions,
  { manifest, keys, mark }: Checked,
): Promise<RestoreReport> {
  const { dataDir, startWorker } = options;
  const staging = await makeStaging(dataDir);
  await writeMark(dataDir, mark);
  const contentHead = await loadTrees(options, staging, keys);
  const repaired = await withDatabase({ ...options, dataDir: staging }, undefined, (db) =>
    load(options, db, 'Прежние данные не тронуты.'),
  );
  // Somebody may have started the site meanwhile: its database would be renamed under it.
  await findEmbeddedData(dataDir, startWorker);
  const aside = await exchange(options, mark);
  return reportOf(options, { manifest, aside, repaired, contentHead, continued: false });
}

async function intoMongo(
  options: RestoreOptions,
  { manifest, keys, mark }: Checked,
  mongodbUrl: string,
): Promise<RestoreReport> {
  const staging = await makeStaging(options.dataDir);
  await writeMark(options.dataDir, mark);
  const contentHead = await loadTrees(options, staging, keys);
  const repaired = await withDatabase(options, mongodbUrl, async (db) => {
    const { archive, manifest: sum, at } = mark;
    const marks = db.collection<MarkDocument>(MARK_COLLECTION);
    await marks.replaceOne({ _id: 'restore' }, { archive, manifest: sum, at }, { upsert: true });
    await dropCollections(db, MARK_COLLECTION);
    return load(options, db, 'База данных неполна: повторите ./khartia restore.');
  });
  const aside = await exchange(options, mark);
  // Last of all: until then neither the database nor the folders count as whole.
  await withDatabase(options, mongodbUrl, dropDatabaseMark);
  return reportOf(options, { manifest, aside, repaired, contentHead, continued: false });
}

async function dropDatabaseMark(db: Db): Promise<void> {
  if (await readDatabaseMark(db)) await db.command({ drop: MARK_COLLECTION });
}

async function exchange({ dataDir }: RestoreOptions, mark: Mark): Promise<string | null> {
  await writeMark(dataDir, { ...mark, phase: 'swapping' });
  return (await swap(dataDir, mark)) ? join(dataDir, mark.aside) : null;
}

/** Content, files and keys into the staging folder; returns the last commit. */
async function loadTrees(
  options: RestoreOptions,
  staging: string,
  keys: Keys | null,
): Promise<string | null> {
  const { file, dataDir, report } = options;
  const folder = join(staging, 'content');
  for (const name of ['content', 'files']) await mkdir(join(staging, name));
  let files = 0;
  await walkArchive(file, {
    content: (piece) => writePiece(folder, piece),
    file: async (sha256, bytes) => {
      await writeStored(join(staging, 'files'), sha256, bytes);
      files += 1;
      if (files % 1000 === 0) report(`файлы: ${files}`);
    },
  });
  report(`файлы: ${files}`);
  if (keys) {
    await mkdir(join(staging, 'keys'), { mode: 0o700 });
    for (const [name, bytes] of [...(await readKeys(dataDir)), ...keys]) {
      await writeFileAtomically(join(staging, 'keys', name), bytes, 0o600);
    }
  }
  const head = await completeContent(folder).catch((error: Error) => {
    throw fail('damaged', { file, reason: `история содержания не цела (${error.message})` }, error);
  });
  for (const name of ['content', 'files']) await flushTree(join(staging, name));
  return head;
}

async function load(
  options: RestoreOptions,
  db: Db,
  state: string,
): Promise<Readonly<Record<string, number>>> {
  const { file, report, repair } = options;
  const counts = new Map<string, number>();
  const guarded = async (collection: string, work: Promise<void>) => {
    await work.catch((error: Error) => {
      throw fail('refused', { collection, reason: error.message, state }, error);
    });
  };
  const sink: ArchiveSink = {
    collection: (name) => guarded(name, createCollection(db, name)),
    async documents(name, documents) {
      await guarded(name, insertDocuments(db, name, documents));
      counts.set(name, (counts.get(name) ?? 0) + documents.length);
    },
    async collectionEnd(name, indexes: readonly Document[]) {
      await guarded(name, createIndexes(db, name, indexes));
      report(`${name}: ${counts.get(name) ?? 0}`);
    },
  };
  await walkArchive(file, sink);
  return repair(db);
}
