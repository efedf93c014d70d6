import type { Context, Role } from '~/shared/context';
import { hostOrganisationId } from '../commands/set-up.server';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';
import { type InvitationState, invitationState } from '../link-state';
import { managedOrganisations } from '../policy';

export interface InvitationRow {
  id: string;
  email: string;
  organisation: string;
  position: string | null;
  roles: Role[];
  state: InvitationState;
  letters: number;
  sentAt: string;
  expiresAt: string;
}

/** Invitations to the organisations that the actor manages, newest first. Throws `identity/not-administrator`. */
export const listInvitations =
  (deps: IdentityDeps) =>
  async (ctx: Context): Promise<InvitationRow[]> => {
    const managed = managedOrganisations(ctx.actor, await hostOrganisationId(deps)());
    if (managed?.length === 0) throw identityError('not-administrator');
    const [invitations, organisations] = await Promise.all([
      deps.secrets.invitations.listOf(managed),
      deps.people.listOrganisations(managed ?? undefined),
    ]);
    const names = new Map(organisations.map(({ _id, shortName }) => [_id, shortName]));
    return invitations.map((one) => ({
      id: one._id,
      email: one.email,
      organisation: names.get(one.membership.organisationId) ?? one.membership.organisationId,
      position: one.membership.position ?? null,
      roles: one.membership.roles,
      state: invitationState(one, ctx.now()),
      letters: one.letters,
      sentAt: one.sentAt.toISOString(),
      expiresAt: one.expiresAt.toISOString(),
    }));
  };
