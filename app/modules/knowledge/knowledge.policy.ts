// Who may change the knowledge base. Reading is open to everybody, signed in or not: acts are public.
import { type Actor, hasRole } from '~/shared/context';
import { knowledgeError } from './errors';

export const canEditKnowledge = (actor: Actor): boolean => hasRole(actor, 'editor', 'administrator');

/** Throws knowledge/forbidden with the action in words. */
export function assertMayEdit(actor: Actor, action: string): void {
  if (!canEditKnowledge(actor)) throw knowledgeError('forbidden', { action });
}
