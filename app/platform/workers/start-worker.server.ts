// Starts a named worker thread. In the build each worker is one file beside the server bundle;
// from sources (vitest, benchmarks) the TypeScript entry is run through tsx.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Every worker of the product: name -> entry below app/. vite.config.ts builds this list. */
export const WORKER_ENTRIES = {
  'embedded-store': 'platform/storage/embedded/worker.server.ts',
  template: 'modules/templates/worker.server.ts',
  search: 'platform/search/embedded/worker.server.ts',
} as const;
export type WorkerName = keyof typeof WORKER_ENTRIES;
export type StartWorker = (name: WorkerName, options?: WorkerOptions) => Worker;

/** Returns the worker at once; its own first message says when it is ready. Throws when the entry is missing. */
export const startWorker: StartWorker = (name, options = {}) => {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith('.ts')) {
    const entry = new URL(`../../${WORKER_ENTRIES[name]}`, import.meta.url);
    return new Worker(new URL('./source-worker.mjs', import.meta.url), {
      ...options,
      argv: [name, entry.href],
    });
  }
  for (const base of ['./workers/', '../workers/']) {
    const url = new URL(`${base}${name}.js`, import.meta.url);
    if (existsSync(url)) return new Worker(url, options);
  }
  throw new Error(`worker ${name} is not in the build`);
};
