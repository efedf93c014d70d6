import { beforeEach, describe, expect, it } from 'vitest';
import {
  credentials,
  HOUR,
  type IdentityHarness,
  identityHarness,
  MINUTE,
  outboxOf,
  setUpAdministrator,
  setUpInput,
} from './identity-harness';

let h: IdentityHarness;
beforeEach(async () => {
  h = await identityHarness();
});

const right = () => h.identity.signIn(h.ctx(), credentials(setUpInput.email, setUpInput.password));
const wrong = (email = setUpInput.email) => h.identity.signIn(h.ctx(), credentials(email, 'не тот пароль'));

describe('sign-in', () => {
  it('opens a session, stores only the hash of its token, and leaves an event', async () => {
    const { session, userId, actor } = await setUpAdministrator(h);
    expect(actor).toMatchObject({ type: 'user', id: userId });
    const stored = await h.connection.collection('sessions').find({}).toArray();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(session.token);
    const events = await outboxOf(h.connection, 'users', userId);
    expect(events.map(({ type, aggregate }) => [type, aggregate.seq])).toEqual([
      ['user.added', 1],
      ['user.signed-in', 2],
    ]);
  });

  it('takes the e-mail in any case and «й» typed in two ways', async () => {
    await h.identity.setUp(h.ctx(), {
      ...setUpInput,
      password: 'зайчик в лесу',
      passwordRepeat: 'зайчик в лесу',
    });
    await h.identity.signIn(h.ctx(), credentials('IVAN@EXAMPLE.ORG ', 'зайчик в лесу'.normalize('NFD')));
  });

  it('answers alike for a wrong password and an unknown person', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const [known, unknown] = await Promise.all(
      [wrong(), wrong('nobody@example.org')].map((attempt) => attempt.catch((error: Error) => error)),
    );
    expect(known).toMatchObject({ code: 'identity/wrong-credentials' });
    expect((unknown as Error).message).toBe((known as Error).message);
  });

  it('refuses a disabled account', async () => {
    const { userId, session } = await setUpAdministrator(h);
    await h.connection
      .collection<{ _id: string }>('users')
      .updateOne({ _id: userId }, { $set: { status: 'disabled' } });
    await expect(right()).rejects.toMatchObject({ code: 'identity/wrong-credentials' });
    expect(await h.identity.resolveSession(session.token, h.clock.now())).toBeNull();
  });
});

describe('lockout', () => {
  const failTimes = async (times: number, email?: string) => {
    for (let n = 0; n < times; n += 1) {
      await expect(wrong(email)).rejects.toMatchObject({ code: 'identity/wrong-credentials' });
    }
  };

  it('after five failures even the right password is refused, then works again', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    await failTimes(5);
    await expect(right()).rejects.toMatchObject({
      code: 'identity/locked',
      details: { wait: '5\u00a0минут' },
    });
    h.clock.advance(5 * MINUTE - 1);
    await expect(right()).rejects.toMatchObject({ code: 'identity/locked' });
    h.clock.advance(1);
    await right();
  });

  it('doubles with every round, up to an hour', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    for (const minutes of [5, 10, 20, 40, 60, 60]) {
      await failTimes(5);
      await expect(right()).rejects.toMatchObject({ details: { retryAfterSeconds: minutes * 60 } });
      h.clock.advance(minutes * MINUTE);
    }
    await right();
  });

  it('locks an unknown e-mail alike, and does not lock others', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    await failTimes(5, 'nobody@example.org');
    await expect(wrong('nobody@example.org')).rejects.toMatchObject({ code: 'identity/locked' });
    await right();
  });

  it('success forgets the failures', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    await failTimes(4);
    await right();
    await failTimes(4);
    await right();
  });

  it('twenty guesses at once get five answers', async () => {
    await h.identity.setUp(h.ctx(), setUpInput);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => wrong()));
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'in'));
    expect(codes.filter((code) => code === 'identity/wrong-credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'identity/locked')).toHaveLength(15);
  });
});

describe('sessions', () => {
  it('end when idle, and absolutely', async () => {
    const { session } = await setUpAdministrator(h);
    const alive = async () => (await h.identity.resolveSession(session.token, h.clock.now())) !== null;
    h.clock.advance(23 * HOUR);
    expect(await alive()).toBe(true);
    h.clock.advance(23 * HOUR);
    expect(await alive()).toBe(true);
    h.clock.advance(24 * HOUR);
    expect(await alive()).toBe(false);
    const second = await right();
    for (let hours = 0; hours < 72; hours += 12) {
      expect(await h.identity.resolveSession(second.token, h.clock.now())).not.toBeNull();
      h.clock.advance(12 * HOUR);
    }
    expect(await h.identity.resolveSession(second.token, h.clock.now())).toBeNull();
    expect(await h.identity.resolveSession('made up', h.clock.now())).toBeNull();
  });

  it('are listed, ended one by one and all but this one', async () => {
    const { session, ctx, userId } = await setUpAdministrator(h);
    const others = [await right(), await right(), await right()];
    const listed = await h.identity.listSessions(ctx, { currentId: session.sessionId });
    expect(listed).toHaveLength(4);
    expect(listed.filter((row) => row.current).map((row) => row.id)).toEqual([session.sessionId]);
    expect(listed[0]?.device).toBe('Firefox, Linux');
    await h.identity.endSession(ctx, { sessionId: others[0]?.sessionId ?? '' });
    expect(await h.identity.resolveSession(others[0]?.token ?? '', h.clock.now())).toBeNull();
    expect(await h.identity.endOtherSessions(ctx, { keep: session.sessionId })).toBe(2);
    expect(await h.identity.endOtherSessions(ctx, { keep: session.sessionId })).toBe(0);
    expect(await h.identity.resolveSession(session.token, h.clock.now())).not.toBeNull();
    const events = await outboxOf(h.connection, 'users', userId);
    expect(events.map(({ aggregate }) => aggregate.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.filter(({ type }) => type === 'user.sessions-ended')).toHaveLength(2);
  });

  it('of another person cannot be ended; a visitor has none', async () => {
    const { session, ctx } = await setUpAdministrator(h);
    const stranger = h.ctx({ ...ctx.actor, id: 'usr_stranger' });
    await expect(h.identity.endSession(stranger, { sessionId: session.sessionId })).rejects.toMatchObject({
      code: 'identity/session-not-found',
    });
    await expect(h.identity.listSessions(h.ctx(), { currentId: null })).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it('end with a change of password, but for this one', async () => {
    const { session, ctx } = await setUpAdministrator(h);
    const other = await right();
    const change = { password: 'совсем другой пароль', passwordRepeat: 'совсем другой пароль' };
    await expect(
      h.identity.changePassword(ctx, { ...change, currentPassword: 'не тот', keep: session.sessionId }),
    ).rejects.toMatchObject({ code: 'identity/wrong-password' });
    await h.identity.changePassword(ctx, {
      ...change,
      currentPassword: setUpInput.password,
      keep: session.sessionId,
    });
    expect(await h.identity.resolveSession(other.token, h.clock.now())).toBeNull();
    expect(await h.identity.resolveSession(session.token, h.clock.now())).not.toBeNull();
    await expect(right()).rejects.toMatchObject({ code: 'identity/wrong-credentials' });
    await h.identity.signIn(h.ctx(), credentials(setUpInput.email, change.password));
  });

  it('sign-ins at once each leave a numbered event', async () => {
    const { userId } = await setUpAdministrator(h);
    await Promise.all(Array.from({ length: 4 }, right));
    const events = await outboxOf(h.connection, 'users', userId);
    expect(events.filter(({ type }) => type === 'user.signed-in')).toHaveLength(5);
    expect(new Set(events.map(({ aggregate }) => aggregate.seq)).size).toBe(events.length);
  });
});
