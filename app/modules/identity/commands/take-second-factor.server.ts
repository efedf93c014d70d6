import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { identityError } from '../errors';
import { identityEvent, type UnnumberedEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { Totp, User } from '../identity.schema';
import { normaliseRecoveryCode, recoveryLeft, takeRecovery, takeStep } from '../totp.server';
import { countAttempt, lockAttempts } from './count-attempt.server';

/** Key of the counter of failed codes. */
export const codeKey = (userId: string): string => sha256Hex(`totp:${userId}`);

/**
 * Takes a code of the authenticator or a recovery code, once: state and event in one write, so that of two at once
 * one wins. Throws `identity/code-wrong`, `identity/code-locked`, `identity/totp-off`, `identity/totp-key-lost`.
 */
export async function takeSecondFactor(
  deps: IdentityDeps,
  ctx: Context,
  userId: string,
  code: string,
): Promise<void> {
  const lastTry = await countAttempt(deps, ctx, codeKey(userId), 'code-locked');
  try {
    await deps.people.changeUser(userId, (user) => taken(deps, ctx, user, code));
  } catch (error) {
    if (lastTry) await lockAttempts(deps, ctx, codeKey(userId));
    throw error;
  }
  await deps.attempts.clear(codeKey(userId));
}

function taken(
  deps: IdentityDeps,
  ctx: Context,
  user: User,
  code: string,
): { set: Partial<User>; events: UnnumberedEvent[] } {
  const { totp } = user;
  if (!totp?.enabledAt) throw identityError('totp-off');
  if (/[a-z]/i.test(code)) {
    const used = takeRecovery(totp, deps.sealer.hash(normaliseRecoveryCode(code), user._id), ctx.now());
    if (!used) throw identityError('code-wrong');
    const event = identityEvent(
      ctx,
      'user.recovery-used',
      { type: 'user', id: user._id },
      { left: recoveryLeft(used) },
    );
    return { set: { totp: used }, events: [event] };
  }
  return { set: { totp: takeStep(totp, openSecret(deps, user._id, totp), code, ctx.now()) }, events: [] };
}

/** The secret in the clear. Throws `identity/totp-key-lost`. */
export function openSecret(deps: Pick<IdentityDeps, 'sealer'>, userId: string, totp: Totp): string {
  const secret = deps.sealer.open(totp.sealedSecret, userId);
  if (secret === null) throw identityError('totp-key-lost');
  return secret;
}
