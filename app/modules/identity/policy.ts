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
