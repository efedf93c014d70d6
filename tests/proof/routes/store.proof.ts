// Routes over the real store: two processes of clients at once, kill -9 at some moment, and what is left is compared with
// what was acknowledged, with the journal and with the laws of the engine.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bootstrap } from '~/bootstrap.server';
import type { RouteInstance } from '~/modules/workflows';
import { loadConfig } from '~/platform/config/load-config.server';
import { newId } from '~/shared/ids';
import { placeOf, putInFlight } from '../../../bench/support/many-in-approval';
import { randomOf } from '../../contract/store/crash/rounds';
import { assertNoDeadlock, assertRuleMet } from '../../spec/routes/random-walk';
import { keepProof } from '../store/report';

const ROUNDS = Number(process.env.ROUTE_ROUNDS ?? 20);
const DOCUMENTS = 40;
const CLIENTS = 8;
const CLIENT_PROCESS = fileURLToPath(new URL('./route-clients.ts', import.meta.url));
const root = resolve(import.meta.dirname, '../../..');

const settings = (dataDir: string) =>
  loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'test', PATH: process.env.PATH });

/** What the clients said, over all rounds. */
class Told {
  readonly tried = new Map<string, string>();
  readonly acknowledged = new Map<string, string>();
  readonly refusals = new Map<string, number>();
  hear(text: string): void {
    const line = JSON.parse(text) as { try?: string; ack?: string; refused?: string; documentId?: string };
    if (line.try) this.tried.set(line.try, line.documentId ?? '');
    if (line.ack) this.acknowledged.set(line.ack, line.documentId ?? '');
    if (line.refused) this.refusals.set(line.refused, (this.refusals.get(line.refused) ?? 0) + 1);
  }
}

async function clients(told: Told, ...args: readonly (string | number)[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', CLIENT_PROCESS, ...args.map(String)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const ready = new Promise<void>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`clients ended with ${code}`)));
    lines.on('line', (line) => (line.includes('"ready"') ? done() : told.hear(line)));
  });
  await ready;
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function killingRound(dataDir: string, told: Told, round: number, random: () => number): Promise<void> {
  const owner = await clients(told, dataDir, round * 2 + 1, CLIENTS, round === 0 ? DOCUMENTS : 0);
  const guest = await clients(told, dataDir, round * 2 + 2, CLIENTS);
  const enough = told.acknowledged.size + 10 + random() * 60;
  const deadline = performance.now() + 20_000;
  while (told.acknowledged.size < enough && performance.now() < deadline) await pause(5);
  await Promise.all([kill(owner), kill(guest)]);
}

interface Row {
  _id: string;
  state: string;
  eventSeq: number;
  outbox: unknown[];
  route: RouteInstance;
  pastRoutes?: RouteInstance[];
}

it(`${ROUNDS} kill -9 under parallel clients: no decision lost or doubled, every effect once`, async () => {
  const began = Date.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-routes-'));
  const told = new Told();
  const random = randomOf(11);
  for (let round = 0; round < ROUNDS; round += 1) await killingRound(dataDir, told, round, random);

  const app = await bootstrap({ config: settings(dataDir), root });
  const { connection } = app.storage;
  const db = connection.getClient().db(connection.name);
  // The killed sealer's lease has to run out first.
  do {
    await app.settle();
    await pause(1000);
  } while ((await db.collection('auditPending').countDocuments()) > 0);
  const rows = (await db.collection('documents').find({}).toArray()) as unknown as Row[];
  const found = new Map<string, string[]>();
  const states: Record<string, number> = {};
  for (const row of rows) {
    states[row.state] = (states[row.state] ?? 0) + 1;
    const routes = [...(row.pastRoutes ?? []), row.route].filter(Boolean);
    const decisions = routes.flatMap((route) => route.decisions);
    expect(new Set(decisions.map(({ id }) => id)).size, 'a decision id is there once').toBe(decisions.length);
    for (const { remark } of decisions)
      if (remark) found.set(remark, [...(found.get(remark) ?? []), row._id]);
    for (const route of routes) {
      const { definition } = await app.workflows.getWorkflow(route.workflow.release);
      assertNoDeadlock(definition, route);
      if (route.status === 'approved') assertRuleMet(definition, route);
    }
    expect(row.outbox, 'nothing waits in the outbox').toEqual([]);
    const journal = await db.collection('audit').find({ 'aggregate.id': row._id }).sort({ _id: 1 }).toArray();
    const own = journal.filter(({ aggregate }) => aggregate.type === 'document');
    // Two processes hand events over at once, so neighbours may change places; none is missing and none is there twice.
    const numbers = own.map(({ aggregate }) => aggregate.seq as number).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, n) => n + 1));
    expect(numbers).toHaveLength(row.eventSeq);
    const decided = own.filter(({ type }) => type === 'document.decided');
    const bySilence = decisions.filter(({ channel }) => channel === 'silence');
    expect(decided.length, 'one entry of the journal for each decision').toBe(
      decisions.length - bySilence.length,
    );
  }
  const lost = [...told.acknowledged].filter(([mark, id]) => !found.get(mark)?.includes(id));
  const doubled = [...found].filter(([, ids]) => ids.length > 1);
  const unknown = [...found].filter(([mark]) => mark.startsWith('m') && !told.tried.has(mark));
  const verified = await app.audit.verify();
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
  const figures = {
    rounds: ROUNDS,
    processes: 2,
    clients: CLIENTS * 2,
    documents: rows.length,
    decisionsAcknowledged: told.acknowledged.size,
    decisionsTried: told.tried.size,
    refused: Object.fromEntries(told.refusals),
    states,
    lost: lost.length,
    doubled: doubled.length,
    unknown: unknown.length,
    journal: verified,
    seconds: Math.round((Date.now() - began) / 1000),
  };
  keepProof('store', figures, 'routes');
  expect(lost).toEqual([]);
  expect(doubled).toEqual([]);
  expect(unknown).toEqual([]);
  expect(verified.findings).toEqual([]);
  expect(told.acknowledged.size).toBeGreaterThan(ROUNDS * 10);
}, 1_800_000);

it('20 people deciding on one document at the same moment: all 20 are recorded', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-twenty-'));
  const app = await bootstrap({ config: settings(dataDir), root });
  const flight = await putInFlight(app, 1);
  const { connection } = app.storage;
  const rows = connection.getClient().db(connection.name).collection('documents');
  await rows.updateMany({}, { $set: { visibility: 'installation' } });
  const [id = ''] = flight.ids;
  const row = (await rows.findOne({ _id: id as never })) as unknown as Row;
  const people = row.route.steps[0]?.assignees ?? [];
  expect(people).toHaveLength(20);
  await Promise.all(
    people.map((one, n) =>
      app.services.documents.commands.decideDocument(
        {
          actor: { type: 'user', id: one.userId ?? '', name: one.name, memberships: [] },
          now: () => new Date(),
          newId,
          requestId: 'proof',
          locale: 'ru',
        },
        {
          documentId: id,
          stepId: flight.stepId,
          assigneeKey: placeOf(n),
          versionSha256: flight.versionSha256,
          decision: 'agree',
        },
      ),
    ),
  );
  const after = (await rows.findOne({ _id: id as never })) as unknown as Row;
  expect(new Set(after.route.decisions.map(({ assigneeKey }) => assigneeKey)).size).toBe(20);
  expect(after.route.steps[0]?.status).toBe('done');
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
}, 120_000);
