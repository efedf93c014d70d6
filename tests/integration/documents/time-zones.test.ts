// Days and hours of a person are those of his organisation.
import { expect, it } from 'vitest';
import { sampleUserId } from '~/modules/identity';
import { registerTestApp } from '../../setup/test-app';
import { submitted } from './life';

const test = registerTestApp();

it('the morning letter comes by the clock of the person’s own organisation', async () => {
  const { identity, documents } = test.app.services;
  const person = await identity.findPerson(sampleUserId('approver-inspection'));
  const organisationId = person?.memberships[0]?.organisationId ?? '';
  const { connection } = test.app.storage;
  const organisations = connection
    .getClient()
    .db(connection.name)
    .collection<{ _id: string }>('organisations');
  await organisations.updateOne({ _id: organisationId }, { $set: { timeZone: 'Asia/Vladivostok' } });
  await submitted(test);
  const at = (now: string) => ({ ...test.app.system('test'), now: () => new Date(now) });
  // 9:30 of Tuesday in Vladivostok is 2:30 in Moscow.
  expect(await documents.commands.sendDigests(at('2026-10-05T23:30:00Z'))).toBe(1);
  expect(await documents.commands.sendDigests(at('2026-10-05T22:30:00Z'))).toBe(0);
  expect(await documents.commands.sendDigests(at('2026-10-06T06:30:00Z'))).toBeGreaterThan(3);
});

it('a substitution begins on the day of the person’s organisation', async () => {
  const { documents } = test.app.services;
  const inspector = test.as('approver-inspection');
  // In Vladivostok it is the 6th already: the 5th is past.
  const late = { ...inspector, now: () => new Date('2026-10-05T20:00:00Z') };
  const input = {
    subject: `user:${sampleUserId('approver-houses')}`,
    from: '2026-10-05',
    until: '2026-10-05',
  };
  await expect(documents.commands.appointSubstitute(late, input)).rejects.toMatchObject({
    code: expect.stringContaining('substitute'),
  });
  await documents.commands.appointSubstitute(late, { ...input, until: '2026-10-06' });
  const [made] = await documents.queries.listSubstitutions(late);
  expect(made).toMatchObject({ side: 'mine', until: '2026-10-06' });
});
