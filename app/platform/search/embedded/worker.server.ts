// The worker «search»: answers {id, method, args} by {id, value} or {id, error}. SQLite blocks here, not the site.
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedEngine } from './engine.server';
import type { EngineRequest } from './protocol';

const port = parentPort;
if (!port) throw new Error('platform/search/embedded/worker runs as a worker thread only');

const engine = new EmbeddedEngine((workerData as { file: string }).file);

port.on('message', ({ id, method, args }: EngineRequest) => {
  try {
    const run = engine[method] as (...args: readonly unknown[]) => unknown;
    port.postMessage({ id, value: run.call(engine, ...args) });
    if (method === 'close') port.close();
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
