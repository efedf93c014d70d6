// Jobs in MongoDB. One index {open, dueAt} serves claiming: while a job runs, `dueAt` is the end of its lease,
// so a crashed worker's job becomes due by itself.
import type { Collection, Db, Filter, UpdateFilter } from 'mongodb';
import type { IdSource } from '~/shared/ids';
import type { Clock } from '../clock';
import { isDuplicateKey } from '../storage/duplicate-key.server';
import {
  backoffMs,
  type EnqueueJob,
  type Job,
  type JobQueue,
  JobSchema,
  LOST_WORKER,
  newJob,
  shortenError,
} from './job-queue';

interface JobDocument extends Omit<Job, 'id'> {
  _id: string;
  /** Present while ready or running: the unique index is partial on it. */
  open?: true;
}

export interface MongoJobQueueOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: IdSource;
}

export function createMongoJobQueue(options: MongoJobQueueOptions): JobQueue {
  return new MongoJobQueue(options);
}

class MongoJobQueue implements JobQueue {
  readonly #jobs: Collection<JobDocument>;
  readonly #clock: Clock;
  readonly #newId: IdSource;

  constructor({ db, clock, newId }: MongoJobQueueOptions) {
    this.#jobs = db.collection<JobDocument>('jobs');
    this.#clock = clock;
    this.#newId = newId;
  }

  async prepare(): Promise<void> {
    await this.#jobs.createIndex(
      { kind: 1, key: 1 },
      { unique: true, partialFilterExpression: { open: true } },
    );
    await this.#jobs.createIndex({ open: 1, dueAt: 1, _id: 1 });
    await this.#jobs.createIndex({ status: 1, createdAt: -1, _id: -1 });
  }

  async enqueue(input: EnqueueJob): Promise<{ job: Job; created: boolean }> {
    const { id, ...rest } = newJob(input, this.#clock.now(), this.#newId);
    for (;;) {
      try {
        await this.#jobs.insertOne({ _id: id, open: true, ...rest });
        return { job: { id, ...rest }, created: true };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const sameKey: Filter<JobDocument> = { kind: rest.kind, key: rest.key, open: true };
      const other = (await this.#jobs.findOne({ _id: id })) ?? (await this.#jobs.findOne(sameKey));
      // Between the refusal and the reading the other one may have been finished: then the place is free again.
      if (other) return { job: parse(other), created: false };
    }
  }

  async claim(kinds: readonly string[], leaseMs: number): Promise<Job | null> {
    for (;;) {
      const job = await this.#lease(kinds, leaseMs);
      if (!job || job.attempts <= job.maxAttempts) return job;
      // Its last holder vanished without a word: another attempt would be one too many.
      await this.#change(held(job), this.#burial(LOST_WORKER));
    }
  }

  complete(job: Job): Promise<boolean> {
    return this.#change(held(job), {
      $set: { status: 'done', finishedAt: this.#clock.now() },
      $unset: { open: '', leaseToken: '', lastError: '' },
    });
  }

  fail(job: Job, error: string): Promise<boolean> {
    if (job.attempts >= job.maxAttempts) return this.#change(held(job), this.#burial(error));
    return this.#change(held(job), {
      $set: { status: 'ready', dueAt: this.#later(backoffMs(job.attempts)), lastError: shortenError(error) },
      $unset: { leaseToken: '' },
    });
  }

  extend(job: Job, leaseMs: number): Promise<boolean> {
    return this.#change(held(job), { $set: { dueAt: this.#later(leaseMs) } });
  }

  async cancel(kind: string, key: string): Promise<boolean> {
    return (await this.#jobs.deleteOne({ kind, key, open: true, status: 'ready' })).deletedCount === 1;
  }

  revive(id: string): Promise<boolean> {
    return this.#change(
      { _id: id, status: 'dead' },
      {
        $set: { status: 'ready', open: true, attempts: 0, dueAt: this.#clock.now() },
        $unset: { finishedAt: '' },
      },
    );
  }

  async find(id: string): Promise<Job | null> {
    const stored = await this.#jobs.findOne({ _id: id });
    return stored && parse(stored);
  }

  async list({ status, kind, limit = 100 }: Parameters<JobQueue['list']>[0]): Promise<Job[]> {
    const filter = { ...(status ? { status } : {}), ...(kind ? { kind } : {}) };
    const found = await this.#jobs.find(filter).sort({ createdAt: -1, _id: -1 }).limit(limit).toArray();
    return found.map(parse);
  }

  async #lease(kinds: readonly string[], leaseMs: number): Promise<Job | null> {
    const leased = await this.#jobs.findOneAndUpdate(
      { open: true, dueAt: { $lte: this.#clock.now() }, kind: { $in: [...kinds] } },
      {
        $set: { status: 'running', leaseToken: this.#newId('lease'), dueAt: this.#later(leaseMs) },
        $inc: { attempts: 1 },
      },
      { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
    );
    return leased && parse(leased);
  }

  async #change(filter: Filter<JobDocument>, update: UpdateFilter<JobDocument>): Promise<boolean> {
    return (await this.#jobs.updateOne(filter, update)).matchedCount === 1;
  }

  #burial(error: string): UpdateFilter<JobDocument> {
    return {
      $set: { status: 'dead', lastError: shortenError(error), finishedAt: this.#clock.now() },
      $unset: { open: '', leaseToken: '' },
    };
  }

  #later(ms: number): Date {
    return new Date(this.#clock.now().getTime() + ms);
  }
}

const held = (job: Job): Filter<JobDocument> => ({
  _id: job.id,
  leaseToken: job.leaseToken ?? '',
  status: 'running',
});

function parse({ _id, open: _open, ...rest }: JobDocument): Job {
  return JobSchema.parse({ ...rest, id: _id });
}
