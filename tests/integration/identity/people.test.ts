// What administrators do with people and organisations: success, policy, state, stale, audit event.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  credentials,
  type IdentityHarness,
  identityHarness,
  lettersOf,
  MINUTE,
  outboxOf,
  setUpAdministrator,
} from './identity-harness';

let h: IdentityHarness;
let admin: Awaited<ReturnType<typeof setUpAdministrator>>;
beforeEach(async () => {
  h = await identityHarness();
  admin = await setUpAdministrator(h);
});

const DAY = 24 * 60 * MINUTE;
const person = {
  surname: 'Соседкина',
  name: 'Любовь',
  patronymic: 'Андреевна',
  password: 'семь синих слонов',
  passwordRepeat: 'семь синих слонов',
};
const invite = (email = 'new@example.org') =>
  h.identity.invitePerson(admin.ctx, {
    email,
    organisationId: admin.organisationId,
    position: 'специалист',
    roles: ['drafter'],
  });
async function tokenFor(email = 'new@example.org'): Promise<string> {
  const letters = (await lettersOf(h.outbox)).filter(({ to }) => to.includes(email));
  const tokens = letters.flatMap(({ text }) => /invitations\/([\w-]+)/.exec(text)?.[1] ?? []);
  for (const token of tokens) {
    const open = await h.identity.getInvitation(h.ctx(), { token }).then(
      () => true,
      () => false,
    );
    if (open) return token;
  }
  return tokens[0] ?? '';
}
async function joined(email = 'new@example.org') {
  await invite(email);
  const { userId } = await h.identity.acceptInvitation(h.ctx(), { ...person, token: await tokenFor(email) });
  const session = await h.identity.signIn(h.ctx(), credentials(email, person.password));
  const resolved = await h.identity.resolveSession(session.token, h.clock.now());
  return { userId, session, ctx: h.ctx(resolved?.actor) };
}
const typesOf = async (collection: string, id: string) =>
  (await outboxOf(h.connection, collection, id)).map(({ type }) => type);

describe('invitations', () => {
  it('bring a person in once; only the hash of the link is kept', async () => {
    const { invitationId } = await invite();
    const token = await tokenFor();
    const stored = JSON.stringify(await h.connection.collection('invitations').find({}).toArray());
    expect(stored).not.toContain(token);
    const { userId } = await h.identity.acceptInvitation(h.ctx(), { ...person, token });
    expect(await h.identity.findPerson(userId)).toMatchObject({
      surname: 'Соседкина',
      memberships: [{ position: 'специалист', roles: ['drafter'] }],
    });
    await expect(h.identity.acceptInvitation(h.ctx(), { ...person, token })).rejects.toMatchObject({
      code: 'identity/invitation-accepted',
    });
    expect(await typesOf('invitations', invitationId)).toEqual(['invitation.sent', 'invitation.accepted']);
    expect(await typesOf('users', userId)).toEqual(['user.added']);
  });

  it('two at once make one account', async () => {
    await invite();
    const token = await tokenFor();
    const results = await Promise.allSettled(
      [1, 2].map(() => h.identity.acceptInvitation(h.ctx(), { ...person, token })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('say what is wrong: mistaken, expired, revoked, sent again', async () => {
    const { invitationId } = await invite();
    const token = await tokenFor();
    const look = (text: string) => h.identity.getInvitation(h.ctx(), { token: text });
    await expect(look('nonsense')).rejects.toMatchObject({ code: 'identity/invitation-unknown' });
    h.clock.advance(14 * DAY);
    await expect(look(token)).rejects.toMatchObject({ code: 'identity/invitation-expired' });
    await h.identity.resendInvitation(admin.ctx, { invitationId });
    await expect(look(token)).rejects.toMatchObject({ code: 'identity/invitation-unknown' });
    const fresh = await tokenFor();
    expect(await look(fresh)).toMatchObject({ email: 'new@example.org', hasAccount: false });
    await h.identity.revokeInvitation(admin.ctx, { invitationId });
    await expect(look(fresh)).rejects.toMatchObject({ code: 'identity/invitation-revoked' });
  });

  it('are refused by policy and to who is already there or invited', async () => {
    const { ctx } = await joined();
    const again = { email: 'x@example.org', organisationId: admin.organisationId, roles: [] };
    await expect(h.identity.invitePerson(ctx, again)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(invite()).rejects.toMatchObject({ code: 'identity/already-member' });
    await invite('second@example.org');
    await expect(invite('second@example.org')).rejects.toMatchObject({ code: 'identity/already-invited' });
  });

  it('add a membership to who has an account, only when signed in with it', async () => {
    const { ctx, userId } = await joined();
    const { organisationId } = await h.identity.addOrganisation(admin.ctx, {
      name: 'Ассоциация «Вторая»',
      timeZone: 'Europe/Moscow',
    });
    await h.identity.invitePerson(admin.ctx, { email: 'new@example.org', organisationId, roles: ['reader'] });
    const token = await tokenFor();
    await expect(h.identity.joinByInvitation(admin.ctx, { token })).rejects.toMatchObject({
      code: 'identity/invitation-other-account',
    });
    await h.identity.joinByInvitation(ctx, { token });
    expect((await h.identity.findPerson(userId))?.memberships.map((one) => one.organisationId)).toContain(
      organisationId,
    );
    expect(await typesOf('users', userId)).toContain('user.membership-added');
  });
});

describe('changing people', () => {
  const stampOf = async (id: string) => (await h.identity.getManagedPerson(admin.ctx, { id })).stamp;
  const change = async (userId: string, roles: ('administrator' | 'drafter')[], stamp?: string) =>
    h.identity.changeMembership(admin.ctx, {
      userId,
      organisationId: admin.organisationId,
      position: 'секретарь',
      roles,
      stamp: stamp ?? (await stampOf(userId)),
    });

  it('sets position and roles; a form of another state is stale', async () => {
    const { userId, ctx } = await joined();
    const seen = await stampOf(userId);
    await change(userId, ['drafter', 'administrator']);
    await expect(change(userId, ['drafter'], seen)).rejects.toMatchObject({ code: 'identity/stale' });
    await expect(
      h.identity.changeMembership(ctx, {
        userId,
        organisationId: admin.organisationId,
        roles: ['administrator'],
        stamp: await stampOf(userId),
      }),
    ).rejects.toMatchObject({ code: 'identity/not-administrator' });
    expect(await typesOf('users', userId)).toContain('user.membership-changed');
  });

  it('keeps the last administrator, also when two demote each other at once', async () => {
    await expect(change(admin.userId, ['drafter'])).rejects.toMatchObject({
      code: 'identity/last-administrator',
    });
    const { userId } = await joined();
    await change(userId, ['administrator']);
    await Promise.allSettled([change(userId, ['drafter']), change(admin.userId, ['drafter'])]);
    const left = await h.identity.listPeople({ role: 'administrator' });
    expect(left.length).toBeGreaterThan(0);
  });

  it('closes and opens an account; nobody closes his own', async () => {
    const { userId, session } = await joined();
    await expect(
      h.identity.disableUser(admin.ctx, { userId: admin.userId, stamp: '' }),
    ).rejects.toMatchObject({ code: 'identity/not-yourself' });
    await h.identity.disableUser(admin.ctx, { userId, stamp: await stampOf(userId) });
    expect(await h.identity.resolveSession(session.token, h.clock.now())).toBeNull();
    await h.identity.enableUser(admin.ctx, { userId, stamp: await stampOf(userId) });
    await h.identity.signIn(h.ctx(), credentials('new@example.org', person.password));
    expect(await typesOf('users', userId)).toEqual(expect.arrayContaining(['user.disabled', 'user.enabled']));
  });

  it('lifts a lockout, and finds people by words, role and organisation', async () => {
    const { userId } = await joined();
    for (let n = 0; n < 5; n += 1) {
      await h.identity.signIn(h.ctx(), credentials('new@example.org', 'не тот')).catch(() => undefined);
    }
    const find = (q: string) => h.identity.searchPeople(admin.ctx, { q, role: 'drafter' });
    expect((await find('соседкина специалист')).items).toMatchObject([{ id: userId, locked: true }]);
    expect((await find('никого')).total).toBe(0);
    await h.identity.resetLockout(admin.ctx, { userId });
    await h.identity.signIn(h.ctx(), credentials('new@example.org', person.password));
    const stranger = h.ctx({ type: 'user', id: userId, name: '', memberships: [] });
    await expect(h.identity.searchPeople(stranger, {})).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('case forms', () => {
  it('of a person are proposed, corrected and confirmed, and void after a change', async () => {
    const { ctx, userId } = await joined();
    const proposed = await h.identity.getOwnForms(ctx, {});
    expect(proposed).toMatchObject({
      gender: 'female',
      confirmed: false,
      name: { genitive: 'Соседкиной Любови Андреевны', instrumental: 'Соседкиной Любовью Андреевной' },
    });
    const { stamp, gender, name, short, positions } = proposed;
    const input = { stamp, gender, name: { ...name, dative: 'Соседкиной Любови' }, short };
    await expect(
      h.identity.confirmPersonForms(ctx, {
        ...input,
        stamp: 'x',
        positions: positions.map((one) => one.cases),
      }),
    ).rejects.toMatchObject({ code: 'identity/stale' });
    await h.identity.confirmPersonForms(ctx, { ...input, positions: positions.map((one) => one.cases) });
    expect((await h.identity.findPerson(userId))?.forms?.name.dative).toBe('Соседкиной Любови');
    expect((await h.identity.getOwnForms(ctx, {})).confirmed).toBe(true);
    expect(await typesOf('users', userId)).toContain('user.forms-confirmed');
  });

  it('of an organisation are confirmed by its administrator and void under another name', async () => {
    const { organisationId } = admin;
    const card = () => h.identity.getManagedOrganisation(admin.ctx, { id: organisationId });
    const before = await card();
    const input = { organisationId, version: before.version, forms: before.forms };
    const { ctx } = await joined();
    await expect(h.identity.confirmOrganisationForms(ctx, input)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await h.identity.confirmOrganisationForms(admin.ctx, input);
    expect((await h.identity.getOrganisation(organisationId)).cases).toEqual(before.forms);
    const change = {
      organisationId,
      name: 'Союз «Образец»',
      shortName: 'Союз',
      timeZone: 'Europe/Samara' as const,
    };
    await expect(
      h.identity.changeOrganisation(admin.ctx, { ...change, version: before.version }),
    ).rejects.toMatchObject({ code: 'identity/stale' });
    await h.identity.changeOrganisation(admin.ctx, { ...change, version: (await card()).version });
    expect((await h.identity.getOrganisation(organisationId)).cases).toBeNull();
    expect(await typesOf('organisations', organisationId)).toEqual(
      expect.arrayContaining(['organisation.forms-confirmed', 'organisation.changed']),
    );
  });

  it('a logo is PNG or JPEG up to a megabyte', async () => {
    const { organisationId } = admin;
    const set = (bytes: Uint8Array) => h.identity.setLogo(admin.ctx, { organisationId, bytes });
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
    await set(png);
    expect(await h.identity.getLogo(admin.ctx, { organisationId })).toMatchObject({ mediaType: 'image/png' });
    for (const bad of [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), new Uint8Array(2 ** 20 + 1)])
      await expect(set(new Uint8Array(bad))).rejects.toMatchObject({ code: 'identity/logo-invalid' });
  });
});

describe('kept letters', () => {
  it('open to the host’s administrator only', async () => {
    const { ctx } = await joined();
    const [letter] = (await h.identity.listLetters(admin.ctx)).letters;
    expect(letter).toMatchObject({ to: 'new@example.org', subject: 'Приглашение: АНО «Образец»' });
    const { fileName = '' } = letter ?? {};
    expect((await h.identity.findLetter(admin.ctx, { fileName }))?.text).toContain('/invitations/');
    await expect(h.identity.findLetter(ctx, { fileName })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(h.identity.listLetters(ctx)).rejects.toMatchObject({ kind: 'forbidden' });
    await h.outbox.markFault(fileName, { attempts: 60, reason: '550 нет такого ящика', nextAt: null });
    await expect(h.identity.sendLetterAgain(ctx, { fileName })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await h.identity.listLetters(admin.ctx)).letters[0]?.fault).toMatchObject({ again: false });
    await h.identity.sendLetterAgain(admin.ctx, { fileName });
    expect((await h.identity.listLetters(admin.ctx)).letters[0]?.fault).toBeNull();
  });
});
