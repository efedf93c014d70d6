// Sign-in by e-mail and password. Guessing is slowed twice: by address (platform/http) and by a lockout of the
// e-mail here, counted before the password is looked at and alike for known and unknown e-mails.
import { randomBytes } from 'node:crypto';
import type { Context } from '~/shared/context';
import { count } from '~/shared/russian';
import { sha256Hex } from '~/shared/sha256.server';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { SignInInput } from '../identity.inputs';
import type { User } from '../identity.schema';
import { verifyPassword } from '../passwords.server';
import { actorOf } from '../people.rules';

const ALLOWED_FAILURES = 5;
const MINUTE = 60_000;
const FIRST_LOCK_MS = 5 * MINUTE;
const LONGEST_LOCK_MS = 60 * MINUTE;
const FORGET_AFTER_MS = 24 * 60 * MINUTE;

interface SignedIn {
  /** Secret for the cookie; only its hash is stored. */
  readonly token: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** Opens a session. Throws `identity/wrong-credentials` and `identity/locked`. */
export const signIn =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: SignInInput): Promise<SignedIn> => {
    const key = sha256Hex(input.email.trim().toLowerCase());
    const lastTry = await reserveAttempt(deps, ctx, key);
    const user = await deps.people.findUserByEmail(input.email);
    const usable = user?.status === 'active' ? user : null;
    if (!(await verifyPassword(usable?.passwordHash ?? null, input.password)) || !usable) {
      if (lastTry) await lock(deps, ctx, key);
      throw identityError('wrong-credentials');
    }
    await deps.attempts.clear(key);
    return openSession(deps, ctx, usable, input);
  };

/** Counts the attempt; true when it is the last one allowed. Throws `identity/locked`. */
async function reserveAttempt(deps: IdentityDeps, ctx: Context, key: string): Promise<boolean> {
  const before = await deps.attempts.find(key);
  if (before?.lockedUntil) {
    if (before.lockedUntil > ctx.now()) throw locked(ctx, before.lockedUntil);
    await deps.attempts.unlock(key, before.lockedUntil);
  }
  const after = await deps.attempts.reserve(key, new Date(ctx.now().getTime() + FORGET_AFTER_MS));
  if (after.failures > ALLOWED_FAILURES) throw locked(ctx, await lock(deps, ctx, key));
  return after.failures === ALLOWED_FAILURES;
}

async function lock(deps: IdentityDeps, ctx: Context, key: string): Promise<Date> {
  const seen = await deps.attempts.find(key);
  if (seen?.lockedUntil && seen.lockedUntil > ctx.now()) return seen.lockedUntil;
  const ms = Math.min(FIRST_LOCK_MS * 2 ** Math.min(seen?.lockouts ?? 0, 10), LONGEST_LOCK_MS);
  const until = new Date(ctx.now().getTime() + ms);
  if (seen) await deps.attempts.lock(key, seen, until);
  return until;
}

function locked(ctx: Context, until: Date) {
  const seconds = Math.max(1, Math.ceil((until.getTime() - ctx.now().getTime()) / 1000));
  const wait = count(Math.ceil(seconds / 60), 'минуту', 'минуты', 'минут');
  return identityError('locked', { wait, retryAfterSeconds: seconds });
}

async function openSession(
  deps: IdentityDeps,
  ctx: Context,
  user: User,
  input: SignInInput,
): Promise<SignedIn> {
  const token = randomBytes(32).toString('base64url');
  const now = ctx.now();
  const session = {
    schemaVersion: 1 as const,
    _id: ctx.newId('ses'),
    tokenHash: sha256Hex(token),
    userId: user._id,
    createdAt: now,
    lastSeenAt: now,
    idleExpiresAt: new Date(now.getTime() + deps.sessionTimes.idleMs),
    expiresAt: new Date(now.getTime() + deps.sessionTimes.absoluteMs),
    userAgent: input.userAgent.slice(0, 300),
    address: input.address.slice(0, 60),
  };
  await deps.sessions.insert(session);
  const self = { ...ctx, actor: actorOf(user) };
  const event = identityEvent(
    self,
    'user.signed-in',
    { type: 'user', id: user._id },
    { sessionId: session._id },
    { address: session.address },
  );
  await deps.people.changeUser(user._id, () => ({ set: { lastSignInAt: now }, events: [event] }));
  return { token, sessionId: session._id, userId: user._id, expiresAt: session.expiresAt };
}
