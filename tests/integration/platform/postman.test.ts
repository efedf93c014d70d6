// Kept letters on their way to a mail server, over a real socket: taken once, tried again, refused for good.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '~/platform/clock';
import { createLogger } from '~/platform/log';
import { createOutboxMailer, createPostman, readEml } from '~/platform/mail/index.server';
import { type SmtpPeer, startSmtpPeer } from '../../fakes/smtp-peer';

const held = {} as { folder: string; peer: SmtpPeer };
const log = createLogger({ level: 'error', format: 'json' });

beforeEach(async () => {
  held.folder = await mkdtemp(join(tmpdir(), 'khartia-postman-'));
  held.peer = await startSmtpPeer();
});
afterEach(async () => {
  await held.peer.close();
  await rm(held.folder, { recursive: true });
});

function office(url = held.peer.url) {
  const clock = manualClock('2026-11-26T09:00:00Z');
  const outbox = createOutboxMailer({
    folder: held.folder,
    from: { email: 'khartia@example.org', name: 'Хартия' },
    clock,
  });
  const asked = { free: true };
  const postman = createPostman({ url, outbox, clock, log: log, mayWork: async () => asked.free });
  return { clock, outbox, postman, asked };
}

const letter = (id: string, ...to: string[]) => ({
  id,
  to: to.map((email) => ({ email, name: 'Член комиссии' })),
  subject: 'Код для входа',
  text: 'Ваш код: 123456\n.\n..точки в начале строки\n',
});

describe('letters by a mail server', () => {
  it('are taken once, whole, to every address; afterwards the text with its code is gone from the disk', async () => {
    const { outbox, postman } = office();
    await outbox.send(letter('a', 'one@example.org', 'two@example.org'));
    expect(await postman.run()).toBe(1);
    expect(held.peer.taken).toHaveLength(1);
    const [taken] = held.peer.taken;
    expect(taken).toMatchObject({ from: 'khartia@example.org', to: ['one@example.org', 'two@example.org'] });
    expect(readEml(taken?.data ?? '')).toMatchObject({ subject: 'Код для входа', text: letter('a').text });

    await outbox.send(letter('a', 'one@example.org', 'two@example.org'));
    expect(await postman.run()).toBe(0);
    const [kept] = await outbox.list();
    expect(kept).toMatchObject({ sent: true, fault: null });
    expect(readEml((await outbox.read(kept?.fileName ?? '')) ?? '')).toMatchObject({
      text: '',
      subject: 'Код для входа',
    });
    expect((await readdir(held.folder)).every((name) => name.endsWith('.sent'))).toBe(true);
  });

  it('refused for good wait for a person and hold nobody up; put in again they go', async () => {
    const { outbox, postman, clock } = office();
    await outbox.send(letter('bad', 'nobody@example.org'));
    await outbox.send(letter('good', 'one@example.org'));
    expect(await postman.run()).toBe(1);
    const bad = async () => (await outbox.list()).find(({ sent }) => !sent);
    expect((await bad())?.fault).toMatchObject({
      attempts: 1,
      nextAt: null,
      reason: expect.stringContaining('550'),
    });
    clock.advance(7 * 86_400_000);
    await postman.run();
    expect((await bad())?.fault?.attempts).toBe(1);
    await outbox.markFault((await bad())?.fileName ?? '', null);
    await postman.run();
    expect((await bad())?.fault?.attempts).toBe(1);
  });

  it('that meet a busy or an absent server are tried again later, never before their time', async () => {
    const { outbox, postman, clock } = office();
    await outbox.send(letter('busy', 'later@example.org'));
    await postman.run();
    const fault = async () => (await outbox.list())[0]?.fault;
    expect(await fault()).toMatchObject({ attempts: 1, nextAt: new Date('2026-11-26T09:00:02Z') });
    await postman.run();
    expect((await fault())?.attempts).toBe(1);
    clock.advance(2000);
    await postman.run();
    expect((await fault())?.attempts).toBe(2);

    const { url } = held.peer;
    await held.peer.close();
    const other = office(url);
    await other.outbox.send(letter('down', 'one@example.org'));
    other.clock.advance(60_000);
    expect(await other.postman.run()).toBe(0);
    held.peer = await startSmtpPeer(Number(new URL(url).port));
    other.clock.advance(60_000);
    expect(await other.postman.run()).toBe(1);
    expect(held.peer.taken.map(({ to }) => to)).toEqual([['one@example.org']]);
  });

  it('are left alone while another process takes them', async () => {
    const { outbox, postman, asked } = office();
    await outbox.send(letter('a', 'one@example.org'));
    asked.free = false;
    expect(await postman.run()).toBe(0);
    expect(held.peer.taken).toEqual([]);
  });
});
