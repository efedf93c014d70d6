import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DOCUMENT_OUTBOX_COLLECTIONS } from '~/modules/documents/index.server';
import { IDENTITY_OUTBOX_COLLECTIONS } from '~/modules/identity/index.server';
import { type BackupPlan, type BackupReport, createBackup, databaseOf } from '~/platform/backup/index.server';
import { systemClock } from '~/platform/clock';
import { loadConfig } from '~/platform/config/load-config.server';
import { createLease } from '~/platform/jobs/index.server';
import { openStorage } from '~/platform/storage/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { newId } from '~/shared/ids';
import { type CliCommand, UsageError } from '../cli-command';

/** Collections whose documents number their events and hold those not yet handed over. */
export const EVENT_CARRIERS = [...DOCUMENT_OUTBOX_COLLECTIONS, ...IDENTITY_OUTBOX_COLLECTIONS] as const;

/**
 * Why this order is consistent: docs/decisions, «backup of a running site». Users come before organisations, which
 * they point to; events after their carriers; the chain after the events that wait for it.
 */
const PLAN: BackupPlan = {
  held: [...EVENT_CARRIERS, 'auditPending', 'auditPersonal', 'audit'],
  still: 'audit',
  last: ['versions', 'releases', 'files.files', 'files.chunks'],
  // Sessions and codes: a sign-out must not be undone. Leases: their holders are gone.
  emptied: ['sessions', 'guestSessions', 'challenges', 'leases'],
};

/** The lease of the audit module's sealer: who holds it, alone appends to the chain. */
const SEALER_LEASE = { name: 'audit-sealer', ttlMs: 30_000 } as const;

/** `./khartia backup <file> [--with-keys <file>] [--json]`: also while the site runs. With --json stdout holds JSON alone. */
export const command: CliCommand = async (args, { root }) => {
  const { values, positionals } = parseCommand(args);
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new UsageError('Нужен один файл, куда записать копию.');
  const keysFile = values['with-keys'] ? resolve(values['with-keys']) : undefined;
  if (keysFile === resolve(file)) throw new UsageError('Ключи пишутся в отдельный файл.');
  const started = performance.now();
  const config = loadConfig();
  const { mongodbUrl, dataDir } = config;
  const storage = await openStorage({ dataDir, startWorker, ...(mongodbUrl ? { mongodbUrl } : {}) });
  try {
    const db = databaseOf(storage);
    const report = await createBackup({
      db,
      backend: storage.backend,
      dataDir,
      file: resolve(file),
      product: await productOf(root),
      clock: systemClock,
      plan: PLAN,
      lease: createLease({ db, ...SEALER_LEASE, clock: systemClock, newId }),
      keysFile,
      report: (text) => process.stderr.write(`${text}\n`),
    });
    const seconds = (performance.now() - started) / 1000;
    print({ report, file: resolve(file), keysFile, seconds, json: values.json === true });
    return 0;
  } finally {
    await storage.close();
  }
};

function parseCommand(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, 'with-keys': { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function productOf(root: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return `${name} ${version}`;
}

interface Printed {
  readonly report: BackupReport;
  readonly file: string;
  readonly keysFile: string | undefined;
  readonly seconds: number;
  readonly json: boolean;
}

function print({ report: { manifest, size }, file, keysFile, seconds, json }: Printed): void {
  const documents = manifest.collections.reduce((sum, each) => sum + each.documents, 0);
  if (json) {
    const { createdAt, backend, content, files, damagedFiles } = manifest;
    const collections = manifest.collections.map(({ name, documents: count, bytes }) => ({
      name,
      documents: count,
      bytes,
    }));
    const data = { file, size, createdAt, backend, documents, collections, content, files, damagedFiles };
    console.log(JSON.stringify({ ...data, keysFile: keysFile ?? null, seconds }));
    return;
  }
  console.log(
    `Резервная копия: ${file}\n${(size / 1024 / 1024).toFixed(1)} МБ за ${seconds.toFixed(1)} с; документов базы ${documents}, ` +
      `файлов содержания ${manifest.content.files}, файлов ${manifest.files.count}. Записанное проверено.`,
  );
  if (keysFile) console.log(`Ключи: ${keysFile}. Храните их отдельно от копии.`);
  else console.log('Ключей в копии нет. Сохраните их отдельно: --with-keys <файл> или папка keys.');
}
