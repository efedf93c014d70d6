// «На согласовании» while 1,000 documents × 20 approvers are in flight, decisions over HTTP at 100 a second beside a bare
// Remix page under the same load, and 10,000 due steps of the engine. Prints JSON. `npx tsx bench/approvals.ts [documents]`
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { bootstrap } from '~/bootstrap.server';
import { sampleUserId } from '~/modules/identity';
import { fireTimers } from '~/modules/workflows';
import { loadConfig } from '~/platform/config/load-config.server';
import { signIn } from '../tests/e2e/support/sign-in';
import { APPROVER_KEYS, APPROVERS, placeOf, putInFlight } from './support/many-in-approval';

const root = resolve(import.meta.dirname, '..');
const DOCUMENTS = Number(process.argv[2] ?? 1000);
const DUE = 10_000;
const READS = 60;
const PER_SECOND = 100;
const SECONDS = 20;

const rounded = (ms: number) => Math.round(ms * 10) / 10;
const quantile = (times: readonly number[], q: number) =>
  rounded(times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0);

async function timed(work: () => Promise<unknown>): Promise<{ p50Ms: number; p95Ms: number }> {
  const times: number[] = [];
  for (let n = 0; n < READS; n++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}

/** Requests leave on time whatever became of the earlier ones; a late answer counts from when it should have left. */
async function openLoop(count: number, send: (n: number) => Promise<boolean>) {
  const begun = performance.now();
  const times: number[] = [];
  let failed = 0;
  const sent = Array.from({ length: count }, async (_, n) => {
    const due = begun + (n * 1000) / PER_SECOND;
    await wait(Math.max(0, due - performance.now()));
    if (!(await send(n).catch(() => false))) failed += 1;
    times.push(performance.now() - due);
  });
  await Promise.all(sent);
  return {
    sent: count,
    failed,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    worstMs: quantile(times, 1),
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/** Status of the answer. By the plain client: `fetch` would take as much of the two cores as the site. */
function ask(
  address: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: URLSearchParams } = {},
): Promise<number> {
  return new Promise((done, fail) => {
    const text = body?.toString();
    const form = text
      ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(text) }
      : {};
    const sent = request(address, { method, agent, headers: { ...headers, ...form } }, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode ?? 0));
    });
    sent.once('error', fail);
    sent.end(text);
  });
}

function firstLine(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((done, fail) => {
    createInterface({ input: child.stdout! }).on('line', (line) => wanted.test(line) && done(line));
    child.once('exit', (code) => fail(new Error(`ended with code ${code}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

const folder = await mkdtemp(join(tmpdir(), 'khartia-bench-'));
const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'error', NODE_ENV: 'test', PATH: process.env.PATH });
const app = await bootstrap({ config, root });
const flight = await putInFlight(app, DOCUMENTS);
const { queries } = app.services.documents;

const list = await timed(() => queries.listApprovalTasks(flight.as('approver-houses')));
const shown = (await queries.listApprovalTasks(flight.as('approver-houses'))).length;
const waited = await timed(() => queries.listWaited(flight.as('drafter')));
const badge = await timed(() => queries.countApprovalTasks(flight.as('approver-houses')));

const workflow = await app.workflows.getCurrentWorkflow('resolution/co-organisers');
const { calendar } = await app.services.rules.getRules();
const late = new Date(Date.now() + 30 * 86_400_000);
const began = performance.now();
for (let n = 0; n < DUE; n++) fireTimers(workflow.definition, flight.route as never, late, calendar);
const dueMs = Math.round(performance.now() - began);
const emails = await Promise.all(
  APPROVER_KEYS.map(
    async (key) => (await app.services.identity.findPerson(sampleUserId(`approver-${key}`)))!.email,
  ),
);
// What the loading left to do is not what is measured: the citations of all documents are read once.
await app.startBackground();
const jobs = app.storage.connection.getClient().db(app.storage.connection.name).collection('jobs');
const isLeft = () =>
  jobs.countDocuments({ status: { $in: ['ready', 'running'] }, dueAt: { $lte: new Date() } });
while ((await isLeft()) > 0) await wait(200);
await app.settle();
await app.close();

const build = execFileSync(process.execPath, ['khartia', 'build'], {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim();
const PORT = '3973';
const url = `http://127.0.0.1:${PORT}`;
const env = {
  ...process.env,
  KHARTIA_BUILD: build,
  DATA_DIR: folder,
  PORT,
  NODE_ENV: 'production' as const,
  LOG_LEVEL: 'error',
};
const site = spawn(process.execPath, ['khartia', 'start'], {
  cwd: root,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
while (
  !(await fetch(`${url}/healthz`).then(
    (r) => r.ok,
    () => false,
  ))
)
  await wait(50);
await wait(5000);

/** Signed in by the site's own form; the token of the forms comes from a page. */
async function handOf(email: string) {
  const { cookies } = await signIn(url, { login: email, password: flight.people.password });
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const page = await fetch(`${url}/account`, { headers: { cookie } });
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  return { cookie, csrf };
}
const hands = await Promise.all(emails.map(handOf));

async function decide(n: number): Promise<boolean> {
  const who = n % hands.length;
  const { cookie = '', csrf = '' } = hands[who] ?? {};
  const id = flight.ids[Math.floor(n / hands.length)];
  const body = new URLSearchParams({
    csrf,
    intent: 'decide',
    stepId: flight.stepId,
    assigneeKey: placeOf(who),
    versionSha256: flight.versionSha256,
    decision: 'agree',
    remark: '',
  });
  const answer = await ask(`${url}/documents/${id}`, {
    method: 'POST',
    headers: { cookie, origin: url },
    body,
  });
  return answer === 302;
}
// Ten seconds for the compiler of a process that has just begun.
const warm = PER_SECOND * 10;
await openLoop(warm, decide);
const decisions = await openLoop(PER_SECOND * SECONDS, (n) => decide(n + warm));
await stop(site);

const bareFolder = join(root, 'bench/bare-remix');
execFileSync(process.execPath, [join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], {
  cwd: bareFolder,
  env: { ...process.env, BARE_BUILD_DIR: join(bareFolder, 'build'), NODE_ENV: 'production' },
  stdio: 'ignore',
});
const bare = spawn(process.execPath, [join(bareFolder, 'server.mjs'), join(bareFolder, 'build')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, NODE_ENV: 'production' },
});
const barePort = await firstLine(bare, /^\d+$/);
const bareRemixPage = await openLoop(PER_SECOND * 5, async () => {
  return (await ask(`http://127.0.0.1:${barePort}/`)) === 200;
});
await stop(bare);

console.log(
  JSON.stringify(
    {
      bench: 'approvals',
      at: new Date().toISOString(),
      node: process.version,
      machine: { cores: cpus().length, load: loadavg()[0] },
      documents: DOCUMENTS,
      approvers: APPROVERS,
      list: { shown, ...list, targetP50Ms: 30 },
      waitedList: waited,
      badge,
      decisionsOverHttp: { perSecond: PER_SECOND, ...decisions, targetP50Ms: 20, targetP99Ms: 120 },
      peerBareRemixPage: { perSecond: PER_SECOND, ...bareRemixPage },
      dueSteps: { count: DUE, ms: dueMs, targetMs: 2000 },
    },
    null,
    2,
  ),
);
await rm(folder, { recursive: true, force: true });
