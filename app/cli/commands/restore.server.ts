import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Db } from 'mongodb';
import { type RestoreReport, restoreBackup } from '~/platform/backup/index.server';
import { systemClock } from '~/platform/clock';
import { loadConfig } from '~/platform/config/load-config.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { type CliCommand, type CliEnvironment, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';
import { EVENT_CARRIERS } from './backup.server';

/**
 * `./khartia restore <file> [--force] [--with-keys <file>] [--json]`: with the site stopped. Afterwards waiting events
 * are handed over and the search index is built anew. With --json stdout holds JSON alone.
 */
export const command: CliCommand = async (args, environment) => {
  const { values, positionals } = parseCommand(args);
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new UsageError('Нужен один файл резервной копии.');
  const started = performance.now();
  const { dataDir, mongodbUrl, host, port } = loadConfig();
  const report = await restoreBackup({
    file: resolve(file),
    dataDir,
    mongodbUrl: mongodbUrl ?? undefined,
    listens: { host, port },
    startWorker,
    clock: systemClock,
    force: values.force === true,
    keysFile: values['with-keys'] ? resolve(values['with-keys']) : undefined,
    repair: dropEarlyEvents,
    report: (text) => process.stderr.write(`${text}\n`),
  });
  // With another key the chain would be continued by it, and a new key would be made where there is none.
  const indexed = report.keys === 'same' ? await rebuild(environment) : null;
  print({ report, indexed, seconds: (performance.now() - started) / 1000, json: values.json === true });
  return 0;
};

function parseCommand(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, force: { type: 'boolean' }, 'with-keys': { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/**
 * Events staged for the audit chain while the backup ran may belong to a state that is newer than the copied one.
 * Such a state did not come along, so its events must not either: their numbers will be given again.
 */
export async function dropEarlyEvents(db: Db): Promise<{ eventsOfLaterStates: number }> {
  const pending = db.collection<{ _id: string; event: { aggregate: { id: string; seq: number } } }>(
    'auditPending',
  );
  let eventsOfLaterStates = 0;
  for await (const { _id, event } of pending.find({}).sort({ _id: 1 })) {
    const last = await lastEventOf(db, event.aggregate.id);
    if (last === null || event.aggregate.seq <= last) continue;
    await pending.deleteOne({ _id });
    eventsOfLaterStates += 1;
  }
  return { eventsOfLaterStates };
}

/** null: no aggregate of the store has this id. */
async function lastEventOf(db: Db, id: string): Promise<number | null> {
  for (const name of EVENT_CARRIERS) {
    const carriers = db.collection<{ _id: string; eventSeq: number }>(name);
    const found = await carriers.findOne({ _id: id }, { projection: { eventSeq: 1 } });
    if (found) return found.eventSeq;
  }
  return null;
}

async function rebuild(environment: CliEnvironment): Promise<number> {
  process.stderr.write('передача событий, построение поиска\n');
  let count = 0;
  await withApp(environment, async (app) => {
    await app.whenReady();
    await app.settle();
    count = await app.reindex();
    return 0;
  });
  return count;
}

interface Printed {
  readonly report: RestoreReport;
  readonly indexed: number | null;
  readonly seconds: number;
  readonly json: boolean;
}

const KEY_WARNING = {
  same: null,
  absent:
    'Внимание: ключей этой установки здесь нет. До первого запуска положите их в папку keys папки данных (файл keys у прежней установки или --with-keys), иначе проверка журнала действий не пройдёт.',
  different:
    'Внимание: ключи здесь не те, с которыми работала установка из копии: проверка журнала действий не пройдёт. До запуска верните прежние ключи в папку keys папки данных или повторите с --force --with-keys <файл>.',
} as const;

function print({ report, indexed, seconds, json }: Printed): void {
  const { manifest, documents, aside, repaired, keys, contentHead, continued } = report;
  const warning = KEY_WARNING[keys];
  if (warning) process.stderr.write(`${warning}\n`);
  if (json) {
    const collections = manifest.collections.map(({ name, documents: count }) => ({
      name,
      documents: count,
    }));
    const { createdAt, backend, content, files } = manifest;
    const data = {
      createdAt,
      backend,
      documents,
      collections,
      content: { ...content, head: contentHead },
      files,
    };
    console.log(JSON.stringify({ ...data, aside, repaired, keys, indexed, continued, seconds }));
    return;
  }
  console.log(
    `Восстановлено из копии от ${manifest.createdAt}: документов базы ${documents}, файлов содержания ${manifest.content.files}, ` +
      `файлов ${manifest.files.count}; за ${seconds.toFixed(1)} с.`,
  );
  if (aside) console.log(`Прежние данные: ${aside}`);
  if (indexed !== null) console.log(`Записей в поисковом индексе: ${indexed}`);
}
