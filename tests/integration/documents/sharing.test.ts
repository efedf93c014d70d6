// Participants, visibility, personal links, consents: success, policy, state, stale, audit; lists and search agree.
import { describe, expect, it } from 'vitest';
import { sampleOrganisationId, sampleUserId, tokensOfActor } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal } from './life';

const test = registerTestApp();
const commands = () => test.app.services.documents.commands;
const queries = () => test.app.services.documents.queries;
const identity = () => test.app.services.identity;
const outsider = () => test.as('approver-houses');
const subject = `user:${sampleUserId('approver-houses')}`;
const houses = `org:${sampleOrganisationId('houses')}`;

const sharing = (id: string, who = 'drafter') => queries().getSharing(test.as(who), { id });
const mayOpen = async (ctx: Context, id: string) =>
  (await refusal(queries().getDocumentHead(ctx, { id }))) === 'fulfilled';
const hidden = async () => {
  const { documentId } = await createResolution(test);
  const { stamp } = await sharing(documentId);
  await commands().changeVisibility(test.as('drafter'), { documentId, visibility: 'participants', stamp });
  return documentId;
};
/** The three that must agree: policy, list, search. */
async function seenBy(ctx: Context, documentId: string): Promise<boolean[]> {
  await test.app.settle();
  const document = await mayOpen(ctx, documentId);
  const list = await queries().listDocuments(ctx, { q: 'резолюция' });
  const source = await test.app.services.documents.getSearchSource(documentId);
  const tokens = tokensOfActor(ctx.actor);
  const found = await test.app.services.finding.search(ctx, { q: 'резолюция' });
  return [
    document,
    list.items.some(({ id }) => id === documentId),
    source?.acl.some((token) => tokens.includes(token)) ?? false,
    JSON.stringify(found).includes(documentId),
  ];
}

describe('participants', () => {
  it('read from the moment they are added until they are removed; policy, list and search agree', async () => {
    const documentId = await hidden();
    expect(new Set(await seenBy(outsider(), documentId))).toEqual(new Set([false]));
    await commands().addParticipant(test.as('drafter'), { documentId, subject, role: 'reader' });
    expect(new Set(await seenBy(outsider(), documentId))).toEqual(new Set([true]));
    const { stamp } = await sharing(documentId);
    await commands().removeParticipant(test.as('drafter'), { documentId, subject, stamp });
    expect(new Set(await seenBy(outsider(), documentId))).toEqual(new Set([false]));
    expect(await test.auditOf(documentId)).toEqual([
      'document.created',
      'document.visibility-changed',
      'document.participant-added',
      'document.participant-removed',
    ]);
    const { entries } = await queries().getHistory(test.as('drafter'), { id: documentId });
    expect(entries.map(({ text }) => text).join('\n')).toMatch(
      /добавил\(а\) участника: \S+ \S+ \S+, читатель/,
    );
  });

  it('a co-author of another organisation revises, a reader does not', async () => {
    const documentId = await hidden();
    const revise = async () => (await queries().getDocumentHead(outsider(), { id: documentId })).can.revise;
    await commands().addParticipant(test.as('drafter'), { documentId, subject, role: 'reader' });
    expect(await revise()).toBe(false);
    const change = { documentId, subject, role: 'co-author' as const };
    const { stamp } = await sharing(documentId);
    await commands().changeParticipant(test.as('drafter'), { ...change, stamp });
    expect(await revise()).toBe(true);
    expect(await refusal(commands().changeParticipant(test.as('drafter'), { ...change, stamp }))).toBe(
      'documents/sharing-changed',
    );
  });

  it('are refused by policy, twice, unknown, with a section that is not there', async () => {
    const documentId = await hidden();
    const add = (ctx: Context, change = {}) =>
      refusal(commands().addParticipant(ctx, { documentId, subject, role: 'moderator', ...change }));
    expect(await add(outsider())).toBe('documents/not-found');
    expect(await add(test.as('drafter'), { sections: ['nowhere'] })).toBe('documents/section-unknown');
    expect(await add(test.as('drafter'), { subject: 'user:usr_none' })).toBe('documents/participant-unknown');
    expect(await add(test.as('drafter'))).toBe('fulfilled');
    expect(await add(test.as('drafter'))).toBe('documents/participant-exists');
    expect(await add(outsider(), { subject: houses })).toBe('documents/forbidden');
  });
});

describe('visibility', () => {
  it('opens to the installation, never of a confidential kind', async () => {
    const documentId = await hidden();
    const open = async (id: string) =>
      refusal(
        commands().changeVisibility(test.as('drafter'), {
          documentId: id,
          visibility: 'installation',
          stamp: (await sharing(id)).stamp,
        }),
      );
    expect(await open(documentId)).toBe('fulfilled');
    expect(new Set(await seenBy(outsider(), documentId))).toEqual(new Set([true]));
    const template = await test.app.templates.getCurrentTemplate('mediation-agreement/settlement');
    const secret = await commands().createDocument(test.as('drafter'), {
      templateId: 'mediation-agreement/settlement',
      owner: sampleOrganisationId('dvor'),
      fields: template.sample ?? {},
    });
    expect(await open(secret.documentId)).toBe('documents/visibility-kind');
  });
});

describe('personal links', () => {
  const person = { name: 'Гостев Пётр Ильич', email: 'gostev@gost.example' };
  const visitor = () => test.anonymous();
  const issue = async (documentId: string) => {
    const expiresOn = new Date(test.clock.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
    const input = { documentId, ...person, role: 'reviewer' as const, expiresOn };
    return (await commands().issuePersonalLink(test.as('drafter'), input)).linkId;
  };
  /** All secrets of kept letters; which belong to the link only their use can tell. */
  async function newest(pattern: RegExp, fits: (secret: string) => Promise<boolean>): Promise<string> {
    const system = test.app.system('test');
    for (const { fileName } of (await identity().listLetters(system)).letters) {
      const text = (await identity().findLetter(system, { fileName }))?.text ?? '';
      const secret = pattern.exec(text)?.[1];
      if (secret && (await fits(secret))) return secret;
    }
    throw new Error('no such letter');
  }
  async function open(documentId: string) {
    const token = await newest(/\/l\/([\w-]+)/, async (one) =>
      identity()
        .sendLinkCode(visitor(), { token: one })
        .then(
          () => true,
          () => false,
        ),
    );
    const { challenge } = await identity().sendLinkCode(visitor(), { token });
    const wrong = identity().openPersonalLink(visitor(), { token, challenge, code: 'нет' });
    expect(await refusal(wrong)).toBe('identity/link-code-wrong');
    let session = '';
    await newest(/Код: (\d{6})/, async (code) =>
      identity()
        .openPersonalLink(visitor(), { token, challenge, code })
        .then(
          (opened) => {
            session = opened.session;
            return opened.documentId === documentId;
          },
          () => false,
        ),
    );
    return { token, challenge, session };
  }

  it('open one document by a code of the letter; revoked, they open nothing', async () => {
    const documentId = await hidden();
    const linkId = await issue(documentId);
    const { session, token } = await open(documentId);
    const guest = await identity().resolveGuest([session], { documentId }, test.clock.now());
    expect(guest?.actor).toMatchObject({ type: 'guest', id: linkId, name: person.name });
    expect(await identity().resolveGuest([session], { documentId: 'doc_x' }, test.clock.now())).toBeNull();

    const ctx: Context = { ...visitor(), actor: guest?.actor ?? visitor().actor };
    const view = await queries().getDocument(ctx, { id: documentId });
    expect(view).toMatchObject({ guest: true, outdated: false, files: [] });
    expect(Object.values(view.can).flat().some(Boolean)).toBe(false);
    const next = await createResolution(test);
    expect(await refusal(queries().getDocument(ctx, { id: next.documentId }))).toBe('documents/not-found');
    expect(await refusal(commands().addParticipant(ctx, { documentId, subject, role: 'reader' }))).toBe(
      'documents/forbidden',
    );

    expect(await refusal(commands().revokePersonalLink(outsider(), { documentId, linkId }))).toBe(
      'documents/not-found',
    );
    await commands().revokePersonalLink(test.as('drafter'), { documentId, linkId });
    expect(await identity().resolveGuest([session], { documentId }, test.clock.now())).toBeNull();
    expect(await refusal(identity().getPersonalLink(visitor(), { token }))).toBe('identity/link-revoked');
    expect(await mayOpen(ctx, documentId)).toBe(false);
    await test.app.settle();
    const { lines } = await test.app.audit.listEntries(test.app.system('test'), {
      aggregate: { type: 'link', id: linkId },
    });
    expect(lines.map(({ type }) => type).reverse()).toEqual(['link.issued', 'link.opened', 'link.revoked']);
    expect(JSON.stringify(lines.map(({ data }) => data))).not.toContain('gostev');
  });

  it('show the version they were sent for; sent again, the newest, and the former link dies', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const linkId = await issue(documentId);
    const { fields } = await test.app.services.documents.readVersion(documentId);
    const changed = { ...fields, formula: 'Участники предлагают следующее:' };
    const saved = await commands().saveVersion(test.as('drafter'), {
      documentId,
      baseSha256: versionSha256,
      fields: changed,
    });
    const ctx: Context = { ...visitor(), actor: { type: 'guest', id: linkId, name: '', memberships: [] } };
    const seen = () => queries().getDocumentHead(ctx, { id: documentId });
    expect(await seen()).toMatchObject({ versionSha256, versionNumber: 1, outdated: true });
    // Remarks of later versions are not his, nor is the working copy.
    await commands().makeRemark(test.as('drafter'), { documentId, block: null, text: 'О новой версии' });
    const filter = { status: 'all', mine: false, author: '', block: '', page: 1, part: 1 } as const;
    const remarks = await queries().getRemarks(ctx, { id: documentId, ...filter });
    expect(remarks).toMatchObject({
      version: { number: 1, sha256: versionSha256 },
      hasDraft: false,
      threads: [],
    });
    expect(remarks.counts).toMatchObject({ open: 0, all: 0 });
    await commands().resendPersonalLink(test.as('drafter'), { documentId, linkId });
    expect(await seen()).toMatchObject({ versionSha256: saved.sha256, versionNumber: 2, outdated: false });
  });

  it('end with their day, with five wrong codes, and with ten minutes of a code', async () => {
    const documentId = await hidden();
    await issue(documentId);
    const { token } = await open(documentId);
    const { challenge } = await identity().sendLinkCode(visitor(), { token });
    const guess = () => identity().openPersonalLink(visitor(), { token, challenge, code: 'нет' });
    for (let n = 0; n < 4; n += 1) expect(await refusal(guess())).toBe('identity/link-code-wrong');
    expect(await refusal(guess())).toBe('identity/link-code-over');
    expect(await refusal(guess())).toBe('identity/link-code-over');
    const second = await identity().sendLinkCode(visitor(), { token });
    test.clock.advance(10 * 60_000);
    const late = identity().openPersonalLink(visitor(), {
      token,
      challenge: second.challenge,
      code: '123456',
    });
    expect(await refusal(late)).toBe('identity/link-code-over');
    test.clock.advance(11 * 86_400_000);
    expect(await refusal(identity().getPersonalLink(visitor(), { token }))).toBe('identity/link-expired');
    expect(await refusal(identity().getPersonalLink(visitor(), { token: 'x' }))).toBe(
      'identity/link-unknown',
    );
  });
});

describe('consents', () => {
  const ofHouses = async (documentId: string) =>
    (await sharing(documentId)).consents.find((one) => one.subject === houses)?.status;

  it('are asked, then given by the organisation itself; silence is none', async () => {
    const documentId = await hidden();
    await commands().addParticipant(test.as('drafter'), {
      documentId,
      subject: houses,
      role: 'co-organiser',
    });
    expect(await ofHouses(documentId)).toBe('not-asked');
    const answer = { documentId, subject: houses, answer: 'given' as const, way: 'product' as const };
    const head: Context = {
      ...outsider(),
      actor: {
        ...outsider().actor,
        memberships: [{ organisationId: sampleOrganisationId('houses'), roles: ['chair'] }],
      },
    };
    expect(await refusal(commands().answerNameConsent(head, answer))).toBe('documents/consent-absent');
    await commands().askNameConsent(test.as('drafter'), { documentId, subject: houses });
    expect(await refusal(commands().answerNameConsent(test.as('drafter'), answer))).toBe(
      'documents/forbidden',
    );
    await commands().answerNameConsent(head, answer);
    expect(await ofHouses(documentId)).toBe('given');
    expect(await refusal(commands().answerNameConsent(head, answer))).toBe('documents/consent-answered');
    expect(await test.auditOf(documentId)).toEqual(
      expect.arrayContaining(['document.consent-asked', 'document.consent-answered']),
    );
  });

  it('of organisations named in the fields come by letter with number and date', async () => {
    const { documentId } = await createResolution(test);
    const first = (await sharing(documentId)).consents[0];
    expect(first).toMatchObject({ status: 'not-asked', subject: expect.stringMatching(/^name:/) });
    const named = first?.subject ?? '';
    await commands().askNameConsent(test.as('drafter'), { documentId, subject: named });
    const answer = { documentId, subject: named, answer: 'refused' as const, way: 'letter' as const };
    expect(await refusal(commands().answerNameConsent(test.as('drafter'), answer))).toBe(
      'documents/consent-letter',
    );
    const letter = { letterNumber: '17/2', letterDate: '2026-09-20' };
    await commands().answerNameConsent(test.as('drafter'), { ...answer, ...letter });
    const after = (await queries().listNameConsents(test.as('drafter'), { documentId })).find(
      (one) => one.subject === named,
    );
    expect(after).toMatchObject({
      status: 'refused',
      answer: { letter: { number: '17/2', date: '2026-09-20' } },
    });
  });
});
