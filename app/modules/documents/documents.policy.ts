// Who may do what with a document. Pure; commands assert, pages ask the same functions what to show.
import { mayRead } from '~/modules/identity';
import type { WorkflowDefinition } from '~/modules/workflows';
import type { Actor, Role } from '~/shared/context';
import type { Document } from './documents.schema';
import { documentError } from './errors';
import { writesAsParticipant } from './sharing/participants';

/** Roles that the workflow file gives to the big steps. */
export interface WorkflowRoles {
  submit: Role;
  adopt: Role;
  publish: Role;
}

type ReadableDocument = Pick<Document, 'owner' | 'participants' | 'visibility'>;

/** True when the actor has one of the roles in that organisation; administrators of it have all, the system has everything. */
export function hasRoleIn(actor: Actor, organisationId: string, ...roles: Role[]): boolean {
  if (actor.type === 'system') return true;
  return actor.memberships.some(
    (membership) =>
      membership.organisationId === organisationId &&
      membership.roles.some((role) => role === 'administrator' || roles.includes(role)),
  );
}

export const documentPolicy = {
  create: (actor: Actor, owner: string) =>
    hasRoleIn(actor, owner, 'drafter', 'secretary', 'moderator', 'chair'),
  read: (actor: Actor, document: ReadableDocument) => mayRead(actor, document),
  /** The owner's drafters, and participants of other organisations who are co-authors or moderators. */
  revise: (actor: Actor, document: Pick<Document, 'owner' | 'participants'>) =>
    hasRoleIn(actor, document.owner, 'drafter', 'secretary', 'moderator') ||
    writesAsParticipant(actor, document.participants),
  /** Participants, personal links, visibility, consents: the owner's people who draft and sign. */
  share: (actor: Actor, document: Pick<Document, 'owner'>) =>
    hasRoleIn(actor, document.owner, 'drafter', 'secretary', 'moderator', 'chair'),
  /** Consent to the organisation's name is its own head's or administrator's to give. */
  speakFor: (actor: Actor, organisationId: string) => hasRoleIn(actor, organisationId, 'chair'),
  /** The sealed entries as a file: who works with the document on the owner's side. */
  exportHistory: (actor: Actor, document: Pick<Document, 'owner'>) =>
    hasRoleIn(actor, document.owner, 'drafter', 'secretary', 'moderator', 'chair'),
  submit: (actor: Actor, document: Pick<Document, 'owner'>, roles: WorkflowRoles) =>
    hasRoleIn(actor, document.owner, roles.submit, 'secretary'),
  adopt: (actor: Actor, document: Pick<Document, 'owner'>, roles: WorkflowRoles) =>
    hasRoleIn(actor, document.owner, roles.adopt),
  issue: (actor: Actor, document: Pick<Document, 'owner'>, roles: WorkflowRoles) =>
    hasRoleIn(actor, document.owner, roles.adopt, roles.publish, 'secretary'),
  publish: (actor: Actor, document: Pick<Document, 'owner'>, roles: WorkflowRoles) =>
    hasRoleIn(actor, document.owner, roles.publish),
};

/** Roles of the big steps from the workflow; a workflow that is silent leaves adopting to the chair, publishing to the secretary. */
export function rolesOf(definition: WorkflowDefinition): WorkflowRoles {
  return {
    submit: definition.submit.role,
    adopt: definition.adopt?.role ?? 'chair',
    publish: definition.publish?.role ?? 'secretary',
  };
}

/** Throws documents/forbidden with the action in words. */
export function assertAllowed(allowed: boolean, action: string): void {
  if (!allowed) throw documentError('forbidden', { action });
}

/** A document the actor may not read does not exist for him: documents/not-found. */
export function assertReadable(actor: Actor, document: ReadableDocument & { _id: string }): void {
  if (!documentPolicy.read(actor, document)) throw documentError('not-found', { id: document._id });
}
