// Words of the roles that a workflow may name; the record's type keeps it in step with shared/context.
import type { Role } from '~/shared/context';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: 'администратор',
  editor: 'редактор содержания',
  drafter: 'составитель',
  secretary: 'секретарь',
  approver: 'согласующий',
  chair: 'председатель',
  inspector: 'инспектор',
  moderator: 'модератор',
  reader: 'читатель',
};
export const WORKFLOW_ROLES = Object.keys(ROLE_WORDS) as [Role, ...Role[]];

/** Access token of a role in an organisation, as identity writes it. */
export const roleToken = (role: Role, organisationId: string): string => `role:${role}@${organisationId}`;
