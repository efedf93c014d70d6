// Acts: reading, storing and indexing the largest code, the scan of citations, a provision's page with all acts loaded,
// and what the site takes with some 100,000 provisions. Beside each figure a peer's of the same run: the driver alone,
// one regular expression, a bare Remix site. Prints JSON. Run: npx tsx bench/acts.ts <folder with *.txt> <name of the largest file>

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { loadSamplePeople } from '~/bootstrap/sample-data.server';
import { bootstrap } from '~/bootstrap.server';
import { findCitations } from '~/modules/citations';
import { loadConfig } from '~/platform/config/load-config.server';

const [folder = '', largest = ''] = process.argv.slice(2);
if (!folder || !largest) throw new Error('usage: npx tsx bench/acts.ts <folder with *.txt> <largest file>');

const MANY = 100_000;
const PORT = '3974';
const root = resolve(import.meta.dirname, '..');
const data = await mkdtemp(join(tmpdir(), 'khartia-acts-'));
const config = loadConfig({ DATA_DIR: data, LOG_LEVEL: 'error', NODE_ENV: 'test', PATH: process.env.PATH });
const app = await bootstrap({ config, root });
const ctx = app.system('bench');
const { commands, queries } = app.services.knowledge;
const round = (value: number) => Math.round(value * 10) / 10;
const quantile = (times: readonly number[], q: number) =>
  round(times.toSorted((a, b) => a - b)[Math.floor(times.length * q)] ?? 0);

/** One more edition of the same act differs by its last line. */
async function load(name: string, edition = 0) {
  const text = await readFile(join(folder, name));
  const bytes = edition === 0 ? text : Buffer.concat([text, Buffer.from(`\nСлова редакции ${edition}.\n`)]);
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
      validFrom: edition === 0 ? preview.validFrom : `19${50 + edition}-01-01`,
      revisedOn: preview.revisedOn,
    });
    return { actId, provisions, ms: performance.now() - started };
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

async function times(n: number, work: (n: number) => Promise<unknown>) {
  const taken: number[] = [];
  for (let i = 0; i < n; i += 1) {
    const started = performance.now();
    await work(i);
    taken.push(performance.now() - started);
  }
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
}

/** Memory of a process in MB: all that is resident, and the share that is mapped from files (the store's pages). */
function memoryOf({ pid }: ChildProcess) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) =>
    round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000);
  return { resident: megabytes('VmRSS'), fromFiles: megabytes('RssFile') };
}

async function site(paths: readonly string[]) {
  const build = execFileSync(process.execPath, ['khartia', 'build'], { cwd: root, encoding: 'utf8' }).trim();
  const environment = JSON.stringify({ root, buildDirectory: build });
  const runner = join(root, 'app/cli/launcher/run-build.mjs');
  const main = join(build, 'server', 'index.js');
  const flags = ['--max-old-space-size=320', '--max-semi-space-size=8'];
  const child = spawn(process.execPath, [...flags, runner, main, environment, 'start'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: data, PORT, NODE_ENV: 'production', LOG_LEVEL: 'error' },
  });
  const url = `http://127.0.0.1:${PORT}`;
  try {
    const isUp = () =>
      fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
    while (!(await isUp())) await wait(50);
    await wait(3000);
    const idle = memoryOf(child);
    const failed: string[] = [];
    const pages = await times(600, async (i) => {
      const path = paths[(i * 7919) % paths.length] ?? '/acts';
      const answer = await fetch(url + (i % 10 === 9 ? '/search?q=общее+собрание' : path));
      await answer.arrayBuffer();
      if (!answer.ok) failed.push(path);
    });
    return { pages, failed: failed.length, memory: { idle, afterPages: memoryOf(child) } };
  } finally {
    child.kill('SIGTERM');
  }
}

try {
  await app.whenReady();
  await loadSamplePeople(app.samples, ctx);
  // The cards of the starter base are not what is measured.
  await app.settle();
  const first = await load(largest);
  if (!first) throw new Error('the largest act was refused');
  const indexing = performance.now();
  await app.settle();
  const indexedMs = performance.now() - indexing;

  const { connection } = app.storage;
  const db = connection.getClient().db(connection.name);
  const rows = await db.collection('provisions').find({ actId: first.actId }).toArray();
  const writing = performance.now();
  await db.collection('peer').insertMany(rows as never[]);
  const peerStoredMs = performance.now() - writing;
  await db.collection('peer').drop();

  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const loaded = [{ name: largest, ...first }];
  for (const name of names.filter((one) => one !== largest)) {
    const made = await load(name);
    if (made) loaded.push({ name, ...made });
  }
  await app.settle();
  const text = await readFile(join(folder, largest), 'utf8');
  const megabytes = Buffer.byteLength(text) / 1e6;
  const scans = await times(5, async () => findCitations(text));
  const peerScans = await times(5, async () =>
    text.match(/(?:п\.|пп\.|ч\.|част[ьи]|пункт\S*|ст\.|стать\S+)\s*\d+(?:\.\d+)*/gu),
  );
  const { rows: contents } = await queries.getActContents(ctx, { actId: first.actId });
  const paths = contents.map(({ path }) => path).filter((path) => path.startsWith('st-'));
  const at = (i: number) => paths[(i * 37) % paths.length] ?? 'st-1';
  const provision = await times(300, (i) => queries.getProvision(ctx, { actId: first.actId, path: at(i) }));
  const peerProvision = await times(300, (i) =>
    db
      .collection('provisions')
      .find({ actId: first.actId, path: { $regex: `^${at(i)}(?:/|$)` } })
      .toArray(),
  );

  let provisions = loaded.reduce((sum, one) => sum + one.provisions, 0);
  const inActs = provisions;
  for (let edition = 1; provisions < MANY; edition += 1)
    for (const { name } of loaded.filter((one) => !/-\d{4}\.txt$/.test(one.name))) {
      if (provisions >= MANY) break;
      provisions += (await load(name, edition))?.provisions ?? 0;
    }
  await app.settle();
  const addresses: string[] = [];
  for (const { actId } of loaded) {
    const { rows: units } = await queries.getActContents(ctx, { actId });
    addresses.push(...units.slice(0, 60).map(({ path }) => `/acts/${actId}/${path}`));
  }
  await app.close();
  console.log(
    JSON.stringify(
      {
        bench: 'acts',
        at: new Date().toISOString(),
        node: process.version,
        machine: { cores: cpus().length, load: loadavg()[0] },
        acts: loaded.length,
        provisions: inActs,
        largest: {
          name: largest,
          readAndStoredMs: round(first.ms),
          indexedMs: round(indexedMs),
          togetherMs: round(first.ms + indexedMs),
          targetMs: 3000,
          peerStoredByDriverMs: round(peerStoredMs),
        },
        citations: {
          megabytesPerSecond: round(megabytes / (scans.p50 / 1000)),
          target: 3,
          peerOneExpressionMegabytesPerSecond: round(megabytes / (peerScans.p50 / 1000)),
        },
        provisionMs: { ...provision, targetP95: 50, peerFindByDriver: peerProvision },
        site: { provisions, ...(await site(addresses)), targetMegabytes: 300 },
      },
      null,
      2,
    ),
  );
} finally {
  await app.close();
  await rm(data, { recursive: true, force: true });
}
