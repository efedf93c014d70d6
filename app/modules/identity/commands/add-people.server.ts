// Adding organisations and people, by an administrator or by `./khartia user add`.
import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';
import type { AddOrganisationInput, AddUserInput } from '../identity.inputs';
import { hashPassword } from '../passwords.server';
import { newOrganisation, newUser, personName } from '../people.rules';
import { canAddOrganisation, canManageUsers } from '../policy';
import { hostOrganisationId } from './set-up.server';

/** Throws `identity/not-administrator`. */
export const addOrganisation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: AddOrganisationInput): Promise<{ organisationId: string }> => {
    if (!canAddOrganisation(ctx.actor, await hostOrganisationId(deps)()))
      throw identityError('not-administrator');
    const organisation = newOrganisation(ctx, {
      id: ctx.newId('org'),
      name: input.name,
      shortName: input.shortName,
      timeZone: input.timeZone,
      host: false,
      sample: false,
    });
    await deps.people.insertOrganisation(organisation);
    return { organisationId: organisation._id };
  };

/** Throws `identity/not-administrator`, `identity/organisation-not-found`, `identity/email-taken`. */
export const addUser =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: AddUserInput): Promise<{ userId: string }> => {
    const host = await hostOrganisationId(deps)();
    for (const { organisationId } of input.memberships) {
      if (!canManageUsers(ctx.actor, organisationId, host)) throw identityError('not-administrator');
      if (!(await deps.people.findOrganisation(organisationId))) {
        throw identityError('organisation-not-found', { organisationId });
      }
    }
    const user = newUser(ctx, {
      id: ctx.newId('usr'),
      email: input.email,
      name: personName(input),
      passwordHash: await hashPassword(input.password),
      memberships: input.memberships.map(withoutAbsent),
      sample: false,
      first: false,
    });
    if (!(await deps.people.insertUser(user))) throw identityError('email-taken', { email: input.email });
    return { userId: user._id };
  };

const withoutAbsent = ({ organisationId, position, roles }: AddUserInput['memberships'][number]) => ({
  organisationId,
  ...(position ? { position } : {}),
  roles,
});
