// Signing out: this session, one of the list, or all others.
import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';

function assertUser(ctx: Context): void {
  if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
}

const ended = (ctx: Context, counted: number, kept: string | null) =>
  identityEvent(ctx, 'user.sessions-ended', { type: 'user', id: ctx.actor.id }, { count: counted, kept });

/** Ends one of the actor's own sessions. Throws `identity/session-not-found`. */
export const endSession =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly sessionId: string }): Promise<void> => {
    assertUser(ctx);
    if (!(await deps.sessions.remove(input.sessionId, ctx.actor.id)))
      throw identityError('session-not-found');
    const event = ended(ctx, 1, null);
    await deps.people.changeUser(ctx.actor.id, () => ({ set: {}, events: [event] }));
  };

/** Ends all sessions of the actor but the kept one; returns how many. Idempotent. */
export const endOtherSessions =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly keep: string | null }): Promise<number> => {
    assertUser(ctx);
    const counted = await deps.sessions.removeAll(ctx.actor.id, input.keep);
    if (counted > 0) {
      const event = ended(ctx, counted, input.keep);
      await deps.people.changeUser(ctx.actor.id, () => ({ set: {}, events: [event] }));
    }
    return counted;
  };
