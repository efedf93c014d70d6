// Takes a backup while the site runs. The order of reading makes it consistent; see README and docs/decisions.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'bson';
import type { Db } from 'mongodb';
import type { Clock } from '../clock';
import type { Lease } from '../jobs/index.server';
import { ArchiveWriter, ChunkWriter } from './archive-writer.server';
import { encodePiece, readContent } from './content-tree.server';
import { lastId, listStored, readDocuments, readIndexes } from './dump.repository.server';
import { fail } from './errors';
import { readFiles, sha256Of } from './file-tree.server';
import { type Hold, holdLease } from './hold.server';
import { fingerprintsOf, readKeys, writeKeysFile } from './keys.server';
import { type CollectionPart, ENTRY, FORMAT, FORMAT_VERSION, type Manifest } from './manifest.schema';
import { assertNoUnfinishedRestore } from './unfinished.server';
import { walkArchive } from './walk-archive.server';

/** In which order collections are read, and what holds still meanwhile. Unlisted ones come between `held` and `last`. */
export interface BackupPlan {
  /** Read first, in this order, while the lease is held: pointers and events, then what they end up in. */
  readonly held: readonly string[];
  /** Of `held`: it must not grow while the lease is held. */
  readonly still: string;
  /** Immutable, written before anything points to them: read last. */
  readonly last: readonly string[];
  /** Only their indexes are copied. */
  readonly emptied: readonly string[];
}

export interface BackupOptions {
  readonly db: Db;
  readonly backend: 'embedded' | 'mongodb';
  readonly dataDir: string;
  readonly file: string;
  /** Name and version, e.g. `khartia 0.1.0`. */
  readonly product: string;
  readonly clock: Clock;
  readonly plan: BackupPlan;
  /** Its holder alone moves events into `still`. */
  readonly lease: Lease;
  /** Where the keys go; without it they are not copied. */
  readonly keysFile?: string | undefined;
  readonly report: (text: string) => void;
}

export interface BackupReport {
  readonly manifest: Manifest;
  /** Bytes of the archive. */
  readonly size: number;
}

/**
 * Writes the archive and reads it back. What stood under the name is replaced only by a whole archive.
 * Throws backup/not-written, backup/busy, backup/moved, backup/unfinished.
 */
export async function createBackup(options: BackupOptions): Promise<BackupReport> {
  const { db, dataDir, file, clock, product, backend, keysFile } = options;
  await assertNoUnfinishedRestore({ dataDir, db });
  const now = clock.now();
  const head = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    product,
    createdAt: now.toISOString(),
  } as const;
  const archive = await ArchiveWriter.create(file, now);
  try {
    await archive.add(ENTRY.head, json(head));
    const collections = await addDatabase(options, archive);
    const content = await addContent(options, archive);
    const { files, damagedFiles } = await addFiles(options, archive);
    const keys = await readKeys(dataDir);
    const manifest: Manifest = {
      ...head,
      backend,
      collections,
      content,
      files,
      damagedFiles,
      keys: fingerprintsOf(keys),
    };
    const text = json(manifest);
    await archive.add(ENTRY.manifest, text);
    await archive.add(ENTRY.manifestSum, Buffer.from(`${sha256Of(text)}  ${ENTRY.manifest}\n`));
    await archive.finish();
    if (keysFile) await writeKeysFile(keysFile, keys, now);
    options.report('проверка записанного');
    await walkArchive(file).catch(async (error: unknown) => {
      await rm(file, { force: true });
      throw error;
    });
    return { manifest, size: archive.size };
  } finally {
    await archive.abandon();
  }
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

async function addDatabase(options: BackupOptions, archive: ArchiveWriter): Promise<CollectionPart[]> {
  const { db, plan, lease } = options;
  const parts: CollectionPart[] = [];
  const add = async (name: string, hold?: Hold) => {
    parts.push(await addCollection(options, archive, { name, number: parts.length + 1, hold }));
  };
  const hold = await holdLease(lease);
  try {
    const before = JSON.stringify(await lastId(db, plan.still));
    const stored = new Set(await listStored(db));
    for (const name of plan.held) if (stored.has(name)) await add(name, hold);
    hold.assertHeld();
    if (JSON.stringify(await lastId(db, plan.still)) !== before) throw fail('moved');
  } finally {
    await hold.release();
  }
  const others = (await listStored(db)).filter((name) => !plan.held.includes(name));
  for (const name of others.filter((each) => !plan.last.includes(each))) await add(name);
  for (const name of plan.last) if (others.includes(name)) await add(name);
  return parts;
}

interface Wanted {
  readonly name: string;
  readonly number: number;
  readonly hold?: Hold | undefined;
}

async function addCollection(
  { db, plan, report }: BackupOptions,
  archive: ArchiveWriter,
  { name, number, hold }: Wanted,
): Promise<CollectionPart> {
  const part = String(number).padStart(4, '0');
  const indexes = await readIndexes(db, name);
  const chunks = new ChunkWriter(archive, `database/${part}`);
  const definition = serialize({ name, indexes });
  await archive.add(`database/${part}/collection.bson`, definition);
  chunks.count(definition);
  let documents = 0;
  if (!plan.emptied.includes(name)) {
    for await (const bytes of readDocuments(db, name)) {
      hold?.assertHeld();
      await chunks.push(bytes);
      documents += 1;
    }
  }
  const sum = await chunks.end();
  report(`${name}: ${documents}`);
  return { part, name, documents, indexes: indexes.length, ...sum };
}

async function addContent({ dataDir, report }: BackupOptions, archive: ArchiveWriter) {
  const chunks = new ChunkWriter(archive, 'content');
  let files = 0;
  for await (const piece of readContent(join(dataDir, 'content'))) {
    if (piece.at === 0) files += 1;
    await chunks.push(encodePiece(piece));
  }
  report(`история содержания, файлов: ${files}`);
  return { files, ...(await chunks.end()) };
}

async function addFiles({ dataDir, report }: BackupOptions, archive: ArchiveWriter) {
  const sums = new ChunkWriter(archive, 'files');
  const damagedFiles: string[] = [];
  let count = 0;
  for await (const { sha256, bytes, intact } of readFiles(join(dataDir, 'files'))) {
    if (!intact) {
      damagedFiles.push(sha256);
      report(`файл ${sha256} на диске повреждён и в копию не вошёл`);
      continue;
    }
    await archive.add(`files/${sha256.slice(0, 2)}/${sha256}`, bytes);
    sums.count(bytes);
    count += 1;
    if (count % 1000 === 0) report(`файлы: ${count}`);
  }
  report(`файлы: ${count}`);
  return { files: { count, ...(await sums.end()) }, damagedFiles };
}
