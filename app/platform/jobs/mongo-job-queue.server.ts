// Jobs in MongoDB. One multikey-free index {open, dueAt} serves claiming: while a job runs, `dueAt` is the end of
// its lease, so a crashed worker's job becomes due by itself.
import type { Collection, Db, Filter, UpdateFilter } from 'mongodb';
import type { IdSource } from '~/shared/ids';
import type { Clock } from '../clock';
import {
  backoffMs,
  DEFAULT_MAX_ATTEMPTS,
  type EnqueueJob,
  type Job,
  type JobQueue,
  JobSchema,
  shortenError,
} from './job-queue';
import { isDuplicateKey } from './lease.server';

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

export function createMongoJobQueue({ db, clock, newId }: MongoJobQueueOptions): JobQueue {
  const jobs = db.collection<JobDocument>('jobs');
  const held = (job: Job): Filter<JobDocument> => ({
    _id: job.id,
    leaseToken: job.leaseToken ?? '',
    status: 'running',
  });
  const change = async (filter: Filter<JobDocument>, update: UpdateFilter<JobDocument>) =>
    (await jobs.updateOne(filter, update)).matchedCount === 1;
  const bury = (error: string): UpdateFilter<JobDocument> => ({
    $set: { status: 'dead', lastError: shortenError(error), finishedAt: clock.now() },
    $unset: { open: '', leaseToken: '' },
  });
  return {
    prepare: () => prepareIndexes(jobs),
    enqueue: (input) => enqueue(jobs, newJob(input, clock.now(), newId)),
    async claim(kinds, leaseMs) {
      for (;;) {
        const job = await lease(jobs, kinds, leaseMs, clock.now(), newId('lease'));
        if (!job || job.attempts <= job.maxAttempts) return job;
        // Its last holder vanished without a word: another attempt would be one too many.
        await change(held(job), bury('исполнитель пропал во время последней попытки'));
      }
    },
    complete: (job) =>
      change(held(job), {
        $set: { status: 'done', finishedAt: clock.now() },
        $unset: { open: '', leaseToken: '', lastError: '' },
      }),
    fail(job, error) {
      if (job.attempts >= job.maxAttempts) return change(held(job), bury(error));
      const dueAt = new Date(clock.now().getTime() + backoffMs(job.attempts));
      return change(held(job), {
        $set: { status: 'ready', dueAt, lastError: shortenError(error) },
        $unset: { leaseToken: '' },
      });
    },
    extend: (job, leaseMs) =>
      change(held(job), { $set: { dueAt: new Date(clock.now().getTime() + leaseMs) } }),
    cancel: async (kind, key) =>
      (await jobs.deleteOne({ kind, key, open: true, status: 'ready' })).deletedCount === 1,
    revive: (id) =>
      change(
        { _id: id, status: 'dead' },
        {
          $set: { status: 'ready', open: true, attempts: 0, dueAt: clock.now() },
          $unset: { finishedAt: '' },
        },
      ),
    find: async (id) => parse(await jobs.findOne({ _id: id })),
    async list({ status, kind, limit = 100 }) {
      const filter = { ...(status ? { status } : {}), ...(kind ? { kind } : {}) };
      const found = await jobs.find(filter).sort({ createdAt: -1, _id: -1 }).limit(limit).toArray();
      return found.map((document) => parse(document) as Job);
    },
  };
}

async function prepareIndexes(jobs: Collection<JobDocument>): Promise<void> {
  await jobs.createIndex({ kind: 1, key: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await jobs.createIndex({ open: 1, dueAt: 1, _id: 1 });
  await jobs.createIndex({ status: 1, createdAt: -1, _id: -1 });
}

function newJob(input: EnqueueJob, now: Date, newId: IdSource): JobDocument {
  const id = input.id ?? newId('job');
  return {
    _id: id,
    schemaVersion: 1,
    kind: input.kind,
    key: input.key ?? id,
    payload: input.payload,
    status: 'ready',
    open: true,
    attempts: 0,
    maxAttempts: input.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    dueAt: input.dueAt ?? now,
    createdAt: now,
  };
}

async function enqueue(jobs: Collection<JobDocument>, document: JobDocument) {
  for (;;) {
    try {
      await jobs.insertOne(document);
      return { job: parse(document) as Job, created: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const byKey = { kind: document.kind, key: document.key, open: true as const };
    const other = (await jobs.findOne({ _id: document._id })) ?? (await jobs.findOne(byKey));
    // Between the refusal and the reading the other one may have been finished: then the place is free again.
    if (other) return { job: parse(other) as Job, created: false };
  }
}

async function lease(
  jobs: Collection<JobDocument>,
  kinds: readonly string[],
  leaseMs: number,
  now: Date,
  token: string,
): Promise<Job | null> {
  const found = await jobs.findOneAndUpdate(
    { open: true, dueAt: { $lte: now }, kind: { $in: [...kinds] } },
    {
      $set: { status: 'running', leaseToken: token, dueAt: new Date(now.getTime() + leaseMs) },
      $inc: { attempts: 1 },
    },
    { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
  );
  return parse(found);
}

function parse(document: JobDocument | null): Job | null {
  if (!document) return null;
  const { _id, open: _open, ...rest } = document;
  return JobSchema.parse({ ...rest, id: _id });
}
