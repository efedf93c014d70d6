// «На согласовании» of one person while 1,000 documents × 20 approvers are in flight, and 10,000 due steps of the engine.
// Prints JSON. Run: npx tsx bench/approvals.ts [documents]
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadSamplePeople } from '~/bootstrap/sample-data.server';
import { bootstrap } from '~/bootstrap.server';
import { sampleOrganisationId, sampleUserId } from '~/modules/identity';
import { fireTimers } from '~/modules/workflows';
import { loadConfig } from '~/platform/config/load-config.server';
import type { Context } from '~/shared/context';
import { newId } from '~/shared/ids';

const DOCUMENTS = Number(process.argv[2] ?? 1000);
const APPROVERS = 20;
const DUE = 10_000;
const READS = 60;

const folder = await mkdtemp(join(tmpdir(), 'khartia-bench-'));
const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'error', NODE_ENV: 'test', PATH: process.env.PATH });
const app = await bootstrap({ config, root: resolve(import.meta.dirname, '..') });
await app.whenReady();
await loadSamplePeople(app.samples, app.system('bench'));
const people = await app.services.identity.listPeople({});
const as = (key: string): Context => {
  const { id, displayName: name, memberships } = people.find((one) => one.id === sampleUserId(key))!;
  const actor = { type: 'user' as const, id, name, memberships };
  return { actor, now: () => new Date(), newId, requestId: 'bench', locale: 'ru' };
};

const { commands, queries } = app.services.documents;
const template = await app.templates.getCurrentTemplate('resolution/flat');
const made = await commands.createDocument(as('drafter'), {
  templateId: 'resolution/flat',
  owner: sampleOrganisationId('dvor'),
  fields: structuredClone(template.sample ?? {}) as Record<string, unknown>,
});
const keys = ['inspection', 'houses', 'institute', 'consumers', 'mediators'];
const bindings = Object.fromEntries(
  keys.map((key) => [`coOrganisers.${key}`, { userId: sampleUserId(`approver-${key}`) }]),
);
await commands.submitDocument(as('drafter'), { ...made, bindings });

// The others are copies of the one that was really sent, each with twenty people asked.
const collection = app.storage.connection.getClient().db(app.storage.connection.name).collection('documents');
const [seed] = await collection.find({ _id: made.documentId as never }).toArray();
if (!seed) throw new Error('the document is not there');
const [first] = seed.route.steps;
const pattern = first.assignees[0];
const asked = Array.from({ length: APPROVERS }, (_, n) => {
  const key = n < keys.length ? `approver-${keys[n]}` : `bench-${n}`;
  const userId = n < keys.length ? sampleUserId(key) : key;
  return { ...pattern, key: `p${n}`, userId, token: `user:${userId}`, name: key };
});
const pending = asked.map(({ token }) => token).sort();
const copies = Array.from({ length: DOCUMENTS }, (_, n) => ({
  ...seed,
  _id: `bench-${n}` as never,
  outbox: [],
  route: {
    ...seed.route,
    id: `bench-route-${n}`,
    pending,
    steps: [{ ...first, assignees: asked }, ...seed.route.steps.slice(1)],
  },
}));
for (let at = 0; at < copies.length; at += 100) await collection.insertMany(copies.slice(at, at + 100));

const times: number[] = [];
let found = 0;
for (let n = 0; n < READS; n++) {
  const began = performance.now();
  found = (await queries.listApprovalTasks(as('approver-houses'))).length;
  times.push(performance.now() - began);
}
const waitedTimes: number[] = [];
for (let n = 0; n < READS; n++) {
  const began = performance.now();
  await queries.listWaited(as('drafter'));
  waitedTimes.push(performance.now() - began);
}
waitedTimes.sort((a, b) => a - b);
const counts: number[] = [];
for (let n = 0; n < READS; n++) {
  const began = performance.now();
  await queries.countApprovalTasks(as('approver-houses'));
  counts.push(performance.now() - began);
}
counts.sort((a, b) => a - b);
times.sort((a, b) => a - b);
const at = (q: number) => Math.round((times[Math.floor(times.length * q)] ?? 0) * 10) / 10;

const workflow = await app.workflows.getCurrentWorkflow('resolution/co-organisers');
const route = (copies[0] as unknown as { route: never }).route;
const { calendar } = await app.services.rules.getRules();
const late = new Date(Date.now() + 30 * 86_400_000);
const began = performance.now();
for (let n = 0; n < DUE; n++) fireTimers(workflow.definition, route, late, calendar);
const dueMs = Math.round(performance.now() - began);

console.log(
  JSON.stringify({
    documents: DOCUMENTS,
    approvers: APPROVERS,
    shown: found,
    listP50Ms: at(0.5),
    listP95Ms: at(0.95),
    waitedP50Ms: Math.round((waitedTimes[READS / 2] ?? 0) * 10) / 10,
    countP50Ms: Math.round((counts[READS / 2] ?? 0) * 10) / 10,
    dueSteps: DUE,
    dueMs,
    cpus: cpus().length,
    load: loadavg()[0],
  }),
);
await app.close();
await rm(folder, { recursive: true, force: true });
