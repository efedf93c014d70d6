// Changes of who takes part and who reads. Pure: the next state, or the refusal.
import { tokensThatMayRead } from '~/modules/identity';
import { canonicalJson } from '~/shared/canonical-json';
import type { Document, Participant, Visibility } from '../documents.schema';
import { documentError } from '../errors';

type Shared = Pick<Document, 'owner' | 'participants' | 'visibility'>;

/** Participants, visibility and the tokens that follow from them: always written together. */
export function sharingOf(
  document: Shared,
  change: Partial<Pick<Document, 'participants' | 'visibility'>>,
): Pick<Document, 'participants' | 'visibility' | 'acl'> {
  const { owner, participants, visibility } = { ...document, ...change };
  return { participants, visibility, acl: tokensThatMayRead({ owner, participants, visibility }) };
}

/** What a form of the page was made from, as text; compared as a whole. */
export const sharingState = ({
  participants,
  visibility,
  nameConsents,
}: Pick<Document, 'participants' | 'visibility' | 'nameConsents'>): string =>
  canonicalJson([participants, visibility, nameConsents]);

/** An entry without absent members: the store would keep them as null. Only a moderator has sections. */
export const participantOf = (subject: string, role: string, sections: readonly string[]): Participant => ({
  subject,
  role,
  ...(role === 'moderator' && sections.length > 0 ? { sections: [...sections] } : {}),
});

/** Throws documents/participant-exists. */
export function withParticipant(document: Shared, added: Participant, name: string): Participant[] {
  if (document.participants.some(({ subject }) => subject === added.subject))
    throw documentError('participant-exists', { name });
  return [...document.participants, added];
}

/** The same list with one entry in another role; an author stays one. Throws documents/participant-absent. */
export function withChanged(document: Shared, changed: Participant): Participant[] {
  if (!document.participants.some(({ subject }) => subject === changed.subject))
    throw documentError('participant-absent');
  return document.participants.map((one) => (one.subject === changed.subject ? changed : one));
}

/** Throws documents/participant-absent, and participant-approves for who was asked by the route. */
export function withoutParticipant(document: Shared, subject: string): Participant[] {
  const left = document.participants.filter((one) => one.subject !== subject);
  // A personal link is closed with its bearer: his place in the route stays and is decided by letter, or replaced.
  const asked = (one: Participant) => one.subject === subject && one.role === 'approver' && !one.place;
  if (document.participants.some(asked)) throw documentError('participant-approves');
  if (left.length === document.participants.length) throw documentError('participant-absent');
  return left;
}

/** Throws documents/visibility-published and, for kinds that are never published, documents/visibility-kind. */
export function assertVisibility(
  document: Pick<Document, 'publication' | 'visibility'>,
  wanted: Visibility,
  neverPublished: boolean,
): void {
  if (document.publication || document.visibility === 'public') throw documentError('visibility-published');
  if (neverPublished && wanted === 'installation') throw documentError('visibility-kind');
}
