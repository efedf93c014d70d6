// A process of many clients over one data folder, to be killed: each takes a random document on its route and does
// something a person could do there. It prints one line before a command («try») and one after its acknowledgement («ack»).
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { bootstrap } from '~/bootstrap.server';
import { sampleUserId } from '~/modules/identity';
import type { Assignee, RouteInstance } from '~/modules/workflows';
import { loadConfig } from '~/platform/config/load-config.server';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { newId } from '~/shared/ids';
import { putInFlight } from '../../../bench/support/many-in-approval';
import { randomOf } from '../../contract/store/crash/rounds';

const [dataDir = '', seed = '1', clients = '8', documents = '0'] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '../../..');
const config = loadConfig({
  DATA_DIR: dataDir,
  LOG_LEVEL: 'error',
  NODE_ENV: 'test',
  PATH: process.env.PATH,
});
const app = await bootstrap({ config, root });
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

const { connection } = app.storage;
const rows = connection.getClient().db(connection.name).collection<{ _id: string }>('documents');
if (Number(documents) > 0) {
  await putInFlight(app, Number(documents));
  // Those asked have no accounts; every signed-in person may read here.
  await rows.updateMany({}, { $set: { visibility: 'installation' } });
}
await app.startBackground();
const people = await app.services.identity.listPeople({});
const drafter = people.find(({ id }) => id === sampleUserId('drafter'));
if (!drafter) throw new Error('no drafter');
const { sample } = await app.templates.getCurrentTemplate('resolution/flat');
const ids = (await rows.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);

const as = (id: string, name: string, memberships: Context['actor']['memberships'] = []): Context => ({
  actor: { type: 'user', id, name, memberships },
  now: () => new Date(),
  newId,
  requestId: 'proof',
  locale: 'ru',
});
const office = as(drafter.id, drafter.displayName, drafter.memberships);
const { commands } = app.services.documents;

interface Row {
  _id: string;
  state: string;
  route: RouteInstance;
  currentVersion: { sha256: string; number: number };
  remarks: { id: string; status: string }[];
}

/** So that there is something to decide to the last kill. */
const SENT_AGAIN = new Set(['draft', 'returned', 'withdrawn']);

/** What one client does to one document. */
async function act(random: () => number, mark: string): Promise<void> {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const documentId = pick(ids) ?? '';
  const row = (await rows.findOne({ _id: documentId })) as unknown as Row;
  const places = row.route.steps.flatMap((step) => step.assignees.map((one) => ({ stepId: step.id, one })));
  const asked = places.filter(({ one }) => one.state === 'asked');
  const place = pick(random() < 0.15 ? places : asked) ?? pick(places);
  if (!place) return;
  const where = { documentId, stepId: place.stepId, assigneeKey: place.one.key };
  const dice = random();
  const open = row.remarks.find(({ status }) => status === 'open');
  if (SENT_AGAIN.has(row.state) && dice < 0.5) return open ? answer(row, open.id) : resend(row, mark);
  if (dice < 0.7) return decide({ row, where, one: place.one, mark, kind: random() });
  const person = { name: `Внешний ${mark}`, email: `${mark}@example.test` };
  if (dice < 0.76) return commands.addApprover(office, { documentId, stepId: where.stepId, ...person });
  if (dice < 0.82) return commands.removeApprover(office, { ...where, reason: 'вышел из состава' });
  if (dice < 0.88) return commands.replaceApprover(office, { ...where, ...person, reason: 'в отпуске' });
  if (dice < 0.92) {
    const self = as(place.one.userId ?? 'никто', place.one.name);
    return commands.delegateDecision(self, { ...where, ...person, until: '2099-12-31' });
  }
  if (dice < 0.99) return open && answer(row, open.id);
  await commands.withdrawDocument(office, { documentId, reason: 'снято автором' });
}

const answer = ({ _id: documentId }: Row, remarkId: string): Promise<void> =>
  commands.answerRemark(office, { documentId, remarkId, outcome: 'accepted', text: 'Учтено.' });

async function resend(row: Row, mark: string): Promise<void> {
  const { _id: documentId, currentVersion } = row;
  const { event, ...rest } = structuredClone(sample ?? {}) as { event?: object };
  const fields = { ...rest, event: { ...event, title: `О порядке, ${mark}` } };
  const { sha256 } = await commands.saveVersion(office, {
    documentId,
    baseSha256: currentVersion.sha256,
    fields,
  });
  await commands.submitDocument(office, { documentId, versionSha256: sha256 });
}

interface Deciding {
  readonly row: Row;
  readonly where: { documentId: string; stepId: string; assigneeKey: string };
  readonly one: Assignee;
  readonly mark: string;
  readonly kind: number;
}

/** The mark is the remark's text: by it the decision is found again after the kill. */
async function decide({ row, where, one, mark, kind }: Deciding): Promise<void> {
  const decision =
    kind < 0.8 ? 'agree' : kind < 0.93 ? 'agree-with-remarks' : kind < 0.98 ? 'return' : 'reject';
  const said = { ...where, decision, versionSha256: row.route.versionSha256, remark: mark } as const;
  say({ try: mark, documentId: row._id });
  if (one.kind === 'external') {
    const form = { ...said, letterNumber: `Исх-${mark}`, letterDate: '2026-01-12' };
    await commands.enterLetterDecision(office, { form });
  } else {
    await commands.decideDocument(as(one.userId ?? '', one.name), said);
  }
  say({ ack: mark, documentId: row._id });
}

say({ ready: process.pid });
let acts = 0;
await Promise.all(
  Array.from({ length: Number(clients) }, async (_, client) => {
    const random = randomOf(Number(seed) * 1000 + client);
    for (;;) {
      acts += 1;
      try {
        await act(random, `m${seed}x${client}x${acts}`);
      } catch (error) {
        if (!isAppError(error)) {
          // The owner of the store was killed first: there is nothing left to do here.
          process.exit(3);
        }
        say({ refused: error.code });
      }
    }
  }),
);
