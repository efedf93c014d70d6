// Whether a secret link still opens something. Pure; each answer has its own words in errors.ts.
import { identityError } from './errors';
import type { Invitation, PersonalLink } from './links.schema';

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired';

export function invitationState(
  { acceptedAt, revokedAt, expiresAt }: Pick<Invitation, 'acceptedAt' | 'revokedAt' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}

/** Throws `identity/invitation-accepted`, `-revoked` or `-expired`. */
export function assertInvitationOpen(invitation: Invitation, now: Date): void {
  const state = invitationState(invitation, now);
  if (state !== 'open') throw identityError(`invitation-${state}`);
}

export type LinkState = 'active' | 'revoked' | 'expired';

export function linkState(
  { revokedAt, expiresAt }: Pick<PersonalLink, 'revokedAt' | 'expiresAt'>,
  now: Date,
): LinkState {
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'active';
}

/** Throws `identity/link-revoked` or `-expired`. */
export function assertLinkActive(link: PersonalLink, now: Date): void {
  const state = linkState(link, now);
  if (state !== 'active') throw identityError(`link-${state}`);
}
