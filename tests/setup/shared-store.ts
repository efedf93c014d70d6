// One database server for a tier: the MongoDB of MONGODB_URL, or one embedded store in a temporary folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedStore } from '../../app/platform/storage/embedded/index.server';
import { startWorker } from '../../app/platform/workers/start-worker.server';

declare module 'vitest' {
  interface ProvidedContext {
    mongodbUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.MONGODB_URL;
  if (given) {
    project.provide('mongodbUrl', given);
    return () => Promise.resolve();
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-store-'));
  const store = await startEmbeddedStore({ dataDir, startWorker, expires: false });
  project.provide('mongodbUrl', store.uri);
  return async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
