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
  const client = new WorkerClient(options);
  const call = (method: EngineMethod, ...args: unknown[]) => client.call(method, ...args);
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
    close: () => client.close(),
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls to the worker and their answers. Between calls the worker keeps no process alive. */
class WorkerClient {
  readonly #options: EmbeddedSearchOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(options: EmbeddedSearchOptions) {
    this.#options = options;
  }

  call(method: EngineMethod, ...args: unknown[]): Promise<unknown> {
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.postMessage({ id, method, args });
    return answer;
  }

  async close(): Promise<void> {
    const closing = this.#worker;
    if (!closing) return;
    await this.call('close');
    this.#worker = null;
    await closing.terminate();
  }

  #start(): Worker {
    const { file, startWorker } = this.#options;
    mkdirSync(dirname(file), { recursive: true });
    const worker = startWorker('search', { workerData: { file } });
    worker.on('message', (reply: EngineReply) => this.#settle(worker, reply));
    worker.on('error', (error) => this.#abandon(worker, error));
    worker.on('exit', (code) => this.#abandon(worker, new Error(`the search worker left with code ${code}`)));
    return worker;
  }

  #settle(worker: Worker, { id, value, error }: EngineReply): void {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) worker.unref();
    if (error === undefined) call?.resolve(value);
    else call?.reject(fail('unavailable', {}, new Error(error)));
  }

  #abandon(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(fail('unavailable', {}, cause));
    this.#waiting.clear();
  }
}
