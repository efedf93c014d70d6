// The embedded adapter: a worker thread over one file. It opens at once; a worker that died is started again by the
// next call, since the file holds everything.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { StartWorker } from '../../workers/start-worker.server';
import { fail } from '../errors';
import { clampPlan, inBatches, type SearchIndex, type SearchResult } from '../search-index';
import type { EngineStatus } from './engine.server';
import type { EngineMethod, EngineReply } from './protocol';

export interface EmbeddedSearchOptions {
  /** e.g. `<data>/search/index.db` */
  readonly file: string;
  readonly startWorker: StartWorker;
}

/** Small enough that a search waiting behind a batch is not felt. */
const BATCH = 200;

export function createEmbeddedSearchIndex(options: EmbeddedSearchOptions): SearchIndex {
  const client = createClient(options);
  const { call } = client;
  return {
    async put(records) {
      for await (const batch of inBatches(records, BATCH)) await call('put', batch);
    },
    replaceSource: async (source, records) => void (await call('replaceSource', source, records)),
    removeSource: async (source) => void (await call('replaceSource', source, [])),
    search: async (plan) => (await call('search', clampPlan(plan))) as SearchResult,
    async rebuild(records) {
      await call('startRebuild');
      try {
        for await (const batch of inBatches(records, BATCH)) await call('feedRebuild', batch);
        return (await call('finishRebuild')) as number;
      } catch (error) {
        await call('abandonRebuild');
        throw error;
      }
    },
    async status() {
      return { engine: 'embedded', ...((await call('status')) as EngineStatus) };
    },
    close: client.close,
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

function createClient({ file, startWorker }: EmbeddedSearchOptions) {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  const abandon = (of: Worker, cause: unknown) => {
    if (worker !== of) return;
    worker = null;
    for (const { reject } of waiting.values()) reject(fail('unavailable', {}, cause));
    waiting.clear();
  };
  const start = (): Worker => {
    mkdirSync(dirname(file), { recursive: true });
    const started = startWorker('search', { workerData: { file } });
    started.on('message', (reply: EngineReply) => {
      const call = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) started.unref();
      if (reply.error === undefined) call?.resolve(reply.value);
      else call?.reject(fail('unavailable', {}, new Error(reply.error)));
    });
    started.on('error', (error) => abandon(started, error));
    started.on('exit', (code) => abandon(started, new Error(`the search worker left with code ${code}`)));
    return started;
  };
  const call = (method: EngineMethod, ...args: unknown[]): Promise<unknown> => {
    worker ??= start();
    worker.ref();
    const id = ++lastId;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    worker.postMessage({ id, method, args });
    return answer;
  };
  const close = async () => {
    const closing = worker;
    if (!closing) return;
    await call('close');
    worker = null;
    await closing.terminate();
  };
  return { call, close };
}
