// Runs jobs of a queue: claims, calls the handler, prolongs the lease while it works, reports success or failure.
import type { Logger } from '../log';
import type { Job, JobQueue } from './job-queue';
import { createPoller } from './poller.server';

/** Must be idempotent: a job runs at least once. A throw means «again after the backoff». */
export type JobHandler = (job: Job) => Promise<void>;

export interface JobRunnerOptions {
  readonly queue: JobQueue;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly log: Logger;
  /** How long a handler may be silent before another worker takes the job. Default one minute. */
  readonly leaseMs?: number;
  readonly pollMs?: number;
  readonly concurrency?: number;
}

export interface JobRunner {
  /** Runs all that is due now and returns how many were run. */
  runDue(): Promise<number>;
  nudge(): void;
  start(): void;
  /** Claims nothing more and waits for the jobs in work. */
  stop(): Promise<void>;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { queue, handlers, log, leaseMs = 60_000 } = options;
  const kinds = Object.keys(handlers);
  let stopping = false;
  const lane = async (): Promise<number> => {
    let count = 0;
    while (!stopping) {
      const job = await queue.claim(kinds, leaseMs);
      if (!job) break;
      await runOne({ queue, handlers, log, leaseMs }, job);
      count += 1;
    }
    return count;
  };
  const pass = async () => {
    const counts = await Promise.all(Array.from({ length: options.concurrency ?? 2 }, lane));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const poller = createPoller(pass, options.pollMs ?? 1000, log);
  return {
    runDue: poller.run,
    nudge: poller.nudge,
    start() {
      stopping = false;
      poller.start();
    },
    async stop() {
      stopping = true;
      await poller.stop();
    },
  };
}

type RunDeps = Required<Pick<JobRunnerOptions, 'queue' | 'handlers' | 'log' | 'leaseMs'>>;

/** While the handler works its lease is prolonged. Never rejects because of the handler. */
async function runOne({ queue, handlers, log, leaseMs }: RunDeps, job: Job): Promise<void> {
  const heartbeat = setInterval(() => {
    queue
      .extend(job, leaseMs)
      .catch((error: unknown) => log.warn('jobs: lease not prolonged', { job: job.id, error }));
  }, leaseMs / 3);
  heartbeat.unref();
  try {
    await handlers[job.kind]?.(job);
    if (!(await queue.complete(job))) log.warn('jobs: done, but the lease was lost', { job: job.id });
  } catch (error) {
    log.error('jobs: failed', { job: job.id, kind: job.kind, attempt: job.attempts, error });
    await queue.fail(job, error instanceof Error ? error.message : String(error));
  } finally {
    clearInterval(heartbeat);
  }
}
