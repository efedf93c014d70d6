// A process of its own that restores, to be killed in the middle: arguments are archive and data folder.

import { restoreBackup } from '~/platform/backup/index.server';
import { manualClock } from '~/platform/clock';
import { startWorker } from '~/platform/workers/start-worker.server';

const [, , file = '', dataDir = '', mongodbUrl] = process.argv;
await restoreBackup({
  file,
  dataDir,
  mongodbUrl,
  listens: { host: '127.0.0.1', port: 0 },
  startWorker,
  clock: manualClock('2026-11-21T09:00:00Z'),
  force: true,
  repair: async () => ({}),
  report: (text) => console.log(text),
});
