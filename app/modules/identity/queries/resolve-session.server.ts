import type { Actor } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import type { IdentityDeps } from '../identity.deps';
import { actorOf } from '../people.rules';

/** «Last seen» is written at most so often, so that reading pages does not write. */
const TOUCH_EVERY_MS = 5 * 60_000;

/** The person of a session token; null when it is unknown, expired, idle for too long, or its person is disabled. */
export const resolveSession =
  (deps: IdentityDeps) =>
  async (token: string, now: Date): Promise<{ actor: Actor; sessionId: string } | null> => {
    const session = await deps.sessions.findByTokenHash(sha256Hex(token));
    if (!session || session.expiresAt <= now || session.idleExpiresAt <= now) return null;
    const user = await deps.people.findUser(session.userId);
    if (user?.status !== 'active') return null;
    if (now.getTime() - session.lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
      const idleExpiresAt = new Date(now.getTime() + deps.sessionTimes.idleMs);
      await deps.sessions.touch(session._id, now, idleExpiresAt);
    }
    return { actor: actorOf(user), sessionId: session._id };
  };
