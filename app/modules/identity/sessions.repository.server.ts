// Sessions, counters of failed sign-ins and the claim of the first set-up.
import type { IdentityModels } from './identity.model.server';
import {
  type Installation,
  InstallationSchema,
  type Session,
  SessionSchema,
  type SignInAttempts,
  SignInAttemptsSchema,
} from './identity.schema';
import { insertOnce } from './insert-once.repository.server';

export type SessionsRepository = ReturnType<typeof createSessionsRepository>;

export function createSessionsRepository({ sessions }: IdentityModels) {
  return {
    async insert(session: Session): Promise<void> {
      await sessions.insertMany([session], { lean: true });
    },
    async findByTokenHash(tokenHash: string): Promise<Session | null> {
      const found = await sessions.collection.findOne({ tokenHash });
      return found ? SessionSchema.parse(found) : null;
    },
    async listOfUser(userId: string): Promise<Session[]> {
      const found = await sessions.find({ userId }).sort({ lastSeenAt: -1, _id: 1 }).limit(200).lean();
      return found.map((session) => SessionSchema.parse(session));
    },
    async touch(id: string, lastSeenAt: Date, idleExpiresAt: Date): Promise<void> {
      await sessions.updateOne({ _id: id }, { $set: { lastSeenAt, idleExpiresAt } });
    },
    async remove(id: string, userId: string): Promise<boolean> {
      return (await sessions.deleteOne({ _id: id, userId })).deletedCount === 1;
    },
    /** Ends all sessions of a person but the kept one; returns how many. */
    async removeAll(userId: string, keptId: string | null): Promise<number> {
      const query = keptId === null ? { userId } : { userId, _id: { $ne: keptId } };
      return (await sessions.deleteMany(query)).deletedCount;
    },
  };
}

export type AttemptsRepository = ReturnType<typeof createAttemptsRepository>;

export function createAttemptsRepository({ attempts }: IdentityModels) {
  return {
    async find(id: string): Promise<SignInAttempts | null> {
      const found = await attempts.findOne({ _id: id }).lean();
      return found ? SignInAttemptsSchema.parse(found) : null;
    },
    /** Counts one attempt before the password is looked at, so that a hundred at once get no hundred guesses. */
    async reserve(id: string, expiresAt: Date): Promise<SignInAttempts> {
      const update = {
        $inc: { failures: 1 },
        $set: { expiresAt },
        $setOnInsert: { lockouts: 0, lockedUntil: null },
      };
      const after = await attempts
        .findOneAndUpdate({ _id: id }, update, { upsert: true, returnDocument: 'after' })
        .lean();
      return SignInAttemptsSchema.parse(after);
    },
    /** Starts a lockout; of several at once one wins. */
    async lock(id: string, seen: SignInAttempts, lockedUntil: Date): Promise<void> {
      await attempts.updateOne(
        { _id: id, lockouts: seen.lockouts },
        { $set: { lockedUntil }, $inc: { lockouts: 1 } },
      );
    },
    /** After a lockout has passed the count starts anew; the doubling stays. */
    async unlock(id: string, lockedUntil: Date): Promise<void> {
      await attempts.updateOne({ _id: id, lockedUntil }, { $set: { failures: 0, lockedUntil: null } });
    },
    async clear(id: string): Promise<void> {
      await attempts.deleteOne({ _id: id });
    },
  };
}

export type InstallationRepository = ReturnType<typeof createInstallationRepository>;

export function createInstallationRepository({ installation }: IdentityModels) {
  return {
    async find(): Promise<Installation | null> {
      const found = await installation.findOne({ _id: 'installation' }).lean();
      return found ? InstallationSchema.parse(found) : null;
    },
    /** False when another set-up was first. */
    claim: (claim: Installation): Promise<boolean> => insertOnce(installation, claim),
    async finish(): Promise<void> {
      await installation.updateOne({ _id: 'installation' }, { $set: { pending: null } });
    },
  };
}
