import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '~/platform/clock';
import {
  createJobRunner,
  createMemoryJobQueue,
  createMongoJobQueue,
  type JobQueue,
} from '~/platform/jobs/index.server';
import { silentLogger } from '~/platform/log';
import { newId } from '~/shared/ids';
import { testDatabase } from '../../setup/store';

const START = '2026-11-21T10:00:00Z';
const clock = manualClock(START);
const adapters: Record<string, () => Promise<JobQueue>> = {
  memory: async () => createMemoryJobQueue({ clock, newId }),
  MongoDB: async () => createMongoJobQueue({ db: (await testDatabase()).db, clock, newId }),
};

describe.each(Object.entries(adapters))('job queue in %s', (_name, open) => {
  let queue: JobQueue;
  beforeEach(async () => {
    clock.set(START);
    queue = await open();
    await queue.prepare();
  });
  const claim = () => queue.claim(['mail', 'pdf'], 60_000);

  it('gives due jobs of the wanted kinds, the earliest first, each to one worker', async () => {
    const at = (ms: number) => new Date(clock.now().getTime() + ms);
    await queue.enqueue({ kind: 'pdf', id: 'later', payload: {}, dueAt: at(5000) });
    await queue.enqueue({ kind: 'pdf', id: 'second', payload: {}, dueAt: at(-1000) });
    await queue.enqueue({ kind: 'mail', id: 'first', payload: { to: 'x' }, dueAt: at(-2000) });
    await queue.enqueue({ kind: 'other', id: 'unwanted', payload: {} });
    const [a, b, c] = [await claim(), await claim(), await claim()];
    expect([a?.id, b?.id, c]).toEqual(['first', 'second', null]);
    expect(a).toMatchObject({ kind: 'mail', payload: { to: 'x' }, status: 'running', attempts: 1 });
    clock.advance(5000);
    expect((await claim())?.id).toBe('later');
  });

  it('gives a job once to twenty who ask at once', async () => {
    for (let i = 0; i < 5; i += 1) await queue.enqueue({ kind: 'pdf', id: `j${i}`, payload: {} });
    const claims = await Promise.all(Array.from({ length: 20 }, claim));
    const ids = claims.flatMap((job) => (job ? [job.id] : []));
    expect(ids.sort()).toEqual(['j0', 'j1', 'j2', 'j3', 'j4']);
  });

  it('keeps one open job a key, and takes the key again when it is done', async () => {
    const input = { kind: 'pdf', key: 'doc_1', payload: { n: 1 } };
    const many = await Promise.all(Array.from({ length: 8 }, () => queue.enqueue(input)));
    expect(many.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(many.map(({ job }) => job.id)).size).toBe(1);
    expect((await queue.enqueue({ ...input, kind: 'mail' })).created).toBe(true);
    const job = (await queue.claim(['pdf'], 1000))!;
    expect((await queue.enqueue(input)).created).toBe(false);
    expect(await queue.complete(job)).toBe(true);
    expect((await queue.enqueue(input)).created).toBe(true);
  });

  it('never repeats a deterministic id', async () => {
    const timer = { kind: 'pdf', id: 'route_1:step:due:1', payload: {} };
    expect((await queue.enqueue(timer)).created).toBe(true);
    await queue.complete((await claim())!);
    expect(await queue.enqueue(timer)).toMatchObject({ created: false, job: { status: 'done' } });
    expect(await claim()).toBeNull();
  });

  it('backs off after a failure and keeps the error of a job that died', async () => {
    await queue.enqueue({ kind: 'pdf', id: 'j', payload: {}, maxAttempts: 2 });
    expect(await queue.fail((await claim())!, 'раз')).toBe(true);
    expect(await claim()).toBeNull();
    clock.advance(2000);
    const second = (await claim())!;
    expect(second).toMatchObject({ attempts: 2, lastError: 'раз' });
    await queue.fail(second, 'два');
    clock.advance(3_600_000);
    expect(await claim()).toBeNull();
    expect(await queue.find('j')).toMatchObject({
      status: 'dead',
      lastError: 'два',
      finishedAt: expect.any(Date),
    });
    expect(await queue.list({ status: 'dead' })).toHaveLength(1);
    expect(await queue.revive('j')).toBe(true);
    expect(await claim()).toMatchObject({ id: 'j', attempts: 1 });
    expect(await queue.revive('j')).toBe(false);
  });

  it('gives a job whose worker vanished to another, and the first can do no harm any more', async () => {
    await queue.enqueue({ kind: 'pdf', id: 'j', payload: {} });
    const lost = (await claim())!;
    clock.advance(60_000);
    const taken = (await claim())!;
    expect(taken).toMatchObject({ id: 'j', attempts: 2 });
    expect(await queue.complete(lost)).toBe(false);
    expect(await queue.fail(lost, 'поздно')).toBe(false);
    expect(await queue.extend(lost, 60_000)).toBe(false);
    expect(await queue.complete(taken)).toBe(true);
  });

  it('prolongs a lease', async () => {
    await queue.enqueue({ kind: 'pdf', id: 'j', payload: {} });
    const job = (await claim())!;
    clock.advance(50_000);
    expect(await queue.extend(job, 60_000)).toBe(true);
    clock.advance(50_000);
    expect(await claim()).toBeNull();
  });

  it('buries a job whose worker vanished in the last attempt', async () => {
    await queue.enqueue({ kind: 'pdf', id: 'j', payload: {}, maxAttempts: 1 });
    await claim();
    clock.advance(60_000);
    expect(await claim()).toBeNull();
    expect(await queue.find('j')).toMatchObject({
      status: 'dead',
      lastError: expect.stringContaining('пропал'),
    });
  });

  it('cancels what nobody runs yet', async () => {
    await queue.enqueue({ kind: 'pdf', key: 'k', payload: {} });
    expect(await queue.cancel('pdf', 'k')).toBe(true);
    expect(await queue.cancel('pdf', 'k')).toBe(false);
    await queue.enqueue({ kind: 'pdf', key: 'k', payload: {} });
    await claim();
    expect(await queue.cancel('pdf', 'k')).toBe(false);
  });

  it('is run by a runner: success, failure, what a job enqueues, and nothing unknown', async () => {
    const ran: string[] = [];
    const runner = createJobRunner({
      queue,
      log: silentLogger,
      handlers: {
        pdf: async (job) => {
          ran.push(job.id);
          if (job.id === 'bad') throw new Error('не вышло');
          if (job.id === 'good') await queue.enqueue({ kind: 'mail', id: 'next', payload: {} });
        },
        mail: async (job) => void ran.push(job.id),
      },
    });
    await queue.enqueue({ kind: 'pdf', id: 'good', payload: {} });
    await queue.enqueue({ kind: 'pdf', id: 'bad', payload: {} });
    await queue.enqueue({ kind: 'other', id: 'other', payload: {} });
    expect(await runner.runDue()).toBe(3);
    expect(ran.sort()).toEqual(['bad', 'good', 'next']);
    expect(await queue.find('bad')).toMatchObject({ status: 'ready', lastError: 'не вышло' });
    expect(await queue.find('next')).toMatchObject({ status: 'done' });
    expect(await queue.find('other')).toMatchObject({ status: 'ready', attempts: 0 });
    clock.advance(2000);
    expect(await runner.runDue()).toBe(1);
    await runner.stop();
  });
});
