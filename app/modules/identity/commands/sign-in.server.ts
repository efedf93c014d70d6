// Sign-in by e-mail and password, and by a second step where the person has turned it on. Guessing is slowed twice:
// by address (platform/http) and by a lockout here, alike for known and unknown e-mails.
import { randomBytes } from 'node:crypto';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { SignInInput } from '../identity.inputs';
import type { User } from '../identity.schema';
import { verifyPassword } from '../passwords.server';
import { actorOf } from '../people.rules';
import { newToken } from '../secrets.server';
import { countAttempt, lockAttempts } from './count-attempt.server';
import { takeSecondFactor } from './take-second-factor.server';

const STEP_MS = 5 * 60_000;

interface SignedIn {
  /** Secret for the cookie; only its hash is stored. */
  readonly token: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** Either a session, or the secret of a second step that waits for a code. */
export type SignInOutcome =
  | ({ readonly step: 'done' } & SignedIn)
  | { readonly step: 'code'; readonly token: string; readonly expiresAt: Date };

/** Key of the counter of failed passwords. */
export const passwordKey = (email: string): string => sha256Hex(email.trim().toLowerCase());

/** Looks at e-mail and password. Throws `identity/wrong-credentials` and `identity/locked`. */
export const beginSignIn =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: SignInInput): Promise<SignInOutcome> => {
    const key = passwordKey(input.email);
    const lastTry = await countAttempt(deps, ctx, key, 'locked');
    const user = await deps.people.findUserByEmail(input.email);
    const usable = user?.status === 'active' ? user : null;
    if (!(await verifyPassword(usable?.passwordHash ?? null, input.password)) || !usable) {
      if (lastTry) await lockAttempts(deps, ctx, key);
      throw identityError('wrong-credentials');
    }
    await deps.attempts.clear(key);
    if (usable.totp?.enabledAt) return beginSecondStep(deps, ctx, usable);
    return { step: 'done', ...(await openSession(deps, ctx, usable, input)) };
  };

/** As {@link beginSignIn} where no second step can follow; throws `identity/second-step-required` when one is on. */
export const signIn =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: SignInInput): Promise<SignedIn> => {
    const outcome = await beginSignIn(deps)(ctx, input);
    if (outcome.step !== 'done') throw identityError('second-step-required');
    return outcome;
  };

/**
 * Takes the code of the second step and opens the session. Throws `identity/step-expired`, `identity/code-wrong`,
 * `identity/code-locked`.
 */
export const finishSignIn =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly token: string; readonly code: string } & Omit<SignInInput, 'email' | 'password'>,
  ): Promise<SignedIn> => {
    const challenge = await deps.secrets.challenges.findByTokenHash(sha256Hex(input.token));
    if (challenge?.kind !== 'sign-in' || challenge.expiresAt <= ctx.now())
      throw identityError('step-expired');
    const user = await deps.people.getUser(challenge.subjectId);
    if (user.status !== 'active') throw identityError('step-expired');
    await takeSecondFactor(deps, { ...ctx, actor: actorOf(user) }, user._id, input.code);
    if (!(await deps.secrets.challenges.take(challenge._id))) throw identityError('step-expired');
    return openSession(deps, ctx, user, input);
  };

async function beginSecondStep(deps: IdentityDeps, ctx: Context, user: User): Promise<SignInOutcome> {
  const token = newToken();
  const expiresAt = new Date(ctx.now().getTime() + STEP_MS);
  await deps.secrets.challenges.insert({
    schemaVersion: 1,
    _id: ctx.newId('chl'),
    kind: 'sign-in',
    tokenHash: sha256Hex(token),
    subjectId: user._id,
    codeHash: null,
    failures: 0,
    createdAt: ctx.now(),
    expiresAt,
  });
  return { step: 'code', token, expiresAt };
}

async function openSession(
  deps: IdentityDeps,
  ctx: Context,
  user: User,
  input: Pick<SignInInput, 'userAgent' | 'address'>,
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
