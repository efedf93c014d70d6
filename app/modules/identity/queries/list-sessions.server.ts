import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';
import { presentSession, type SessionView } from '../identity.present';

/** The actor's living sessions, the last used first. */
export const listSessions =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly currentId: string | null }): Promise<SessionView[]> => {
    if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
    const now = ctx.now();
    const sessions = await deps.sessions.listOfUser(ctx.actor.id);
    return sessions
      .filter((session) => session.expiresAt > now && session.idleExpiresAt > now)
      .map((session) => presentSession(session, input.currentId));
  };
