// Users and organisations.
import { createAggregateStore } from './aggregate.repository.server';
import { identityError } from './errors';
import type { IdentityModels } from './identity.model.server';
import { type Organisation, OrganisationSchema, type User, UserSchema } from './identity.schema';

export interface UserFilter {
  readonly organisationId?: string | undefined;
  readonly role?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

export type PeopleRepository = ReturnType<typeof createPeopleRepository>;

const MOST = 2000;

export function createPeopleRepository(models: IdentityModels) {
  const users = createAggregateStore<User>(models.users, UserSchema, (id) =>
    identityError('user-not-found', { id }),
  );
  const organisations = createAggregateStore<Organisation>(models.organisations, OrganisationSchema, (id) =>
    identityError('organisation-not-found', { id }),
  );
  return {
    findUser: users.find,
    getUser: users.get,
    changeUser: users.change,
    findUserByEmail: (email: string) => users.findOne({ emailLower: email.trim().toLowerCase() }),
    hasUsers: async () => (await models.users.findOne({}, { _id: 1 }).lean()) !== null,
    insertUser: users.insert,
    listUsers(filter: UserFilter): Promise<User[]> {
      const membership = {
        ...(filter.organisationId ? { organisationId: filter.organisationId } : {}),
        ...(filter.role ? { roles: filter.role } : {}),
      };
      const query = {
        ...(filter.ids ? { _id: { $in: [...filter.ids] } } : {}),
        ...(Object.keys(membership).length > 0 ? { memberships: { $elemMatch: membership } } : {}),
      };
      return users.list(query, { _id: 1 }, MOST);
    },
    insertOrganisation: organisations.insert,
    findOrganisation: organisations.find,
    getOrganisation: organisations.get,
    changeOrganisation: organisations.change,
    listOrganisations: (ids?: readonly string[]): Promise<Organisation[]> =>
      organisations.list(ids ? { _id: { $in: [...ids] } } : {}, { name: 1, _id: 1 }, MOST),
  };
}
