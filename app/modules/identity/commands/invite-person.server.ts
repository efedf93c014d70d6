// Invitations of colleagues: sent, sent again (the former link dies), revoked.
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { InvitePersonInput } from '../identity.inputs';
import { invitationLetter } from '../letters';
import { assertInvitationOpen, invitationState } from '../link-state';
import type { Invitation } from '../links.schema';
import { canManageUsers } from '../policy';
import { newToken } from '../secrets.server';
import { hostOrganisationId } from './set-up.server';

const TERM_MS = 14 * 24 * 3_600_000;

async function assertMayInvite(deps: IdentityDeps, ctx: Context, organisationId: string): Promise<void> {
  const host = await hostOrganisationId(deps)();
  if (!canManageUsers(ctx.actor, organisationId, host)) throw identityError('not-administrator');
}

async function assertNewcomer(deps: IdentityDeps, ctx: Context, input: InvitePersonInput): Promise<void> {
  const user = await deps.people.findUserByEmail(input.email);
  if (user?.memberships.some(({ organisationId }) => organisationId === input.organisationId))
    throw identityError('already-member', { email: input.email });
  const known = await deps.secrets.invitations.listOf([input.organisationId]);
  const open = known.some(
    (one) => one.emailLower === input.email.toLowerCase() && invitationState(one, ctx.now()) === 'open',
  );
  if (open) throw identityError('already-invited', { email: input.email });
}

/**
 * Invites by e-mail; the letter holds the link, the store its hash. Throws `identity/not-administrator`,
 * `identity/organisation-not-found`, `identity/already-member`, `identity/already-invited`, `mail/…`.
 */
export const invitePerson =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: InvitePersonInput): Promise<{ invitationId: string }> => {
    await assertMayInvite(deps, ctx, input.organisationId);
    await deps.people.getOrganisation(input.organisationId);
    await assertNewcomer(deps, ctx, input);
    const token = newToken();
    const invitation = newInvitation(ctx, input, sha256Hex(token));
    await deps.secrets.invitations.insert(invitation);
    await sendLetter(deps, invitation, token);
    return { invitationId: invitation._id };
  };

function newInvitation(ctx: Context, input: InvitePersonInput, tokenHash: string): Invitation {
  const _id = ctx.newId('inv');
  const { organisationId, position, roles, email } = input;
  const sent = identityEvent(
    ctx,
    'invitation.sent',
    { type: 'invitation', id: _id },
    { organisationId, roles, letter: 1 },
    { email },
  );
  return {
    schemaVersion: 1,
    version: 1,
    eventSeq: 1,
    outbox: [sent(1)],
    _id,
    tokenHash,
    email,
    emailLower: email.toLowerCase(),
    membership: { organisationId, ...(position ? { position } : {}), roles },
    invitedBy: { id: ctx.actor.id, name: ctx.actor.name },
    createdAt: ctx.now(),
    sentAt: ctx.now(),
    letters: 1,
    expiresAt: new Date(ctx.now().getTime() + TERM_MS),
    acceptedAt: null,
    userId: null,
    revokedAt: null,
  };
}

/** A new letter with a new link and a new term; the former link dies. Also of an expired one. */
export const resendInvitation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly invitationId: string }): Promise<void> => {
    const found = await deps.secrets.invitations.get(input.invitationId);
    await assertMayInvite(deps, ctx, found.membership.organisationId);
    const token = newToken();
    const renewed = (invitation: Invitation) => ({
      tokenHash: sha256Hex(token),
      letters: invitation.letters + 1,
      sentAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + TERM_MS),
    });
    const before = await deps.secrets.invitations.change(found._id, (invitation) => {
      if (invitationState(invitation, ctx.now()) !== 'expired') assertInvitationOpen(invitation, ctx.now());
      const { organisationId, roles } = invitation.membership;
      const event = identityEvent(
        ctx,
        'invitation.sent',
        { type: 'invitation', id: invitation._id },
        { organisationId, roles, letter: invitation.letters + 1 },
        { email: invitation.email },
      );
      return { set: renewed(invitation), events: [event] };
    });
    await sendLetter(deps, { ...before, ...renewed(before) }, token);
  };

/** Throws `identity/invitation-accepted` when it is too late. Idempotent. */
export const revokeInvitation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly invitationId: string }): Promise<void> => {
    const found = await deps.secrets.invitations.get(input.invitationId);
    await assertMayInvite(deps, ctx, found.membership.organisationId);
    const event = identityEvent(ctx, 'invitation.revoked', { type: 'invitation', id: found._id }, {});
    await deps.secrets.invitations.change(found._id, (invitation) => {
      if (invitation.acceptedAt) throw identityError('invitation-accepted');
      if (invitation.revokedAt) return { set: {}, events: [] };
      return { set: { revokedAt: ctx.now() }, events: [event] };
    });
  };

async function sendLetter(deps: IdentityDeps, invitation: Invitation, token: string): Promise<void> {
  const organisation = await deps.people.getOrganisation(invitation.membership.organisationId);
  await deps.mailer.send(
    invitationLetter(invitation, {
      organisation: organisation.shortName,
      url: `${deps.siteUrl()}/invitations/${token}`,
    }),
  );
}
