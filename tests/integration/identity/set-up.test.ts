import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sampleOrganisationId, sampleUserId } from '~/modules/identity';
import {
  credentials,
  type IdentityHarness,
  identityHarness,
  identityOutside,
  outboxOf,
  setUpAdministrator,
  setUpInput,
} from './identity-harness';

let h: IdentityHarness;
beforeEach(async () => {
  h = await identityHarness();
});

describe('set up', () => {
  it('makes the organisation and the administrator, with their events', async () => {
    expect(await h.identity.isSetUp()).toBe(false);
    const { organisationId, userId } = await h.identity.setUp(h.ctx(), setUpInput);
    expect(await h.identity.isSetUp()).toBe(true);
    expect(await h.identity.hostOrganisationId()).toBe(organisationId);
    expect(await h.identity.getOrganisation(organisationId)).toMatchObject({
      shortName: 'АНО «Образец»',
      timeZone: 'Europe/Samara',
      host: true,
    });
    const person = await h.identity.findPerson(userId);
    expect(person).toMatchObject({ email: 'Ivan@Example.org', displayName: 'И.\u00a0И.\u00a0Образцов' });
    expect(person?.memberships[0]?.roles).toContain('administrator');
    expect((await outboxOf(h.connection, 'users', userId)).map((event) => event.type)).toEqual([
      'user.added',
    ]);
    const [added] = await outboxOf(h.connection, 'organisations', organisationId);
    expect(added).toMatchObject({ type: 'organisation.added', aggregate: { seq: 1 } });
    expect(JSON.stringify(added)).not.toContain('пароль');
  });

  it('is refused once anybody is there', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    await expect(h.identity.setUp(h.ctx(), setUpInput)).rejects.toMatchObject({
      code: 'identity/already-set-up',
    });
  });

  it('two at once: exactly one wins and nothing of the other is left', async () => {
    const attempts = Array.from({ length: 6 }, (_, n) =>
      h.identity.setUp(h.ctx(), { ...setUpInput, email: `admin${n}@example.org` }),
    );
    const results = await Promise.allSettled(attempts);
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'identity/already-set-up' });
    }
    expect(await h.identity.listPeople()).toHaveLength(1);
    expect(await h.identity.listOrganisations()).toHaveLength(1);
  });

  it('is finished after a crash between the claim and the records', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const claims = h.connection.collection<{ _id: string }>('installation');
    expect(await claims.findOne({ _id: 'installation' })).toMatchObject({ pending: null });
    const users = h.connection.collection('users');
    const organisations = h.connection.collection('organisations');
    const user = await users.findOne({});
    const organisation = await organisations.findOne({});
    await claims.updateOne({ _id: 'installation' }, { $set: { pending: { organisation, user } } });
    await users.deleteMany({});
    await organisations.deleteMany({});
    const again = await identityHarnessOn(h);
    expect(await again.isSetUp()).toBe(true);
    await again.signIn(h.ctx(), credentials(setUpInput.email, setUpInput.password));
    expect(await claims.findOne({ _id: 'installation' })).toMatchObject({ pending: null });
  });
});

describe('people and organisations', () => {
  const person = (organisationId: string) => ({
    email: 'petrov@example.org',
    surname: 'Петров',
    name: 'Пётр',
    password: 'длинный пароль 1',
    memberships: [{ organisationId, position: 'секретарь', roles: ['secretary' as const] }],
  });

  it('the administrator adds them; the new person signs in', async () => {
    const admin = await setUpAdministrator(h);
    const { organisationId } = await h.identity.addOrganisation(admin.ctx, {
      name: 'Совет дома',
      timeZone: 'Europe/Moscow',
    });
    const { userId } = await h.identity.addUser(admin.ctx, person(organisationId));
    const session = await h.identity.signIn(h.ctx(), credentials('PETROV@example.org', 'длинный пароль 1'));
    expect(session.userId).toBe(userId);
    expect(await h.identity.listPeople({ organisationId, role: 'secretary' })).toHaveLength(1);
    expect(await h.identity.listPeople({ organisationId, role: 'chair' })).toEqual([]);
  });

  it('refused by policy: a secretary and another organisation’s administrator', async () => {
    const admin = await setUpAdministrator(h);
    const secretary = h.ctx({
      ...admin.actor,
      memberships: [{ organisationId: admin.organisationId, roles: ['secretary'] }],
    });
    await expect(h.identity.addUser(secretary, person(admin.organisationId))).rejects.toMatchObject({
      code: 'identity/not-administrator',
    });
    const foreign = h.ctx({
      ...admin.actor,
      memberships: [{ organisationId: 'org_x', roles: ['administrator'] }],
    });
    await expect(h.identity.addUser(foreign, person(admin.organisationId))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      h.identity.addOrganisation(foreign, { name: 'Ещё одна', timeZone: 'Europe/Moscow' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(h.identity.addUser(h.ctx(), person(admin.organisationId))).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('refused by state: a taken e-mail in another case, an unknown organisation', async () => {
    const admin = await setUpAdministrator(h);
    const same = { ...person(admin.organisationId), email: 'IVAN@example.ORG' };
    await expect(h.identity.addUser(admin.ctx, same)).rejects.toMatchObject({ code: 'identity/email-taken' });
    await expect(h.identity.addUser(admin.ctx, person('org_none'))).rejects.toMatchObject({
      code: 'identity/organisation-not-found',
    });
  });
});

describe('sample people', () => {
  const yaml = readFileSync('content/samples/people.yaml', 'utf8');

  it('five co-organisers with an approver each, and the project holder’s roles', async () => {
    const { accounts, password } = await h.identity.loadSamplePeople(h.system(), { yaml });
    expect(password).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
    expect(accounts.length).toBeGreaterThanOrEqual(10);
    const organisations = await h.identity.listOrganisations();
    expect(organisations).toHaveLength(6);
    for (const { id, sample } of organisations) {
      expect(sample).toBe(true);
      expect((await h.identity.listPeople({ organisationId: id, role: 'approver' })).length).toBeGreaterThan(
        0,
      );
    }
    for (const role of ['chair', 'secretary', 'editor', 'administrator', 'drafter'] as const) {
      const found = await h.identity.listPeople({ organisationId: sampleOrganisationId('dvor'), role });
      expect(found.length, role).toBeGreaterThan(0);
    }
    expect(await h.identity.findPerson(sampleUserId('chair'))).toMatchObject({
      surname: 'Образцова',
      sample: true,
    });
  });

  it('loading again changes only the password', async () => {
    await h.identity.loadSamplePeople(h.system(), { yaml, password: 'первый пароль' });
    const before = await h.identity.listPeople();
    await h.identity.loadSamplePeople(h.system(), { yaml, password: 'второй пароль' });
    expect(await h.identity.listPeople()).toEqual(before);
    await h.identity.signIn(h.ctx(), credentials('sekretar@dvor.example', 'второй пароль'));
    await expect(
      h.identity.signIn(h.ctx(), credentials('sekretar@dvor.example', 'первый пароль')),
    ).rejects.toMatchObject({ code: 'identity/wrong-credentials' });
  });

  it('is refused to anybody but the host’s administrator', async () => {
    await expect(h.identity.loadSamplePeople(h.ctx(), { yaml })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('a broken file is refused before anything is written', async () => {
    await expect(
      h.identity.loadSamplePeople(h.system(), { yaml: 'organisations: []\npeople: []\n' }),
    ).rejects.toThrow();
    expect(await h.identity.listOrganisations()).toEqual([]);
  });
});

async function identityHarnessOn(harness: IdentityHarness) {
  const { createIdentityModule } = await import('~/modules/identity/index.server');
  return createIdentityModule({ connection: harness.connection, ...(await identityOutside(harness.clock)) });
}
