// Acts: reading, storing and indexing the largest code, the scan of citations, a provision's page with all acts loaded.
// Prints JSON. Run: npx tsx bench/acts.ts <folder with *.txt> <name of the largest file>

import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bootstrap } from '~/bootstrap.server';
import { findCitations } from '~/modules/citations';
import { loadConfig } from '~/platform/config/load-config.server';

const [folder, largest] = process.argv.slice(2);
if (!folder || !largest) throw new Error('usage: npx tsx bench/acts.ts <folder with *.txt> <largest file>');

const data = await mkdtemp(join(tmpdir(), 'khartia-acts-'));
const config = loadConfig({ DATA_DIR: data, LOG_LEVEL: 'error', NODE_ENV: 'test', PATH: process.env.PATH });
const app = await bootstrap({ config, root: resolve(import.meta.dirname, '..') });
const ctx = app.system('bench');
const { commands, queries } = app.services.knowledge;
const round = (value: number) => Math.round(value * 10) / 10;

async function load(name: string): Promise<{ actId: string; ms: number; provisions: number } | null> {
  const bytes = await readFile(join(folder as string, name));
  const started = performance.now();
  const { importId } = await commands.stageAct(ctx, { name, bytes });
  const preview = await queries.getImport(ctx, importId);
  const title = preview.card.title ?? name;
  try {
    const { actId, provisions } = await commands.publishAct(ctx, {
      importId,
      card: {
        kind: preview.card.kind ?? 'local',
        number: preview.card.number ?? null,
        date: preview.card.date ?? null,
        title,
        issuer: null,
        shortName: preview.card.shortName ?? title,
      },
      validFrom: preview.validFrom,
      revisedOn: preview.revisedOn,
    });
    return { actId, provisions, ms: performance.now() - started };
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

try {
  await app.whenReady();
  const first = await load(largest);
  if (!first) throw new Error('the largest act was refused');
  const indexed = performance.now();
  await app.settle();
  const indexMs = performance.now() - indexed;
  let provisions = first.provisions;
  let acts = 1;
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.txt') && one !== largest)) {
    const loaded = await load(name);
    if (loaded) [provisions, acts] = [provisions + loaded.provisions, acts + 1];
  }
  const text = await readFile(join(folder, largest), 'utf8');
  const scan = performance.now();
  findCitations(text);
  const scanMs = performance.now() - scan;
  const { rows } = await queries.getActContents(ctx, { actId: first.actId });
  const paths = rows.map(({ path }) => path).filter((path) => path.startsWith('st-'));
  const times: number[] = [];
  for (let i = 0; i < 300; i += 1) {
    const started = performance.now();
    await queries.getProvision(ctx, { actId: first.actId, path: paths[(i * 37) % paths.length] ?? 'st-1' });
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      acts,
      provisions,
      largest: { name: largest, readAndStoredMs: round(first.ms), indexedMs: round(indexMs) },
      citationsMegabytesPerSecond: round(Buffer.byteLength(text) / 1e6 / (scanMs / 1000)),
      provisionMs: { p50: round(times[150] ?? 0), p95: round(times[285] ?? 0) },
      rssMegabytes: round(process.memoryUsage().rss / 1e6),
    }),
  );
} finally {
  await app.close();
  await rm(data, { recursive: true, force: true });
}
