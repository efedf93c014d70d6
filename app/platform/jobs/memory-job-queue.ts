// The job queue in memory: for unit tests of what enqueues jobs. The same contract suite runs on it.
import type { IdSource } from '~/shared/ids';
import type { Clock } from '../clock';
import {
  backoffMs,
  type EnqueueJob,
  type Job,
  type JobQueue,
  LOST_WORKER,
  newJob,
  shortenError,
} from './job-queue';

export function createMemoryJobQueue(options: { clock: Clock; newId: IdSource }): JobQueue {
  return new MemoryJobQueue(options.clock, options.newId);
}

const isOpen = (job: Job) => job.status === 'ready' || job.status === 'running';

class MemoryJobQueue implements JobQueue {
  readonly #jobs = new Map<string, Job>();
  readonly #clock: Clock;
  readonly #newId: IdSource;

  constructor(clock: Clock, newId: IdSource) {
    this.#clock = clock;
    this.#newId = newId;
  }

  async prepare(): Promise<void> {}

  async enqueue(input: EnqueueJob): Promise<{ job: Job; created: boolean }> {
    const job = newJob(structuredClone(input), this.#clock.now(), this.#newId);
    const isSame = (one: Job) =>
      one.id === job.id || (isOpen(one) && one.kind === job.kind && one.key === job.key);
    const other = [...this.#jobs.values()].find(isSame);
    if (other) return { job: { ...other }, created: false };
    this.#jobs.set(job.id, job);
    return { job: { ...job }, created: true };
  }

  async claim(kinds: readonly string[], leaseMs: number): Promise<Job | null> {
    const due = [...this.#jobs.values()]
      .filter((job) => isOpen(job) && job.dueAt <= this.#clock.now() && kinds.includes(job.kind))
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
    for (const job of due) {
      if (job.attempts >= job.maxAttempts) {
        this.#bury(job, LOST_WORKER);
        continue;
      }
      const leased = {
        leaseToken: this.#newId('lease'),
        dueAt: this.#later(leaseMs),
        attempts: job.attempts + 1,
      };
      this.#change(job, { ...leased, status: 'running' });
      return { ...(this.#jobs.get(job.id) as Job) };
    }
    return null;
  }

  async complete(job: Job): Promise<boolean> {
    const done = { status: 'done' as const, finishedAt: this.#clock.now() };
    return this.#change(this.#held(job), done, ['leaseToken', 'lastError']);
  }

  async fail(job: Job, error: string): Promise<boolean> {
    const held = this.#held(job);
    if (job.attempts >= job.maxAttempts) return this.#bury(held, error);
    const again = { status: 'ready' as const, dueAt: this.#later(backoffMs(job.attempts)) };
    return this.#change(held, { ...again, lastError: shortenError(error) }, ['leaseToken']);
  }

  async extend(job: Job, leaseMs: number): Promise<boolean> {
    return this.#change(this.#held(job), { dueAt: this.#later(leaseMs) });
  }

  async cancel(kind: string, key: string): Promise<boolean> {
    const isIt = (one: Job) => one.kind === kind && one.key === key && one.status === 'ready';
    const job = [...this.#jobs.values()].find(isIt);
    return job ? this.#jobs.delete(job.id) : false;
  }

  async revive(id: string): Promise<boolean> {
    const job = this.#jobs.get(id);
    if (job?.status !== 'dead') return false;
    return this.#change(job, { status: 'ready', attempts: 0, dueAt: this.#clock.now() }, ['finishedAt']);
  }

  async find(id: string): Promise<Job | null> {
    return this.#jobs.get(id) ?? null;
  }

  async list({ status, kind, limit = 100 }: Parameters<JobQueue['list']>[0]): Promise<Job[]> {
    return [...this.#jobs.values()]
      .filter((job) => (!status || job.status === status) && (!kind || job.kind === kind))
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  }

  #held(job: Job): Job | undefined {
    const stored = this.#jobs.get(job.id);
    return stored?.status === 'running' && stored.leaseToken === job.leaseToken ? stored : undefined;
  }

  #bury(job: Job | undefined, error: string): boolean {
    const dead = { status: 'dead' as const, lastError: shortenError(error), finishedAt: this.#clock.now() };
    return this.#change(job, dead, ['leaseToken']);
  }

  #change(job: Job | undefined, set: Partial<Job>, unset: readonly (keyof Job)[] = []): boolean {
    if (!job) return false;
    const next = { ...job, ...set };
    for (const key of unset) delete next[key];
    this.#jobs.set(job.id, next);
    return true;
  }

  #later(ms: number): Date {
    return new Date(this.#clock.now().getTime() + ms);
  }
}
