// Who may do what to people and organisations. Pure: the same answers feed pages and commands.
import { type Actor, hasRole } from '~/shared/context';

const hasRoleIn = (actor: Actor, organisationId: string, role: string) =>
  actor.memberships.some(
    (membership) =>
      membership.organisationId === organisationId && membership.roles.some((held) => held === role),
  );

/** An organisation's administrator manages its people; the host organisation's administrator everybody's. */
export function canManageUsers(
  actor: Actor,
  organisationId: string,
  hostOrganisationId: string | null,
): boolean {
  if (actor.type === 'system') return true;
  if (hasRoleIn(actor, organisationId, 'administrator')) return true;
  return hostOrganisationId !== null && hasRoleIn(actor, hostOrganisationId, 'administrator');
}

/** Only the host organisation's administrator and the system add organisations. */
export function canAddOrganisation(actor: Actor, hostOrganisationId: string | null): boolean {
  if (actor.type === 'system') return true;
  return hostOrganisationId !== null && hasRoleIn(actor, hostOrganisationId, 'administrator');
}

/** Guides, glossary and other shared content: the role «редактор» (editor). */
export const canEditContent = (actor: Actor): boolean => hasRole(actor, 'editor');

/** Organisations whose people the actor manages; null = all. */
export function managedOrganisations(
  actor: Actor,
  hostOrganisationId: string | null,
): readonly string[] | null {
  if (canAddOrganisation(actor, hostOrganisationId)) return null;
  return actor.memberships
    .filter(({ roles }) => roles.includes('administrator'))
    .map(({ organisationId }) => organisationId);
}

/** An account works in all its organisations: it is disabled, unlocked or reset by who manages every one of them. */
export function canManageAccount(
  actor: Actor,
  organisationIds: readonly string[],
  hostOrganisationId: string | null,
): boolean {
  return organisationIds.every((id) => canManageUsers(actor, id, hostOrganisationId));
}

/** Name, time zone, logo, case forms of an organisation: its own administrator's, or the host's. */
export const canChangeOrganisation: typeof canManageUsers = (...asked) => canManageUsers(...asked);

/** Letters kept without SMTP hold links and codes: only the host organisation's administrator opens them. */
export const canReadOutbox: typeof canAddOrganisation = (...asked) => canAddOrganisation(...asked);
