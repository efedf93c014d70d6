import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '~/platform/clock';
import { createOutboxMailer, type OutboxMailer } from '~/platform/mail/index.server';

let folder: string;
let mailer: OutboxMailer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khartia-mail-'));
  const from = { email: 'khartia@example.org', name: 'Хартия' };
  mailer = createOutboxMailer({
    folder: join(folder, 'outbox'),
    from,
    clock: manualClock('2026-11-21T10:00:00Z'),
  });
});
afterEach(() => rm(folder, { recursive: true }));

const message = {
  id: 'evt_1:addressee-1',
  to: [{ email: 'committee@example.org', name: 'Комитет по жилищной политике' }],
  subject: 'Резолюция круглого стола о досудебном урегулировании жилищных споров',
  text: 'Направляем резолюцию.\n',
};

describe('mail kept on disk', () => {
  it('is one private .eml a message, however often it is sent', async () => {
    await mailer.send(message);
    await mailer.send({ ...message, text: 'другое' });
    const [kept, ...more] = await mailer.list();
    expect(more).toEqual([]);
    const eml = (await mailer.read(kept!.fileName))!;
    expect(eml).toContain('Date: Sat, 21 Nov 2026 10:00:00 +0000\r\n');
    expect(eml.split('\r\n').every((line) => line.length <= 78)).toBe(true);
    const subject = [
      ...eml
        .split('Date:')[0]!
        .split('Subject:')[1]!
        .matchAll(/=\?utf-8\?B\?([^?]+)\?=/g),
    ];
    expect(subject.map((word) => Buffer.from(word[1]!, 'base64').toString()).join('')).toBe(message.subject);
    expect(Buffer.from(eml.split('\r\n\r\n')[1]!, 'base64').toString()).toBe(message.text);
    expect((await stat(join(folder, 'outbox', kept!.fileName))).mode & 0o777).toBe(0o600);
  });

  it('carries attachments whole', async () => {
    const bytes = new Uint8Array(500).map((_, i) => i % 256);
    const attachments = [{ fileName: 'Резолюция.pdf', mediaType: 'application/pdf', bytes }];
    await mailer.send({ ...message, attachments });
    const eml = (await mailer.read((await mailer.list())[0]!.fileName))!;
    const part = eml.split("filename*=utf-8''")[1]!;
    expect(decodeURIComponent(part.split('\r\n')[0]!)).toBe('Резолюция.pdf');
    expect(new Uint8Array(Buffer.from(part.split('\r\n\r\n')[1]!.split('\r\n--')[0]!, 'base64'))).toEqual(
      bytes,
    );
  });

  it('refuses header injection, bad addresses and no recipient', async () => {
    await expect(mailer.send({ ...message, subject: 'a\r\nBcc: x@example.org' })).rejects.toMatchObject({
      code: 'mail/bad-header',
    });
    await expect(mailer.send({ ...message, to: [{ email: 'a b@example.org' }] })).rejects.toMatchObject({
      code: 'mail/bad-address',
    });
    await expect(mailer.send({ ...message, to: [] })).rejects.toMatchObject({ code: 'mail/no-recipient' });
    expect(await mailer.list()).toEqual([]);
  });

  it('reads nothing outside its folder', async () => {
    expect(await mailer.read('../../etc/passwd')).toBeNull();
  });
});
