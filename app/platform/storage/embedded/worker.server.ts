// The thread «embedded-store»: opens the data folder of workerData, says {ready, uri} or {error}, and ends on 'close'.
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from './open-store.server';

const port = parentPort;
if (!port) throw new Error('the embedded store runs in a worker thread');

try {
  const { dataDir, unixSockets, expires } = workerData as {
    dataDir: string;
    unixSockets?: boolean;
    expires?: boolean;
  };
  const opened = await openStore({
    dataDir,
    ...(unixSockets === undefined ? {} : { unixSockets }),
    ...(expires === undefined ? {} : { expires }),
    onSlowQuery: (shape) => port.postMessage({ slowQuery: shape }),
  });
  port.on('message', (message) => {
    if (message !== 'close') return;
    void opened.close().finally(() => process.exit(0));
  });
  port.postMessage({ ready: true, uri: opened.uri, owned: opened.owned });
} catch (error) {
  port.postMessage({ error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
