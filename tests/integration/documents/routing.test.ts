// A running route through the real commands: letters, people on the way, substitutes, personal links, re-approval.
import { describe, expect, it } from 'vitest';
import { sampleUserId } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { registerTestApp } from '../../setup/test-app';
import { bindings, createResolution, decision, refusal, submitted } from './life';

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
    expect((await queries().getRouting(test.as('drafter'), { id: made.documentId })).warnings).not.toEqual(
      [],
    );
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
