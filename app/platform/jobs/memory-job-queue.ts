// The job queue in memory: for unit tests of what enqueues jobs. The same contract suite runs on it.
import type { IdSource } from '~/shared/ids';
import type { Clock } from '../clock';
import {
  backoffMs,
  DEFAULT_MAX_ATTEMPTS,
  type EnqueueJob,
  type Job,
  type JobQueue,
  shortenError,
} from './job-queue';

const isOpen = (job: Job) => job.status === 'ready' || job.status === 'running';

export function createMemoryJobQueue({ clock, newId }: { clock: Clock; newId: IdSource }): JobQueue {
  const jobs = new Map<string, Job>();
  const all = () => [...jobs.values()];
  const heldBy = (job: Job) => {
    const stored = jobs.get(job.id);
    return stored?.status === 'running' && stored.leaseToken === job.leaseToken ? stored : undefined;
  };
  const change = (job: Job | undefined, set: Partial<Job>, unset: readonly (keyof Job)[] = []): boolean => {
    if (!job) return false;
    const next = { ...job, ...set };
    for (const key of unset) delete next[key];
    jobs.set(job.id, next);
    return true;
  };
  const bury = (job: Job | undefined, error: string) =>
    change(job, { status: 'dead', lastError: shortenError(error), finishedAt: clock.now() }, ['leaseToken']);
  const later = (ms: number) => new Date(clock.now().getTime() + ms);

  const claim = (kinds: readonly string[], leaseMs: number): Job | null => {
    const due = all()
      .filter((job) => isOpen(job) && job.dueAt <= clock.now() && kinds.includes(job.kind))
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
    for (const job of due) {
      if (job.attempts >= job.maxAttempts) {
        bury(job, 'исполнитель пропал во время последней попытки');
        continue;
      }
      const attempts = job.attempts + 1;
      change(job, { status: 'running', leaseToken: newId('lease'), attempts, dueAt: later(leaseMs) });
      return { ...(jobs.get(job.id) as Job) };
    }
    return null;
  };
  const enqueue = (input: EnqueueJob) => {
    const id = input.id ?? newId('job');
    const key = input.key ?? id;
    const other =
      jobs.get(id) ?? all().find((job) => isOpen(job) && job.kind === input.kind && job.key === key);
    if (other) return { job: { ...other }, created: false };
    const now = clock.now();
    const job: Job = {
      schemaVersion: 1,
      id,
      key,
      kind: input.kind,
      payload: structuredClone(input.payload),
      status: 'ready',
      attempts: 0,
      maxAttempts: input.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      dueAt: input.dueAt ?? now,
      createdAt: now,
    };
    jobs.set(id, job);
    return { job: { ...job }, created: true };
  };
  return {
    prepare: async () => {},
    enqueue: async (input) => enqueue(input),
    claim: async (kinds, leaseMs) => claim(kinds, leaseMs),
    complete: async (job) =>
      change(heldBy(job), { status: 'done', finishedAt: clock.now() }, ['leaseToken', 'lastError']),
    fail: async (job, error) =>
      job.attempts >= job.maxAttempts
        ? bury(heldBy(job), error)
        : change(
            heldBy(job),
            { status: 'ready', dueAt: later(backoffMs(job.attempts)), lastError: shortenError(error) },
            ['leaseToken'],
          ),
    extend: async (job, leaseMs) => change(heldBy(job), { dueAt: later(leaseMs) }),
    cancel: async (kind, key) => {
      const job = all().find((one) => one.kind === kind && one.key === key && one.status === 'ready');
      return job ? jobs.delete(job.id) : false;
    },
    revive: async (id) => {
      const job = jobs.get(id);
      if (job?.status !== 'dead') return false;
      return change(job, { status: 'ready', attempts: 0, dueAt: clock.now() }, ['finishedAt']);
    },
    find: async (id) => jobs.get(id) ?? null,
    list: async ({ status, kind, limit = 100 }) =>
      all()
        .filter((job) => (!status || job.status === status) && (!kind || job.kind === kind))
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
        .slice(0, limit),
  };
}
