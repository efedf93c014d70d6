// Accepting an invitation: a newcomer gets an account, who has one gets a membership. The account (or membership) is
// the deciding write; a crash before the invitation is marked leaves the link «accepted» all the same.
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { AcceptInvitationInput } from '../identity.inputs';
import { assertInvitationOpen } from '../link-state';
import type { Invitation } from '../links.schema';
import { hashPassword } from '../passwords.server';
import { actorOf, newUser, personName } from '../people.rules';

/** The account an invitation makes has an id that follows from it: of two at once one is made. */
const userIdOf = (invitation: Invitation) => invitation._id.replace(/^inv/, 'usr');

async function openInvitation(deps: IdentityDeps, ctx: Context, token: string): Promise<Invitation> {
  const invitation = await deps.secrets.invitations.findByTokenHash(sha256Hex(token));
  if (!invitation) throw identityError('invitation-unknown');
  assertInvitationOpen(invitation, ctx.now());
  return invitation;
}

export interface InvitationView {
  readonly email: string;
  readonly organisation: string;
  readonly position: string | null;
  readonly invitedBy: string;
  readonly expiresAt: string;
  /** True when the e-mail has an account: it joins, nothing is to be entered. */
  readonly hasAccount: boolean;
}

/** What the page of an open invitation shows. Throws `identity/invitation-unknown`, `-accepted`, `-revoked`, `-expired`. */
export const getInvitation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly token: string }): Promise<InvitationView> => {
    const invitation = await openInvitation(deps, ctx, input.token);
    const organisation = await deps.people.getOrganisation(invitation.membership.organisationId);
    return {
      email: invitation.email,
      organisation: organisation.name,
      position: invitation.membership.position ?? null,
      invitedBy: invitation.invitedBy.name,
      expiresAt: invitation.expiresAt.toISOString(),
      hasAccount: (await deps.people.findUserByEmail(invitation.email)) !== null,
    };
  };

/**
 * Makes the account. Throws the errors of {@link getInvitation}; `identity/invitation-other-account` when the e-mail
 * has an account (then {@link joinByInvitation} is the way).
 */
export const acceptInvitation =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: AcceptInvitationInput & { readonly token: string },
  ): Promise<{ userId: string; email: string }> => {
    const invitation = await openInvitation(deps, ctx, input.token);
    const { email, membership } = invitation;
    if (await deps.people.findUserByEmail(email)) throw identityError('invitation-other-account', { email });
    const id = userIdOf(invitation);
    const position = input.position ?? membership.position;
    const self = { ...ctx, actor: { type: 'user' as const, id, name: email, memberships: [] } };
    const user = newUser(self, {
      id,
      email,
      name: personName(input),
      passwordHash: await hashPassword(input.password),
      memberships: [
        {
          organisationId: membership.organisationId,
          ...(position ? { position } : {}),
          roles: membership.roles,
        },
      ],
      sample: false,
      first: false,
    });
    const named = {
      ...user,
      outbox: user.outbox.map((event) => ({ ...event, actor: { id, name: actorOf(user).name } })),
    };
    if (!(await deps.people.insertUser(named))) throw identityError('invitation-accepted');
    await markAccepted(deps, { ...ctx, actor: actorOf(user) }, invitation._id);
    return { userId: id, email };
  };

/** The signed-in bearer of the e-mail joins the organisation. Throws also `identity/invitation-other-account`. */
export const joinByInvitation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly token: string }): Promise<void> => {
    const invitation = await openInvitation(deps, ctx, input.token);
    const refused = identityError('invitation-other-account', { email: invitation.email });
    if (ctx.actor.type !== 'user') throw refused;
    const { membership } = invitation;
    const { organisationId, roles } = membership;
    const event = identityEvent(
      ctx,
      'user.membership-added',
      { type: 'user', id: ctx.actor.id },
      { organisationId, roles, invitationId: invitation._id },
    );
    await deps.people.changeUser(ctx.actor.id, (user) => {
      if (user.emailLower !== invitation.emailLower) throw refused;
      if (user.memberships.some((one) => one.organisationId === organisationId))
        return { set: {}, events: [] };
      return { set: { memberships: [...user.memberships, membership] }, events: [event] };
    });
    await markAccepted(deps, ctx, invitation._id);
  };

async function markAccepted(deps: IdentityDeps, ctx: Context, invitationId: string): Promise<void> {
  const event = identityEvent(
    ctx,
    'invitation.accepted',
    { type: 'invitation', id: invitationId },
    { userId: ctx.actor.id },
  );
  await deps.secrets.invitations.change(invitationId, (invitation) =>
    invitation.acceptedAt
      ? { set: {}, events: [] }
      : { set: { acceptedAt: ctx.now(), userId: ctx.actor.id }, events: [event] },
  );
}
