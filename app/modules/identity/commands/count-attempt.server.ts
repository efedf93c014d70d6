// Guessing is slowed by counting each attempt before the secret is looked at; five failures close the door for 5, 10,
// 20… 60 minutes. Known and unknown names count alike.
import type { Context } from '~/shared/context';
import { count } from '~/shared/russian';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';

const ALLOWED_FAILURES = 5;
const MINUTE = 60_000;
const FIRST_LOCK_MS = 5 * MINUTE;
const LONGEST_LOCK_MS = 60 * MINUTE;
const FORGET_AFTER_MS = 24 * 60 * MINUTE;

type LockedCode = 'locked' | 'code-locked';

/** Counts the attempt; true when it is the last one allowed. Throws `identity/locked` or `identity/code-locked`. */
export async function countAttempt(
  deps: Pick<IdentityDeps, 'attempts'>,
  ctx: Context,
  key: string,
  code: LockedCode,
): Promise<boolean> {
  const before = await deps.attempts.find(key);
  if (before?.lockedUntil) {
    if (before.lockedUntil > ctx.now()) throw locked(ctx, before.lockedUntil, code);
    await deps.attempts.unlock(key, before.lockedUntil);
  }
  const after = await deps.attempts.reserve(key, new Date(ctx.now().getTime() + FORGET_AFTER_MS));
  if (after.failures > ALLOWED_FAILURES) throw locked(ctx, await lockAttempts(deps, ctx, key), code);
  return after.failures === ALLOWED_FAILURES;
}

/** Closes the door after the last failure; idempotent while it is closed. */
export async function lockAttempts(
  deps: Pick<IdentityDeps, 'attempts'>,
  ctx: Context,
  key: string,
): Promise<Date> {
  const seen = await deps.attempts.find(key);
  if (seen?.lockedUntil && seen.lockedUntil > ctx.now()) return seen.lockedUntil;
  const ms = Math.min(FIRST_LOCK_MS * 2 ** Math.min(seen?.lockouts ?? 0, 10), LONGEST_LOCK_MS);
  const until = new Date(ctx.now().getTime() + ms);
  if (seen) await deps.attempts.lock(key, seen, until);
  return until;
}

function locked(ctx: Context, until: Date, code: LockedCode) {
  const seconds = Math.max(1, Math.ceil((until.getTime() - ctx.now().getTime()) / 1000));
  const wait = count(Math.ceil(seconds / 60), 'минуту', 'минуты', 'минут');
  return identityError(code, { wait, retryAfterSeconds: seconds });
}
