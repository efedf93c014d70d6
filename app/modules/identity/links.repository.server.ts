// Invitations, personal links, steps that wait for a code, sessions of guests.
import { createAggregateStore } from './aggregate.repository.server';
import { identityError } from './errors';
import type { IdentityModels } from './identity.model.server';
import {
  type Challenge,
  ChallengeSchema,
  type GuestSession,
  GuestSessionSchema,
  type Invitation,
  InvitationSchema,
  type PersonalLink,
  PersonalLinkSchema,
} from './links.schema';

export type LinksRepository = ReturnType<typeof createLinksRepository>;

export function createLinksRepository(models: IdentityModels) {
  const invitations = createAggregateStore<Invitation>(models.invitations, InvitationSchema, () =>
    identityError('invitation-unknown'),
  );
  const links = createAggregateStore<PersonalLink>(models.personalLinks, PersonalLinkSchema, () =>
    identityError('link-unknown'),
  );
  const { challenges, guestSessions } = models;
  return {
    invitations: {
      ...invitations,
      findByTokenHash: (tokenHash: string) => invitations.findOne({ tokenHash }),
      /** Of these organisations (absent = all), newest first. */
      listOf: (organisationIds: readonly string[] | null) =>
        invitations.list(
          organisationIds ? { 'membership.organisationId': { $in: [...organisationIds] } } : {},
          { createdAt: -1, _id: 1 },
          500,
        ),
    },
    links: {
      ...links,
      findByTokenHash: (tokenHash: string) => links.findOne({ tokenHash }),
      listOfTarget: (id: string) => links.list({ 'target.id': id }, { createdAt: 1, _id: 1 }, 500),
    },
    challenges: {
      async insert(challenge: Challenge): Promise<void> {
        await challenges.insertMany([challenge], { lean: true });
      },
      async findByTokenHash(tokenHash: string): Promise<Challenge | null> {
        const found = await challenges.findOne({ tokenHash }).lean();
        return found ? ChallengeSchema.parse(found) : null;
      },
      /** How many were begun for it since the moment. */
      countSince: (subjectId: string, since: Date): Promise<number> =>
        challenges.countDocuments({ subjectId, createdAt: { $gte: since } }),
      /** Counts a try before the code is looked at; the state after it, null when the challenge is gone. */
      async countTry(id: string): Promise<Challenge | null> {
        const after = await challenges
          .findOneAndUpdate({ _id: id }, { $inc: { failures: 1 } }, { returnDocument: 'after' })
          .lean();
        return after ? ChallengeSchema.parse(after) : null;
      },
      /** True for the one who used the code first: it opens once. */
      spend: async (id: string): Promise<boolean> =>
        (await challenges.updateOne({ _id: id, codeHash: { $ne: null } }, { $set: { codeHash: null } }))
          .modifiedCount === 1,
      /** True for the one who removed it: a sign-in goes on once. */
      take: async (id: string): Promise<boolean> =>
        (await challenges.deleteOne({ _id: id })).deletedCount === 1,
    },
    guestSessions: {
      async insert(session: GuestSession): Promise<void> {
        await guestSessions.insertMany([session], { lean: true });
      },
      async findByTokenHash(tokenHash: string): Promise<GuestSession | null> {
        const found = await guestSessions.findOne({ tokenHash }).lean();
        return found ? GuestSessionSchema.parse(found) : null;
      },
      async removeOfLink(linkId: string): Promise<void> {
        await guestSessions.deleteMany({ linkId });
      },
    },
  };
}
