// Figures of the built site: start to first answer, memory when idle, a public page under 32 connections beside
// a bare Remix page in the same run, and what a reader downloads. Prints JSON. `npx tsx bench/site.ts`
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';

const root = resolve(import.meta.dirname, '..');
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = 3;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function firstLine(child: ChildProcess, wanted: (line: string) => boolean): Promise<string> {
  return new Promise((done, fail) => {
    createInterface({ input: child.stdout! }).on('line', (line) => wanted(line) && done(line));
    child.once('exit', (code) => fail(new Error(`ended with code ${code}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

/** The process that serves is the launcher's only child. */
const servingPid = (launcher: number) =>
  Number(readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8').trim().split(' ')[0]);
const rssMb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

async function startToFirstAnswer(dataDir: string, port: number): Promise<{ ms: number; idleMb: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['khartia', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (r) => r.ok,
      () => false,
    );
    if (answered) break;
    await wait(5);
  }
  const ms = performance.now() - started;
  await wait(8000);
  const idleMb = rssMb(servingPid(child.pid!));
  await stop(child);
  return { ms, idleMb };
}

async function load(url: string): Promise<{ perSecond: number; p99: number; non2xx: number }> {
  const result = await autocannon({
    url,
    connections: 32,
    duration: SECONDS,
    headers: { 'accept-encoding': 'gzip' },
  });
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
    non2xx: result.non2xx + result.errors,
  };
}

/** Bytes on the wire of the page with its style sheets and scripts; fonts and images are left out. */
async function transferred(base: string, path: string): Promise<number> {
  const sizeOf = (url: string) =>
    Number(
      execFileSync('curl', ['-s', '--compressed', '-o', '/dev/null', '-w', '%{size_download}', url], {
        encoding: 'utf8',
      }),
    );
  const html = await fetch(base + path).then((r) => r.text());
  const assets = [
    ...html.matchAll(/<(?:link[^>]+rel="(?:stylesheet|modulepreload)"[^>]+href|script[^>]+src)="([^"]+)"/g),
  ].map((m) => m[1]!);
  return [path, ...assets].reduce((sum, asset) => sum + sizeOf(base + asset), 0);
}

async function main() {
  // One build for the whole run, whatever happens to the sources meanwhile.
  process.env.KHARTIA_BUILD = execFileSync(process.execPath, ['khartia', 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'khartia-bench-'));
  try {
    const starts: { ms: number; idleMb: number }[] = [];
    await startToFirstAnswer(join(folder, 'data'), 3971); // the first start copies the seeds: not what is measured
    for (let round = 0; round < 5; round++) starts.push(await startToFirstAnswer(join(folder, 'data'), 3971));

    // Inside the project, so that its imports find the project's packages.
    const bareBuild = join(root, 'bench/bare-remix/build');
    execFileSync(process.execPath, [join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], {
      cwd: join(root, 'bench/bare-remix'),
      env: { ...process.env, BARE_BUILD_DIR: bareBuild, NODE_ENV: 'production' },
      stdio: 'ignore',
    });
    const bare = spawn(process.execPath, [join(root, 'bench/bare-remix/server.mjs'), bareBuild], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const barePort = await firstLine(bare, (line) => /^\d+$/.test(line));
    const site = spawn(process.execPath, ['khartia', 'demo', '--serve', '--json'], {
      cwd: root,
      env: {
        ...process.env,
        DATA_DIR: join(folder, 'demo'),
        PORT: '0',
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const demo = JSON.parse(await firstLine(site, (line) => line.startsWith('{'))) as {
      url: string;
      documents: { slug: string | null; kind: string }[];
    };
    const slug = demo.documents.find((document) => document.slug && document.kind === 'resolution')!.slug;
    const pairs: { page: number; bare: number; ratio: number; non2xx: number; p99: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const ours = await load(`${demo.url}/p/${slug}`);
      const theirs = await load(`http://127.0.0.1:${barePort}/`);
      if (round > 0)
        pairs.push({
          page: ours.perSecond,
          bare: theirs.perSecond,
          ratio: ours.perSecond / theirs.perSecond,
          non2xx: ours.non2xx,
          p99: ours.p99,
        });
    }
    const bytes = await transferred(demo.url, `/p/${slug}`);
    await stop(site);
    await stop(bare);
    console.log(
      JSON.stringify(
        {
          bench: 'site',
          startToFirstAnswerMs: { median: median(starts.map((s) => s.ms)), target: 1200 },
          idleProcessMb: {
            median: median(starts.map((s) => s.idleMb)),
            target: 350,
            note: 'web, store and search workers share one process',
          },
          publicPage: {
            requestsPerSecond: median(pairs.map((p) => p.page)),
            bareRemix: median(pairs.map((p) => p.bare)),
            ratio: median(pairs.map((p) => p.ratio)),
            target: 0.7,
            p99Ms: median(pairs.map((p) => p.p99)),
            non2xx: pairs.reduce((sum, p) => sum + p.non2xx, 0),
          },
          publicPageBytes: { transferred: bytes, target: 40_000 },
        },
        null,
        2,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
