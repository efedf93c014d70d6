// Users and organisations. A change is one atomic write of state and events, compared and set on `version`.

import { identityError } from './errors';
import type { UnnumberedEvent } from './events';
import type { IdentityModels, LooseModel } from './identity.model.server';
import { type Organisation, OrganisationSchema, type User, UserSchema } from './identity.schema';

const MAX_ATTEMPTS = 20;

export interface UserFilter {
  readonly organisationId?: string | undefined;
  readonly role?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

export type PeopleRepository = ReturnType<typeof createPeopleRepository>;

/** True for the store's refusal of a second document with the same unique key. */
const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;

/** Inserts; false when the id (or another unique key) is taken. */
export async function insertOnce(model: LooseModel, document: { _id: string }): Promise<boolean> {
  try {
    await model.insertMany([document], { lean: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export function createPeopleRepository({ users, organisations }: IdentityModels) {
  const parseUser = (found: unknown): User | null => (found ? UserSchema.parse(found) : null);

  const findUser = async (id: string) => parseUser(await users.findOne({ _id: id }).lean());

  async function getUser(id: string): Promise<User> {
    const user = await findUser(id);
    if (!user) throw identityError('user-not-found', { id });
    return user;
  }

  /** Applies a change to the newest state until its write wins; `set` and `events` come from that state. */
  async function changeUser(
    id: string,
    change: (user: User) => { set: Partial<User>; events: readonly UnnumberedEvent[] },
  ): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const user = await getUser(id);
      const { set, events } = change(user);
      const outbox = events.map((event, index) => event(user.eventSeq + index + 1));
      const written = await users.updateOne(
        { _id: id, version: user.version },
        { $set: set, $inc: { version: 1, eventSeq: outbox.length }, $push: { outbox: { $each: outbox } } },
      );
      if (written.matchedCount === 1) return;
    }
    throw identityError('try-again', { id });
  }

  return {
    findUser,
    getUser,
    changeUser,
    findUserByEmail: async (email: string) =>
      parseUser(await users.findOne({ emailLower: email.trim().toLowerCase() }).lean()),
    hasUsers: async () => (await users.findOne({}, { _id: 1 }).lean()) !== null,
    insertUser: (user: User) => insertOnce(users, user),
    async listUsers(filter: UserFilter): Promise<User[]> {
      const membership = {
        ...(filter.organisationId ? { organisationId: filter.organisationId } : {}),
        ...(filter.role ? { roles: filter.role } : {}),
      };
      const query = {
        ...(filter.ids ? { _id: { $in: [...filter.ids] } } : {}),
        ...(Object.keys(membership).length > 0 ? { memberships: { $elemMatch: membership } } : {}),
      };
      const found = await users.find(query).sort({ _id: 1 }).limit(2000).lean();
      return found.map((user) => UserSchema.parse(user));
    },
    insertOrganisation: (organisation: Organisation) => insertOnce(organisations, organisation),
    async findOrganisation(id: string): Promise<Organisation | null> {
      const found = await organisations.findOne({ _id: id }).lean();
      return found ? OrganisationSchema.parse(found) : null;
    },
    async listOrganisations(ids?: readonly string[]): Promise<Organisation[]> {
      const query = ids ? { _id: { $in: [...ids] } } : {};
      const found = await organisations.find(query).sort({ name: 1, _id: 1 }).limit(2000).lean();
      return found.map((organisation) => OrganisationSchema.parse(organisation));
    },
  };
}
