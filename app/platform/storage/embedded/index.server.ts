// The embedded store for the rest of the product: start it, get an address for the official driver.
import type { Worker } from 'node:worker_threads';
import type { StartWorker } from '~/platform/workers/start-worker.server';

export interface EmbeddedStoreOptions {
  /** Folder of the data; made when missing. */
  readonly dataDir: string;
  readonly startWorker: StartWorker;
  /** Told once for each shape of a query that reads over 1,000 documents without an index. */
  readonly onSlowQuery?: (shape: string) => void;
  /** False: loopback with a secret, as where there are no unix sockets. */
  readonly unixSockets?: boolean;
  /** False: TTL indexes remove nothing, for tests whose clock stands in the past. */
  readonly expires?: boolean;
}

export interface EmbeddedStore {
  /** mongodb://…, for the official driver and mongoose. */
  readonly uri: string;
  /** False: another process already serves this folder and `uri` leads to it. */
  readonly owned: boolean;
  /** Finishes what was accepted and closes the file; idempotent. */
  close(): Promise<void>;
}

type Message = { ready?: true; uri: string; owned: boolean; error?: string; slowQuery?: string };

/**
 * Starts the store's worker thread, or attaches to the process that already serves the folder.
 * Throws an Error with a Russian text when the file is damaged or its owner does not answer.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { dataDir, unixSockets, expires } = options;
  const worker = options.startWorker('embedded-store', { workerData: { dataDir, unixSockets, expires } });
  const { uri, owned } = await firstMessage(worker);
  if (options.onSlowQuery) {
    const tell = options.onSlowQuery;
    worker.on('message', (message: Message) => {
      if (message.slowQuery !== undefined) tell(message.slowQuery);
    });
  }
  let closing: Promise<void> | undefined;
  return {
    uri,
    owned,
    close() {
      closing ??= new Promise((resolve) => {
        worker.once('exit', () => resolve());
        worker.postMessage('close');
      });
      return closing;
    },
  };
}

function firstMessage(worker: Worker): Promise<{ uri: string; owned: boolean }> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(error);
    const onExit = (code: number) =>
      reject(new Error(`Поток встроенной базы завершился с кодом ${code}, не открыв её.`));
    worker.once('error', onError);
    worker.once('exit', onExit);
    worker.once('message', (message: Message) => {
      worker.off('error', onError);
      worker.off('exit', onExit);
      if (message.error === undefined) resolve({ uri: message.uri, owned: message.owned });
      else worker.once('exit', () => reject(new Error(message.error)));
    });
  });
}
