// What runs beside the requests: jobs, timers of routes, the sealer. Every part is idempotent and may run in several
// processes at once.
import type { Db } from 'mongodb';
import type { AuditModule } from '~/modules/audit/index.server';
import type { DocumentsModule } from '~/modules/documents/index.server';
import type { Clock } from '~/platform/clock';
import { createJobRunner, createMongoJobQueue, type JobHandler } from '~/platform/jobs/index.server';
import type { Logger } from '~/platform/log';
import type { Context } from '~/shared/context';
import type { IdSource } from '~/shared/ids';

export interface BackgroundOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly log: Logger;
  readonly audit: Pick<AuditModule, 'seal'>;
  readonly documents: DocumentsModule;
  readonly system: (name: string) => Context;
  /** Looks whether a new day has ended something. */
  readonly remarkLapsed: () => Promise<void>;
  /** Tells the journal's head outside the site. */
  readonly mailAuditHead: (ctx: Context) => Promise<unknown>;
  readonly handlers: Readonly<Record<string, JobHandler>>;
}

/** An event staged while another process held the sealer's lease waits for the next round. */
const SEAL_MS = 5000;
const TIMERS_MS = 30_000;
/** The morning letter is looked for so often; it goes out once. */
const DIGEST_MS = 15 * 60_000;
const LAPSED_MS = 5 * 60_000;

export function createBackground(options: BackgroundOptions) {
  const { log, audit, documents, system } = options;
  const queue = createMongoJobQueue(options);
  const runner = createJobRunner({ queue, handlers: options.handlers, log, concurrency: 1 });
  const intervals: NodeJS.Timeout[] = [];
  const every = (ms: number, name: string, work: () => Promise<unknown>) => {
    const run = () => void work().catch((error: unknown) => log.error('background: failed', { name, error }));
    intervals.push(setInterval(run, ms).unref());
  };
  return {
    queue,
    prepare: () => queue.prepare(),
    start() {
      runner.start();
      every(SEAL_MS, 'seal', () => audit.seal());
      every(TIMERS_MS, 'route timers', () => documents.commands.runRouteTimers(system('timers')));
      every(TIMERS_MS, 'editions', () => documents.commands.supersedeDue(system('editions')));
      every(DIGEST_MS, 'digest', () => documents.commands.sendDigests(system('digest')));
      every(DIGEST_MS, 'audit head', () => options.mailAuditHead(system('audit-head')));
      // At once too: the site may have slept over midnight.
      options
        .remarkLapsed()
        .catch((error: unknown) => log.error('background: failed', { name: 'lapsed', error }));
      every(LAPSED_MS, 'lapsed', options.remarkLapsed);
    },
    async stop() {
      for (const interval of intervals) clearInterval(interval);
      await runner.stop();
    },
  };
}
