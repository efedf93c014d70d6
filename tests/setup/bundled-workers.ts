// The worker threads bundled once a run, as the build does: started from sources, each thread would compile some
// sixty files anew, and a tier starts some hundreds of threads.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { WORKER_ENTRIES } from '../../app/platform/workers/start-worker.server';

const root = resolve(import.meta.dirname, '../..');
/** Below node_modules, so that the bundles find the packages. */
const CACHE = join(root, 'node_modules', '.cache');

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Two tiers of one run share the bundles.
  if (process.env.KHARTIA_BUNDLED_WORKERS) return undefined;
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'khartia-workers-'));
  await build({
    entryPoints: Object.entries(WORKER_ENTRIES).map(([out, entry]) => ({
      in: join(root, 'app', entry),
      out,
    })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    alias: { '~': join(root, 'app') },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
  process.env.KHARTIA_BUNDLED_WORKERS = folder;
  return async () => {
    delete process.env.KHARTIA_BUNDLED_WORKERS;
    await rm(folder, { recursive: true, force: true });
  };
}
