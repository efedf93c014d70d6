// Who leads a discussion. Pure; commands assert, pages ask the same functions what to show.
import { tokensOfActor } from '~/modules/identity';
import type { Actor } from '~/shared/context';
import { documentPolicy, hasRoleIn } from '../documents.policy';
import type { Document } from '../documents.schema';

type Led = Pick<Document, 'owner' | 'participants'>;

/** A section's moderator from another organisation is named in the document itself. */
function isNamedModerator(actor: Actor, document: Led): boolean {
  const held = new Set(tokensOfActor(actor));
  return document.participants.some(({ subject, role }) => role === 'moderator' && held.has(subject));
}

export const discussionPolicy = {
  /** Start, close, change the term, put up a version, record «за основу». */
  run: (actor: Actor, document: Led) =>
    documentPolicy.revise(actor, document) || hasRoleIn(actor, document.owner, 'chair'),
  /** Answer, group, hide, write down proposals; see who made them. */
  moderate: (actor: Actor, document: Led) =>
    discussionPolicy.run(actor, document) || isNamedModerator(actor, document),
  /** Put words into the text. */
  take: (actor: Actor, document: Led) => documentPolicy.revise(actor, document),
} as const;
