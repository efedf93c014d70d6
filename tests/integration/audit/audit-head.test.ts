// The head of the journal is told outside the site: by a daily letter, in the form that the check takes.
import { expect, it } from 'vitest';
import { mailAuditHead } from '~/bootstrap/audit-head.server';
import type { MailMessage } from '~/platform/mail/index.server';
import { registerTestApp } from '../../setup/test-app';

const test = registerTestApp();

it('mails the head to the administrators of the host, and a journal cut afterwards shows against it', async () => {
  const { app } = test;
  await app.settle();
  const { connection } = app.storage;
  const db = connection.getClient().db(connection.name);
  const people = await app.services.identity.listPeople({});
  const keeper = people
    .flatMap(({ memberships }) => memberships)
    .find(({ roles }) => roles.includes('administrator'));
  await db
    .collection<{ _id: string }>('organisations')
    .updateOne({ _id: keeper?.organisationId ?? '' }, { $set: { host: true } });
  const sent: MailMessage[] = [];
  const mail = { send: async (message: MailMessage) => void sent.push(message) };
  const deps = { audit: app.audit, identity: app.services.identity, mail };
  expect(await mailAuditHead(deps, app.system('test'))).toBe(sent.length);
  expect(sent.length).toBeGreaterThan(0);
  const [letter] = sent;
  expect(letter?.id).toMatch(/^audit-head:\d{4}-\d\d-\d\d:/);
  const [, seq, hash] = /--head (\d+):([0-9a-f]{64})/.exec(letter?.text ?? '') ?? [];
  const heads = [{ seq: Number(seq), hash: hash ?? '' }];
  expect((await app.audit.verify({ heads })).ok).toBe(true);
  await db.collection<{ _id: number }>('audit').deleteOne({ _id: Number(seq) });
  expect((await app.audit.verify({ heads })).findings.map(({ kind }) => kind)).toContain('cut-tail');
});
