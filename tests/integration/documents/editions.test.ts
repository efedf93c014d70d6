// A new edition of a regulation goes through both marks again and takes the former one's place; people read what is in force.
import { describe, expect, it } from 'vitest';
import { sampleUserId } from '~/modules/identity';
import { OWNER, registerTestApp } from '../../setup/test-app';
import { adopted, refusal, sampleFields } from './life';

const test = registerTestApp();
const head = (id: string, who = 'secretary') => queriesOf().getDocumentHead(test.as(who), { id });
const CONSENT = sampleUserId('moderator');
const APPROVAL = sampleUserId('chair');

const commandsOf = () => test.app.services.documents.commands;
const queriesOf = () => test.app.services.documents.queries;

/** Through consent and approval to the issued files; returns who decided on the way. */
async function issue(made: { documentId: string; versionSha256: string }, inForceFrom?: string) {
  const bindings = {
    consentingOfficial: { userId: CONSENT },
    approvingOfficial: { userId: APPROVAL },
  };
  await commandsOf().submitDocument(test.as('drafter'), { ...made, bindings });
  const steps: string[] = [];
  for (const who of ['moderator', 'chair']) {
    const place = (await head(made.documentId, who)).can.decide[0];
    if (!place) throw new Error(`${who} is not asked`);
    steps.push(place.stepId);
    await commandsOf().decideDocument(test.as(who), { ...made, ...place, decision: 'agree' });
  }
  await commandsOf().adoptDocument(test.as('chair'), { ...made, date: '2026-09-25' });
  await commandsOf().issueDocument(test.as('chair'), { documentId: made.documentId, inForceFrom });
  await test.auditOf(made.documentId);
  return steps;
}

async function regulation(workflowId?: string) {
  const fields = await sampleFields(test, 'regulation/case-club');
  return commandsOf().createDocument(test.as('drafter'), {
    templateId: 'regulation/case-club',
    owner: OWNER,
    fields,
    ...(workflowId ? { workflowId } : {}),
  });
}

async function edition(documentId: string) {
  const started = await commandsOf().startEdition(test.as('drafter'), { documentId });
  const { versionSha256 } = await head(started.documentId);
  return { ...started, versionSha256 };
}

describe('a new edition', () => {
  it('of a text whose route was deleted meanwhile goes by the route of its template', async () => {
    const { routeEditor } = test.app.services;
    const editor = test.as('editor');
    const { draft } = await routeEditor.openRoute(editor, { id: 'regulation/consent-approval' });
    const copied = await routeEditor.copyRoute(editor, { id: 'regulation/consent-approval', draft: draft! });
    if (copied.outcome !== 'copied') throw new Error('the shipped route is sound');
    const first = await regulation(copied.id);
    const { base } = await routeEditor.openRoute(editor, { id: copied.id });
    await routeEditor.removeRoute(editor, { id: copied.id, base });
    // It is on its way by its own release.
    expect(await issue(first)).toEqual(['consent', 'approval']);
    const second = await edition(first.documentId);
    const stored = await test.db
      .collection<{ _id: string; workflow: { id: string } }>('documents')
      .findOne({ _id: second.documentId });
    expect(stored?.workflow.id).toBe('regulation/consent-approval');
  });

  it('takes both marks again, and the former one is in force until its day', async () => {
    const first = await regulation();
    expect(await issue(first)).toEqual(['consent', 'approval']);
    await commandsOf().publishDocument(test.as('secretary'), { documentId: first.documentId });
    const second = await edition(first.documentId);
    expect(second.existed).toBe(false);
    expect((await edition(first.documentId)).documentId).toBe(second.documentId);
    expect((await head(first.documentId)).editions.begun?.id).toBe(second.documentId);
    expect((await head(second.documentId)).editions.former?.id).toBe(first.documentId);
    expect(
      await refusal(commandsOf().issueDocument(test.as('chair'), { documentId: second.documentId })),
    ).toBe('documents/not-approved');

    expect(await issue(second, '2026-10-01')).toEqual(['consent', 'approval']);
    await commandsOf().publishDocument(test.as('secretary'), { documentId: second.documentId });
    await test.auditOf(second.documentId);
    expect(await head(first.documentId)).toMatchObject({
      state: 'issued',
      supersededFrom: '2026-10-01',
      editions: { newer: { id: second.documentId }, begun: null },
      can: { startEdition: false },
    });
    test.clock.set(new Date('2026-10-01T09:00:00Z'));
    expect(await commandsOf().supersedeDue(test.app.system('test'))).toBe(1);
    expect(await commandsOf().supersedeDue(test.app.system('test'))).toBe(0);
    const former = await head(first.documentId);
    expect(former).toMatchObject({ state: 'superseded', stateWord: 'заменено' });
    const code = former.verifyUrl?.split('/').at(-1) ?? '';
    const verified = await queriesOf().verifyDocument(test.anonymous(), { code });
    expect(verified).toMatchObject({ status: 'заменено', supersededFrom: '2026-10-01' });
    expect(verified.successorUrl).toBe((await head(second.documentId)).publicUrl);
    const slug = former.publicUrl?.split('/').at(-1) ?? '';
    const page = await queriesOf().getPublicDocument(test.anonymous(), { slug });
    expect(page.successorUrl).toBe(verified.successorUrl);
    await test.app.settle();
    const { knowledge } = test.app.services;
    const { act } = await knowledge.queries.getActContents(test.anonymous(), { actId: `lok-${slug}` });
    expect(act.editions).toMatchObject([
      { validTo: '2026-09-30', current: false },
      { validFrom: '2026-10-01', validTo: null, current: true },
    ]);
    expect((await test.auditOf(first.documentId)).slice(-3)).toEqual([
      'document.edition-started',
      'document.succeeded',
      'document.superseded',
    ]);
  });

  it('is refused before its adoption day, to strangers, and before the former one is issued', async () => {
    const first = await regulation();
    await issue(first);
    expect(
      await refusal(commandsOf().startEdition(test.as('approver-houses'), { documentId: first.documentId })),
    ).toMatch(/documents\/(forbidden|not-found)/);
    const second = await edition(first.documentId);
    expect(await refusal(issue(second, '2026-09-24'))).toBe('documents/force-day');
    expect(await refusal(commandsOf().startEdition(test.as('drafter'), second))).toBe(
      'documents/wrong-state',
    );
  });
});

/** A kind that has neither editions nor a sheet. */
async function issuedResolution() {
  const made = await adopted(test);
  await commandsOf().issueDocument(test.as('chair'), { documentId: made.documentId });
  return made;
}

describe('a kind without editions', () => {
  it('has no new edition and no acquaintance sheet', async () => {
    const { documentId } = await issuedResolution();
    expect(await refusal(commandsOf().startEdition(test.as('drafter'), { documentId }))).toBe(
      'documents/no-editions',
    );
    const subjects = [`user:${CONSENT}`];
    expect(await refusal(commandsOf().askToRead(test.as('drafter'), { documentId, subjects }))).toBe(
      'documents/no-acquaintance',
    );
    await test.auditOf(documentId);
  });
});

describe('the acquaintance sheet', () => {
  it('records who has read which text, once, and tells who has not', async () => {
    const { documentId } = await regulation();
    const drafter = test.as('drafter');
    const subjects = [`user:${CONSENT}`, `user:${sampleUserId('approver-houses')}`];
    expect(await refusal(commandsOf().askToRead(drafter, { documentId, subjects }))).toBe(
      'documents/wrong-state',
    );
    const { versionSha256 } = await head(documentId);
    await issue({ documentId, versionSha256 });
    expect(await commandsOf().askToRead(drafter, { documentId, subjects })).toEqual({ asked: 2 });
    expect(await commandsOf().askToRead(drafter, { documentId, subjects })).toEqual({ asked: 0 });
    const unknown = { documentId, subjects: ['user:usr_nobody'] };
    expect(await refusal(commandsOf().askToRead(drafter, unknown))).toBe('documents/participant-unknown');
    const stranger = test.as('approver-houses');
    expect(await queriesOf().listUnread(stranger)).toEqual([expect.objectContaining({ id: documentId })]);
    await commandsOf().confirmReading(stranger, { documentId, versionSha256 });
    await commandsOf().confirmReading(stranger, { documentId, versionSha256 });
    expect(await queriesOf().listUnread(stranger)).toEqual([]);
    expect(await refusal(commandsOf().confirmReading(test.as('chair'), { documentId, versionSha256 }))).toBe(
      'documents/not-asked-to-acquaint',
    );
    expect(
      await refusal(
        commandsOf().confirmReading(test.as('moderator'), {
          documentId,
          versionSha256: '0'.repeat(64),
        }),
      ),
    ).toBe('documents/version-conflict');
    const sheet = await queriesOf().getAcquaintance(drafter, { documentId });
    expect(sheet).toMatchObject({ confirmed: 1, mayLead: true, open: true });
    expect(sheet.lines.find((line) => line.confirmedAt)).toMatchObject({ versionSha256 });
    expect((await queriesOf().getAcquaintance(stranger, { documentId })).lines).toHaveLength(1);
    await commandsOf().removeReader(drafter, { documentId, userId: sampleUserId('approver-houses') });
    await commandsOf().removeReader(drafter, { documentId, userId: CONSENT });
    expect((await queriesOf().getAcquaintance(drafter, { documentId })).lines).toHaveLength(1);
    for (const format of ['pdf', 'docx'] as const) {
      const made = await queriesOf().getAcquaintanceSheet(drafter, { documentId, format });
      expect(made.bytes.byteLength).toBeGreaterThan(2000);
    }
    const types = await test.auditOf(documentId);
    expect(types.slice(-3)).toEqual([
      'document.acquaintance-asked',
      'document.acquainted',
      'document.acquaintance-withdrawn',
    ]);
  });

  it('sends one letter to each asked, none to who has read it meanwhile, and is full at five hundred', async () => {
    const { documentId, versionSha256 } = await regulation();
    await issue({ documentId, versionSha256 });
    const [reader, other] = ['approver-institute', 'inspector'].map((key) => sampleUserId(key)) as [
      string,
      string,
    ];
    const subjects = [`user:${reader}`, `user:${other}`];
    await commandsOf().askToRead(test.as('secretary'), { documentId, subjects });
    await commandsOf().confirmReading(test.as('inspector'), { documentId, versionSha256 });
    await test.app.settle();
    const send = (eventId: string, userIds: string[]) =>
      commandsOf().sendReadingLetters(test.app.system('test'), { documentId, eventId, userIds });
    await send('evt_again', [other]);
    const { letters } = await test.app.services.identity.listLetters(test.app.system('test'));
    const asked = letters.filter(({ subject }) => subject.startsWith('Ознакомьтесь: Положение'));
    expect(asked.map(({ to }) => /@(\w+)\./.exec(to)?.[1])).toEqual(['institute']);

    const line = { position: '', askedAt: test.clock.now(), askedByName: '', confirmedAt: null };
    const acquaintance = Array.from({ length: 500 }, (_, n) => ({
      ...line,
      userId: `usr_${n}`,
      name: `Читатель ${n}`,
      versionSha256: null,
    }));
    await test.db
      .collection<{ _id: string }>('documents')
      .updateOne({ _id: documentId }, { $set: { acquaintance }, $inc: { version: 1 } });
    const full = commandsOf().askToRead(test.as('secretary'), { documentId, subjects });
    expect(await refusal(full)).toBe('documents/acquaintance-full');
  });

  it('takes confirmations at once, each of them recorded once', async () => {
    const { documentId, versionSha256 } = await regulation();
    await issue({ documentId, versionSha256 });
    const keys = ['moderator', 'secretary', 'approver-houses', 'approver-institute'];
    const subjects = keys.map((key) => `user:${sampleUserId(key)}`);
    await commandsOf().askToRead(test.as('drafter'), { documentId, subjects });
    await Promise.all(
      [...keys, ...keys].map((key) =>
        commandsOf().confirmReading(test.as(key), { documentId, versionSha256 }),
      ),
    );
    const sheet = await queriesOf().getAcquaintance(test.as('drafter'), { documentId });
    expect(sheet.confirmed).toBe(4);
    const read = (await test.auditOf(documentId)).filter((type) => type === 'document.acquainted');
    expect(read).toHaveLength(4);
  });
});
