// The second step of sign-in: codes once, recovery codes once, lockout, reset.
import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  credentials,
  type IdentityHarness,
  identityHarness,
  MINUTE,
  outboxOf,
  setUpAdministrator,
  setUpInput,
} from './identity-harness';

let h: IdentityHarness;
let admin: Awaited<ReturnType<typeof setUpAdministrator>>;
let key = '';
beforeEach(async () => {
  h = await identityHarness();
  admin = await setUpAdministrator(h);
});

const codeAt = (shift = 0) =>
  new TOTP({ secret: Secret.fromBase32(key.replace(/\s/g, '')), digits: 6, period: 30 }).generate({
    timestamp: h.clock.now().getTime() + shift,
  });
async function turnOn(): Promise<string[]> {
  await h.identity.beginTotp(admin.ctx);
  key = (await h.identity.getSecondStep(admin.ctx)).setUp?.key ?? '';
  const { recoveryCodes } = await h.identity.confirmTotp(admin.ctx, { code: codeAt(), keep: null });
  return recoveryCodes;
}
const begin = async () => {
  const outcome = await h.identity.beginSignIn(h.ctx(), credentials(setUpInput.email, setUpInput.password));
  if (outcome.step !== 'code') throw new Error('no code is asked for');
  return outcome.token;
};
const finish = (token: string, code: string) =>
  h.identity.finishSignIn(h.ctx(), { token, code, userAgent: '', address: '192.0.2.1' });
const wrong = { code: 'identity/code-wrong' };

describe('turning on', () => {
  it('needs a right code; the secret is sealed, recovery codes are hashed', async () => {
    await h.identity.beginTotp(admin.ctx);
    key = (await h.identity.getSecondStep(admin.ctx)).setUp?.key ?? '';
    await expect(h.identity.confirmTotp(admin.ctx, { code: '000000', keep: null })).rejects.toMatchObject(
      wrong,
    );
    const { recoveryCodes } = await h.identity.confirmTotp(admin.ctx, { code: codeAt(), keep: null });
    expect(new Set(recoveryCodes).size).toBe(10);
    const stored = JSON.stringify(await h.connection.collection('users').find({}).toArray());
    for (const secret of [key.replace(/\s/g, ''), ...recoveryCodes]) expect(stored).not.toContain(secret);
    expect(await h.identity.getSecondStep(admin.ctx)).toMatchObject({ state: 'on', setUp: null });
    await expect(h.identity.beginTotp(admin.ctx)).rejects.toMatchObject({ code: 'identity/totp-on' });
    const events = await outboxOf(h.connection, 'users', admin.userId);
    expect(events.map(({ type }) => type)).toContain('user.totp-enabled');
  });
});

describe('sign-in', () => {
  it('asks for a code after the password; a used time step is refused', async () => {
    await turnOn();
    await expect(
      h.identity.signIn(h.ctx(), credentials(setUpInput.email, setUpInput.password)),
    ).rejects.toMatchObject({ code: 'identity/second-step-required' });
    const token = await begin();
    await expect(finish(token, codeAt())).rejects.toMatchObject(wrong);
    h.clock.advance(30_000);
    const code = codeAt();
    const session = await finish(token, code);
    expect(await h.identity.resolveSession(session.token, h.clock.now())).not.toBeNull();
    await expect(finish(await begin(), code)).rejects.toMatchObject(wrong);
    await expect(finish(token, codeAt(30_000))).rejects.toMatchObject({ code: 'identity/step-expired' });
  });

  it('takes one code once, also of two at the same moment', async () => {
    await turnOn();
    h.clock.advance(60_000);
    const [a, b] = [await begin(), await begin()];
    const results = await Promise.allSettled([finish(a, codeAt()), finish(b, codeAt())]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [first = ''] = await turnOn();
    await finish(await begin(), first.toUpperCase().replace('-', ' '));
    await expect(finish(await begin(), first)).rejects.toMatchObject(wrong);
    expect((await h.identity.getSecondStep(admin.ctx)).recoveryLeft).toBe(9);
  });

  it('locks after five wrong codes, and the step ends after five minutes', async () => {
    await turnOn();
    h.clock.advance(60_000);
    const token = await begin();
    for (let n = 0; n < 5; n += 1) await expect(finish(token, '000000')).rejects.toMatchObject(wrong);
    await expect(finish(token, codeAt())).rejects.toMatchObject({ code: 'identity/code-locked' });
    h.clock.advance(5 * MINUTE);
    await expect(finish(token, codeAt())).rejects.toMatchObject({ code: 'identity/step-expired' });
    await finish(await begin(), codeAt());
  });
});

describe('turning off', () => {
  it('needs password and code', async () => {
    await turnOn();
    h.clock.advance(60_000);
    await expect(
      h.identity.turnOffTotp(admin.ctx, { password: 'не тот', code: codeAt() }),
    ).rejects.toMatchObject({ code: 'identity/wrong-password' });
    await expect(
      h.identity.turnOffTotp(admin.ctx, { password: setUpInput.password, code: '000000' }),
    ).rejects.toMatchObject(wrong);
    await h.identity.turnOffTotp(admin.ctx, { password: setUpInput.password, code: codeAt() });
    await h.identity.signIn(h.ctx(), credentials(setUpInput.email, setUpInput.password));
  });

  it('by an administrator, not by others', async () => {
    await turnOn();
    const { userId } = admin;
    await expect(h.identity.resetTotp(h.ctx(), { userId })).rejects.toMatchObject({ kind: 'forbidden' });
    await h.identity.resetTotp(admin.ctx, { userId });
    await expect(h.identity.resetTotp(admin.ctx, { userId })).rejects.toMatchObject({
      code: 'identity/totp-off',
    });
    await h.identity.signIn(h.ctx(), credentials(setUpInput.email, setUpInput.password));
  });
});
