// Installations in temporary folders, filled through the driver; backups and restores of the real thing.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import {
  type BackupPlan,
  createBackup,
  databaseOf,
  type RestoreOptions,
  restoreBackup,
} from '~/platform/backup/index.server';
import { manualClock } from '~/platform/clock';
import { createLease } from '~/platform/jobs/index.server';
import { openStorage, type Storage } from '~/platform/storage/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { newId } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';
import { afterFile } from '../../setup/after-file';

export const clock = manualClock('2026-11-21T09:00:00Z');
const PLAN: BackupPlan = {
  held: ['heads', 'chain'],
  still: 'chain',
  last: ['versions'],
  emptied: ['sessions'],
};

const folders: string[] = [];
const opened: Storage[] = [];

export async function temporaryFolder(): Promise<string> {
  afterFile(closeAll);
  const folder = await mkdtemp(join(tmpdir(), 'khartia-backup-'));
  folders.push(folder);
  return folder;
}

/** The database of a data folder, or of an address; closed at the end at the latest. */
export async function open(dataDir: string, mongodbUrl?: string): Promise<{ db: Db; storage: Storage }> {
  const storage = await openStorage({ dataDir, startWorker, mongodbUrl });
  opened.push(storage);
  return { db: databaseOf(storage), storage };
}

export async function backup(
  dataDir: string,
  { db, storage }: { db: Db; storage: Storage },
  more: { file?: string; keysFile?: string; plan?: BackupPlan } = {},
) {
  const file = more.file ?? join(await temporaryFolder(), 'all.tar');
  const lease = createLease({ db, name: 'chain-writer', ttlMs: 30_000, clock, newId });
  const said: string[] = [];
  const report = await createBackup({
    db,
    backend: storage.backend,
    dataDir,
    file,
    product: 'khartia 0.0.0',
    clock,
    plan: more.plan ?? PLAN,
    lease,
    keysFile: more.keysFile,
    report: (text) => said.push(text),
  });
  return { file, said, ...report };
}

export function restore(file: string, dataDir: string, more: Partial<RestoreOptions> = {}) {
  return restoreBackup({
    file,
    dataDir,
    listens: { host: '127.0.0.1', port: 0 },
    startWorker,
    clock,
    force: false,
    repair: async () => ({}),
    report: () => undefined,
    ...more,
  });
}

/** The code of the error, for refusals. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

/** Every file below a folder with its hash; a change of anything shows. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = sha256Hex(await readFile(path));
  }
  return files;
}

async function closeAll(): Promise<void> {
  for (const storage of opened.splice(0)) await storage.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}
