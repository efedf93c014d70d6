// The port of the job queue: at least once, a lease with a token, a dedupe key, backoff, an injected clock.
import { z } from 'zod';
import type { IdSource } from '~/shared/ids';

export const JobSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  kind: z.string(),
  /** At most one open job of a kind has this key. */
  key: z.string(),
  payload: z.record(z.string(), z.unknown()),
  status: z.enum(['ready', 'running', 'done', 'dead']),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  /** When it may be claimed; while running: when its lease ends. */
  dueAt: z.date(),
  createdAt: z.date(),
  finishedAt: z.date().optional(),
  leaseToken: z.string().optional(),
  lastError: z.string().optional(),
});
export type Job = z.infer<typeof JobSchema>;

export interface EnqueueJob {
  readonly kind: string;
  readonly payload: Record<string, unknown>;
  /** While an open job of this kind has this key, it is returned instead. */
  readonly key?: string;
  /** A deterministic id (a timer's): once enqueued it is never enqueued again, not even when done. */
  readonly id?: string;
  readonly dueAt?: Date;
  /** Default 5. */
  readonly maxAttempts?: number;
}

export interface JobQueue {
  /** Makes the indexes. Idempotent. */
  prepare(): Promise<void>;
  /** `created: false` when the key or the id was already there; then `job` is that one. */
  enqueue(input: EnqueueJob): Promise<{ job: Job; created: boolean }>;
  /**
   * The earliest due job of these kinds, leased for `leaseMs`; null when none is due.
   * A job whose lease ran out is due again; if that was its last attempt it is buried as dead instead.
   */
  claim(kinds: readonly string[], leaseMs: number): Promise<Job | null>;
  /** All three: false when the lease was lost (another has it), and then nothing changes. */
  complete(job: Job): Promise<boolean>;
  /** Due again after the backoff, or dead with the error kept when that was the last attempt. */
  fail(job: Job, error: string): Promise<boolean>;
  extend(job: Job, leaseMs: number): Promise<boolean>;
  /** Drops an open job that nobody runs; false when there is none. */
  cancel(kind: string, key: string): Promise<boolean>;
  /** Opens a dead job again with all its attempts; false when it is not dead. */
  revive(id: string): Promise<boolean>;
  find(id: string): Promise<Job | null>;
  /** Newest first. */
  list(filter: { status?: Job['status']; kind?: string; limit?: number }): Promise<Job[]>;
}

const DEFAULT_MAX_ATTEMPTS = 5;

/** Why a job is dead whose worker said nothing. */
export const LOST_WORKER = 'исполнитель пропал во время последней попытки';

/** The job that an input asks for, for adapters. */
export function newJob(input: EnqueueJob, now: Date, newId: IdSource): Job {
  const id = input.id ?? newId('job');
  return {
    schemaVersion: 1,
    id,
    kind: input.kind,
    key: input.key ?? id,
    payload: input.payload,
    status: 'ready',
    attempts: 0,
    maxAttempts: input.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    dueAt: input.dueAt ?? now,
    createdAt: now,
  };
}

/** The wait before the next attempt, after `attempts` were made: 2 s, 8 s, 32 s … up to an hour. */
export function backoffMs(attempts: number): number {
  return Math.min(3_600_000, 2000 * 4 ** Math.min(Math.max(attempts - 1, 0), 10));
}

/** Errors are kept for a person to read, not whole dumps. */
export function shortenError(error: string): string {
  return error.length > 2000 ? `${error.slice(0, 2000)}…` : error;
}
