// Turning the second step of sign-in on and off; an administrator may only turn it off for somebody.
import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { TurnOffTotpInput } from '../identity.inputs';
import { verifyPassword } from '../passwords.server';
import { canManageAccount } from '../policy';
import { newRecoveryCode } from '../secrets.server';
import { newTotpSecret, takeStep } from '../totp.server';
import { countAttempt, lockAttempts } from './count-attempt.server';
import { hostOrganisationId } from './set-up.server';
import { passwordKey } from './sign-in.server';
import { codeKey, openSecret, takeSecondFactor } from './take-second-factor.server';

const RECOVERY_CODES = 10;

function assertUser(ctx: Context): void {
  if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
}

/** Makes a fresh secret, not yet asked for at sign-in. Throws `identity/totp-on`. */
export const beginTotp =
  (deps: IdentityDeps) =>
  async (ctx: Context): Promise<void> => {
    assertUser(ctx);
    const sealedSecret = deps.sealer.seal(newTotpSecret(), ctx.actor.id);
    await deps.people.changeUser(ctx.actor.id, (user) => {
      if (user.totp?.enabledAt) throw identityError('totp-on');
      return { set: { totp: { sealedSecret, enabledAt: null, lastStep: 0, recovery: [] } }, events: [] };
    });
  };

/**
 * Turns it on by a code of the new secret, ends the person's other sessions and returns the recovery codes, which
 * nobody sees again. Throws `identity/code-wrong`, `identity/totp-on`, `identity/totp-off`.
 */
export const confirmTotp =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly code: string; readonly keep: string | null },
  ): Promise<{ recoveryCodes: string[] }> => {
    assertUser(ctx);
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const lastTry = await countAttempt(deps, ctx, codeKey(ctx.actor.id), 'code-locked');
    const event = identityEvent(ctx, 'user.totp-enabled', { type: 'user', id: ctx.actor.id }, {});
    try {
      await deps.people.changeUser(ctx.actor.id, ({ _id, totp }) => {
        if (!totp) throw identityError('totp-off');
        if (totp.enabledAt) throw identityError('totp-on');
        const taken = takeStep(totp, openSecret(deps, _id, totp), input.code, ctx.now());
        const recovery = codes.map((code) => ({ hash: deps.sealer.hash(code, _id), usedAt: null }));
        return { set: { totp: { ...taken, enabledAt: ctx.now(), recovery } }, events: [event] };
      });
    } catch (error) {
      if (lastTry) await lockAttempts(deps, ctx, codeKey(ctx.actor.id));
      throw error;
    }
    await deps.attempts.clear(codeKey(ctx.actor.id));
    await deps.sessions.removeAll(ctx.actor.id, input.keep);
    return { recoveryCodes: codes };
  };

/** Turns one's own second step off by password and code. Throws `identity/wrong-password`, `identity/code-wrong`, … */
export const turnOffTotp =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: TurnOffTotpInput): Promise<void> => {
    assertUser(ctx);
    const user = await deps.people.getUser(ctx.actor.id);
    const lastTry = await countAttempt(deps, ctx, passwordKey(user.email), 'locked');
    if (!(await verifyPassword(user.passwordHash, input.password))) {
      if (lastTry) await lockAttempts(deps, ctx, passwordKey(user.email));
      throw identityError('wrong-password');
    }
    await deps.attempts.clear(passwordKey(user.email));
    await takeSecondFactor(deps, ctx, user._id, input.code);
    const event = identityEvent(ctx, 'user.totp-disabled', { type: 'user', id: user._id }, { by: 'self' });
    await deps.people.changeUser(user._id, () => ({ set: { totp: null }, events: [event] }));
  };

/** For who has lost his device and codes. Throws `identity/not-administrator`, `identity/totp-off`. */
export const resetTotp =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly userId: string }): Promise<void> => {
    const host = await hostOrganisationId(deps)();
    const event = identityEvent(
      ctx,
      'user.totp-disabled',
      { type: 'user', id: input.userId },
      { by: 'administrator' },
    );
    await deps.people.changeUser(input.userId, (user) => {
      const organisations = user.memberships.map(({ organisationId }) => organisationId);
      if (!canManageAccount(ctx.actor, organisations, host)) throw identityError('not-administrator');
      if (!user.totp) throw identityError('totp-off');
      return { set: { totp: null }, events: [event] };
    });
    await deps.attempts.clear(codeKey(input.userId));
    await deps.sessions.removeAll(input.userId, null);
  };
