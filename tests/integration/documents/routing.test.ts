// A running route through the real commands: letters, people on the way, substitutes, personal links, re-approval.
import { describe, expect, it } from 'vitest';
import { sampleUserId } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { OWNER, registerTestApp } from '../../setup/test-app';
import { bindings, createResolution, decision, refusal, sampleFields, submitted } from './life';

const test = registerTestApp();
const commands = () => test.app.services.documents.commands;
const queries = () => test.app.services.documents.queries;
const step = { stepId: 'co-organisers' };
const view = (documentId: string) => queries().getDocument(test.as('drafter'), { id: documentId });
const placeOf = async (documentId: string, key: string) =>
  (await view(documentId)).route.steps.flatMap(({ assignees }) => assignees).find((one) => one.key === key);

describe('a decision by letter', () => {
  const form = (made: { documentId: string; versionSha256: string }) => ({
    ...decision(made, 'houses'),
    letterNumber: '17/2',
    letterDate: '2026-09-20',
  });

  it('is entered with its number, date and scan by who runs the route, and by nobody else', async () => {
    const made = await submitted(test);
    const bytes = new TextEncoder().encode('%PDF-1.7 letter');
    const scan = { name: 'letter.pdf', mediaType: 'application/pdf', bytes };
    expect(
      await refusal(commands().enterLetterDecision(test.as('approver-houses'), { form: form(made) })),
    ).toBe('documents/forbidden');
    const late = { ...form(made), letterDate: '2030-01-01' };
    expect(await refusal(commands().enterLetterDecision(test.as('drafter'), { form: late }))).toBe(
      'documents/letter-from-future',
    );
    const stale = { ...form(made), versionSha256: 'a'.repeat(64) };
    expect(await refusal(commands().enterLetterDecision(test.as('drafter'), { form: stale }))).toBe(
      'workflows/wrong-version',
    );
    await commands().enterLetterDecision(test.as('drafter'), { form: form(made), scan });
    const place = await placeOf(made.documentId, 'houses');
    expect(place?.channel).toContain('№ 17/2');
    const sha256 = place?.scanSha256 ?? '';
    const kept = await queries().getLetterScan(test.as('drafter'), { id: made.documentId, sha256 });
    expect([kept.mediaType, kept.bytes.length]).toEqual(['application/pdf', bytes.length]);
    expect(await refusal(commands().enterLetterDecision(test.as('drafter'), { form: form(made) }))).toBe(
      'workflows/already-decided',
    );
    expect(await test.auditOf(made.documentId)).toContain('document.decided');
  });
});

describe('people on the way', () => {
  it('are taken out with a reason, added, replaced; the last one may not go', async () => {
    const { documentId } = await submitted(test);
    const at = { documentId, ...step };
    expect(
      await refusal(
        commands().removeApprover(test.as('approver-houses'), {
          ...at,
          assigneeKey: 'houses',
          reason: 'нет',
        }),
      ),
    ).toBe('documents/forbidden');
    await commands().removeApprover(test.as('drafter'), {
      ...at,
      assigneeKey: 'houses',
      reason: 'вышли из числа',
    });
    expect(await placeOf(documentId, 'houses')).toMatchObject({ state: 'removed', reason: 'вышли из числа' });
    await commands().addApprover(test.as('drafter'), { ...at, subject: `user:${sampleUserId('chair')}` });
    await commands().replaceApprover(test.as('drafter'), {
      ...at,
      assigneeKey: 'institute',
      name: 'Гостева Анна Ильинична',
      reason: 'уволилась',
    });
    expect((await placeOf(documentId, 'institute'))?.state).toBe('removed');
    expect(await refusal(commands().addApprover(test.as('drafter'), at))).toBe('documents/approver-unnamed');
    expect(await test.auditOf(documentId)).toEqual(
      expect.arrayContaining([
        'document.approver-removed',
        'document.approver-added',
        'document.approver-replaced',
      ]),
    );
  });

  it('hand a decision over once and till a day', async () => {
    const made = await submitted(test);
    const at = { documentId: made.documentId, ...step, assigneeKey: 'houses', until: '2026-09-23' };
    const subject = `user:${sampleUserId('secretary')}`;
    expect(
      await refusal(commands().delegateDecision(test.as('approver-institute'), { ...at, subject })),
    ).toBe('workflows/not-assignee');
    await commands().delegateDecision(test.as('approver-houses'), { ...at, subject });
    const place = (await queries().getDocument(test.as('secretary'), { id: made.documentId })).can.decide[0];
    expect(place).toMatchObject({ stepId: 'co-organisers', assigneeKey: 'm1' });
    await commands().decideDocument(test.as('secretary'), {
      ...made,
      ...step,
      assigneeKey: 'm1',
      decision: 'agree',
    });
    expect((await placeOf(made.documentId, 'm1'))?.decision).toBe('agree');
  });

  it('are not asked any more after a stop; sent again, a new route starts and the old stays on record', async () => {
    const made = await submitted(test);
    await commands().decideDocument(test.as('approver-houses'), decision(made, 'houses'));
    await commands().stopRoute(test.as('drafter'), {
      documentId: made.documentId,
      reason: 'ошибка в составе',
    });
    expect(
      await refusal(commands().decideDocument(test.as('approver-institute'), decision(made, 'institute'))),
    ).toBe('documents/wrong-state');
    await commands().submitDocument(test.as('drafter'), { ...made, bindings });
    const routing = await queries().getRouting(test.as('drafter'), { id: made.documentId });
    expect(routing.past).toMatchObject([{ status: 'stopped', decisions: 1 }]);
  });
});

describe('a substitute', () => {
  const appoint = (who: string, substitute: string) =>
    commands().appointSubstitute(test.as(who), {
      subject: `user:${sampleUserId(substitute)}`,
      from: '2026-09-20',
      until: '2026-09-30',
    });

  it('decides «за …» in the period; there is no chain, no circle and no self', async () => {
    const made = await submitted(test);
    await appoint('approver-consumers', 'approver-mediators');
    expect(await refusal(appoint('approver-mediators', 'approver-mediators'))).toBe(
      'documents/substitute-self',
    );
    expect(await refusal(appoint('approver-mediators', 'approver-consumers'))).toBe(
      'documents/substitute-absent',
    );
    expect(await refusal(appoint('approver-mediators', 'secretary'))).toBe('documents/substitute-chain');
    expect(await refusal(appoint('approver-consumers', 'secretary'))).toBe('documents/substitute-twice');
    const ctx = test.as('approver-mediators');
    const seen = await queries().getDocument(ctx, { id: made.documentId });
    expect(seen.can.decide.map(({ onBehalfOf }) => onBehalfOf !== null).sort()).toEqual([false, true]);
    await commands().decideDocument(ctx, decision(made, 'consumers'));
    expect((await placeOf(made.documentId, 'consumers'))?.channel).toContain('за:');
    expect(await refusal(commands().decideDocument(ctx, decision(made, 'houses')))).toBe(
      'workflows/not-assignee',
    );
    const [mine] = await queries().listSubstitutions(test.as('approver-consumers'));
    await commands().cancelSubstitute(test.as('approver-consumers'), { id: mine?.id ?? '' });
    expect(await queries().listSubstitutions(ctx)).toEqual([]);
  });

  it('decides «за …» also where the route asks a role, from the day he was appointed', async () => {
    const fields = await sampleFields(test);
    const made = await commands().createDocument(test.as('drafter'), {
      templateId: 'resolution/flat',
      workflowId: 'resolution/simple',
      owner: OWNER,
      fields,
    });
    await commands().submitDocument(test.as('drafter'), made);
    const ctx = test.as('inspector');
    const mine = async () =>
      (await queries().listApprovalTasks(ctx)).filter(({ documentId }) => documentId === made.documentId);
    expect(await mine()).toEqual([]);
    const agree = () =>
      commands().decideDocument(ctx, {
        ...made,
        stepId: 'chair',
        assigneeKey: 'role-chair',
        decision: 'agree',
      });
    expect(await refusal(agree())).not.toBe('fulfilled');
    await appoint('chair', 'inspector');
    expect(await mine()).toMatchObject([
      { stepId: 'chair', onBehalfOf: expect.stringContaining('Образцова') },
    ]);
    const { documents } = test.app.services;
    const morning = { ...test.app.system('test'), now: () => new Date('2026-09-22T06:30:00Z') };
    await documents.commands.sendDigests(morning);
    const { letters } = await test.app.services.identity.listLetters(test.app.system('test'));
    const digests = letters.filter(({ subject }) => subject.startsWith('На согласовании у вас'));
    expect(digests.map(({ to }) => to).join()).toContain('inspektor@');
    await agree();
    const place = await placeOf(made.documentId, 'role-chair');
    expect(place?.channel).toMatch(/за: .*Образцова/);
    expect((await view(made.documentId)).state).toBe('approved');
  });

  it('is appointed by the office for a colleague of its own organisation and for nobody else', async () => {
    const drafter = sampleUserId('drafter');
    const appointFor = (who: string, personId: string) =>
      commands().appointSubstitute(test.as(who), {
        personId,
        subject: `user:${sampleUserId('moderator')}`,
        from: '2026-11-01',
        until: '2026-11-05',
      });
    const office = test.as('secretary');
    const colleagues = (await queries().listAppointable(office)).map(({ subject }) => subject);
    expect(colleagues).toContain(`user:${drafter}`);
    expect(colleagues).not.toContain(`user:${sampleUserId('approver-houses')}`);
    expect(await queries().listAppointable(test.as('drafter'))).toEqual([]);
    await appointFor('secretary', drafter);
    expect(await queries().listSubstitutions(office, { personId: drafter })).toMatchObject([
      { side: 'mine', from: '2026-11-01', until: '2026-11-05' },
    ]);
    for (const [who, whose] of [
      ['secretary', sampleUserId('approver-houses')],
      ['moderator', drafter],
    ] as const) {
      expect(await refusal(appointFor(who, whose))).toBe('documents/forbidden');
      expect(await refusal(queries().listSubstitutions(test.as(who), { personId: whose }))).toBe(
        'documents/forbidden',
      );
    }
  });
});

describe('somebody without an account', () => {
  it('decides by his personal link, in his place and on the version he was asked about', async () => {
    const made = await createResolution(test);
    const email = 'gosteva@gost.example';
    await commands().submitDocument(test.as('drafter'), {
      ...made,
      bindings: { ...bindings, 'coOrganisers.houses': { email } },
    });
    await test.app.settle();
    const jobs = await test.app.jobs.list({ kind: 'route-notice', limit: 200 });
    const own = jobs.filter(({ payload }) => payload.documentId === made.documentId);
    expect(own.map(({ payload }) => payload.assigneeKey)).toContain('houses');
    for (const { payload } of own)
      await commands().sendRouteNotice(test.app.system('test'), payload as never);
    const sharing = await queries().getSharing(test.as('drafter'), { id: made.documentId });
    const linkId = sharing.links.find((link) => link.email === email)?.id ?? '';
    const ctx: Context = {
      ...test.anonymous(),
      actor: { type: 'guest', id: linkId, name: 'Гостева', memberships: [] },
    };
    const seen = await queries().getDocument(ctx, { id: made.documentId });
    expect(seen.can.decide).toMatchObject([{ assigneeKey: 'houses', onBehalfOf: null }]);
    expect(await refusal(commands().decideDocument(ctx, decision(made, 'institute')))).toBe(
      'documents/not-found',
    );
    await commands().decideDocument(ctx, decision(made, 'houses'));
    expect((await placeOf(made.documentId, 'houses'))?.channel).toContain('по личной ссылке');
    expect(await refusal(commands().decideDocument(ctx, decision(made, 'houses')))).toBe(
      'workflows/already-decided',
    );
    const { letterless, mayAttach } = await queries().getRouting(test.as('drafter'), {
      id: made.documentId,
    });
    expect(mayAttach).toBe(true);
    expect(letterless.map(({ warning }) => warning)).toEqual([
      expect.stringContaining('письма от организации нет'),
    ]);
    // His body's letter comes afterwards: it is put behind the consent by who runs the route, once.
    const attached = {
      documentId: made.documentId,
      decisionId: letterless[0]?.decisionId ?? '',
      letterNumber: '17/2',
      letterDate: '2026-09-21',
    };
    const attach = (who: string, change: object = {}) =>
      refusal(commands().attachLetter(test.as(who), { form: { ...attached, ...change } }));
    expect(await attach('approver-institute')).toBe('documents/forbidden');
    expect(await attach('drafter', { letterDate: '2030-01-01' })).toBe('documents/letter-from-future');
    expect(await attach('drafter')).toBe('fulfilled');
    expect(await attach('drafter')).toBe('workflows/no-consent-for-letter');
    expect((await placeOf(made.documentId, 'houses'))?.channel).toMatch(
      /по личной ссылке; письмо от .*17\/2/,
    );
    const after = await queries().getRouting(test.as('drafter'), { id: made.documentId });
    expect(after.letterless).toEqual([]);
    expect(await test.auditOf(made.documentId)).toContain('document.letter-attached');
  });
});

describe('the preview', () => {
  it('says who and when for this very document before it is sent, and nothing to a guest', async () => {
    const { documentId } = await createResolution(test);
    const routing = await queries().getRouting(test.as('drafter'), { id: documentId });
    expect(routing.preview?.problems).toEqual([]);
    expect(routing.preview?.steps[0]?.who[0]).toMatchObject({
      external: true,
      place: 'coOrganisers.inspection',
    });
    expect(routing.preview?.until).toMatch(/^2026-/);
  });
});

describe('several at once', () => {
  it('are agreed on the versions the list showed; what is refused does not stop the others', async () => {
    const [one, two] = [await submitted(test), await submitted(test)];
    const ctx = test.as('approver-inspection');
    const tasks = await queries().listApprovalTasks(ctx);
    const chosen = tasks
      .filter(({ documentId }) => [one.documentId, two.documentId].includes(documentId))
      .map((task) => [task.documentId, task.stepId, task.assigneeKey, task.versionSha256].join('|'));
    expect(chosen).toHaveLength(2);
    const outcomes = await commands().agreeToMany(ctx, { chosen: [...chosen, chosen[0] ?? ''] });
    expect(outcomes.map(({ agreed }) => agreed)).toEqual([true, true, false]);
    expect(await refusal(commands().agreeToMany(ctx, { chosen: ['x'] }))).not.toBe('fulfilled');
    const waited = await queries().listWaited(test.as('drafter'));
    expect(waited.find(({ documentId }) => documentId === one.documentId)).toMatchObject({
      waiting: 'ждём ответа: 4 из 5',
      overdue: [],
    });
    test.clock.advance(10 * 86_400_000);
    const late = await queries().listWaited(test.as('drafter'));
    expect(late.find(({ documentId }) => documentId === one.documentId)?.overdue).toHaveLength(4);
    expect(await queries().listWaited(test.as('approver-houses'))).toEqual([]);
  });
});

describe('a regulation', () => {
  it('goes through consent by link and approval, is returned, and a new version repeats both marks', async () => {
    const templateId = 'regulation/case-club';
    const { sample } = await test.app.templates.getCurrentTemplate(templateId);
    const made = await commands().createDocument(test.as('drafter'), {
      templateId,
      owner: OWNER,
      fields: structuredClone(sample ?? {}) as Record<string, unknown>,
    });
    const email = 'consent@gost.example';
    await commands().submitDocument(test.as('drafter'), {
      ...made,
      bindings: {
        consentingOfficial: { email },
        approvingOfficial: { userId: sampleUserId('chair') },
      },
    });
    const { documentId } = made;
    const notify = async () => {
      await test.app.settle();
      const jobs = await test.app.jobs.list({ kind: 'route-notice', limit: 500 });
      for (const { payload } of jobs.filter((job) => job.payload.documentId === documentId))
        await commands().sendRouteNotice(test.app.system('test'), payload as never);
    };
    await notify();
    const { links } = await queries().getSharing(test.as('drafter'), { id: documentId });
    const id = links.find((link) => link.email === email)?.id ?? '';
    const guest: Context = {
      ...test.anonymous(),
      actor: { type: 'guest', id, name: 'Согласный', memberships: [] },
    };
    const consent = (versionSha256: string) =>
      commands().decideDocument(guest, {
        documentId,
        versionSha256,
        stepId: 'consent',
        assigneeKey: 'main',
        decision: 'agree',
      });
    await consent(made.versionSha256);
    const approve = async (versionSha256: string, change: object) =>
      commands().decideDocument(test.as('chair'), {
        documentId,
        versionSha256,
        stepId: 'approval',
        assigneeKey: 'main',
        decision: 'agree',
        ...change,
      });
    await approve(made.versionSha256, { decision: 'return', remark: 'Уточните срок действия.' });
    const head = await view(documentId);
    expect(head.state).toBe('returned');
    for (const remark of head.remarks)
      await commands().answerRemark(test.as('drafter'), {
        documentId,
        remarkId: remark.id,
        outcome: 'accepted',
        text: 'Срок указан.',
      });
    const { body } = await test.app.services.documents.readVersion(documentId);
    const next = await commands().saveVersion(test.as('drafter'), {
      documentId,
      baseSha256: made.versionSha256,
      body: { ...body, blocks: body.blocks.slice(0, -1) },
    });
    await commands().submitDocument(test.as('drafter'), { documentId, versionSha256: next.sha256 });
    expect((await view(documentId)).can.decide).toEqual([]);
    expect(await refusal(consent(made.versionSha256))).toBe('workflows/wrong-version');
    await notify();
    expect(await queries().getDocumentHead(guest, { id: documentId })).toMatchObject({
      versionSha256: next.sha256,
      outdated: false,
    });
    await consent(next.sha256);
    await approve(next.sha256, {
      groundKind: 'protocol',
      groundName: 'общее собрание',
      groundDate: '2026-09-21',
      groundNumber: '12',
    });
    expect((await view(documentId)).state).toBe('approved');
    const decisions = (await view(documentId)).route.steps.flatMap(({ assignees }) => assignees);
    expect(decisions.map(({ versionSha256 }) => versionSha256)).toEqual([next.sha256, next.sha256]);
    for (const name of ['sheet', 'remarks'] as const) {
      const file = await queries().getRoutePaper(test.as('drafter'), { documentId, name, format: 'docx' });
      expect(file.bytes.length).toBeGreaterThan(2000);
    }
    expect(await refusal(queries().getRoutePaper(guest, { documentId, name: 'sheet', format: 'docx' }))).toBe(
      'documents/not-found',
    );
  });
});

describe('the morning letter', () => {
  it('goes out once a working day, between nine and ten', async () => {
    await submitted(test);
    const { documents } = test.app.services;
    const system = (now: string) => ({ ...test.app.system('test'), now: () => new Date(now) });
    expect(await documents.commands.sendDigests(system('2026-10-03T06:30:00Z'))).toBe(0);
    expect(await documents.commands.sendDigests(system('2026-10-05T12:30:00Z'))).toBe(0);
    expect(await documents.commands.sendDigests(system('2026-10-05T06:30:00Z'))).toBeGreaterThan(4);
    await documents.commands.sendDigests(system('2026-10-05T06:45:00Z'));
    const { letters } = await test.app.services.identity.listLetters(test.app.system('test'));
    const mine = letters.filter(({ subject }) => subject.startsWith('На согласовании у вас'));
    expect(new Set(mine.map(({ fileName }) => fileName)).size).toBe(mine.length);
    expect(mine.length).toBeGreaterThan(4);
  });
});
