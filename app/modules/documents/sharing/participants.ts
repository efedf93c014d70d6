// Who takes part in a document and as what. Pure and without zod, so that pages may use it.
import type { Actor } from '~/shared/context';

export const PARTICIPANT_ROLES = [
  'author',
  'co-author',
  'moderator',
  'co-organiser',
  'partner',
  'reviewer',
  'reader',
  'approver',
] as const;
/** The author made the document, approvers come with its route: these two are not given by hand. */
export const GIVEN_ROLES = PARTICIPANT_ROLES.filter((role) => role !== 'author' && role !== 'approver');
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

/** Russian words of the roles, for history and lists. */
export const PARTICIPANT_ROLE_WORDS: Readonly<Record<ParticipantRole, string>> = {
  author: 'автор',
  'co-author': 'соавтор',
  moderator: 'модератор',
  'co-organiser': 'соорганизатор',
  partner: 'партнёр',
  reviewer: 'рецензент',
  reader: 'читатель',
  approver: 'согласующий',
};

export const VISIBILITY_WORDS = {
  participants: 'только участники',
  organisation: 'организация и участники',
  installation: 'все, у кого есть учётная запись',
  public: 'все',
} as const;

/** Roles whose holders write in the text. */
const WRITING: readonly string[] = ['co-author', 'moderator'];

/** Roles a person without an account can have: he reads, or reads and remarks. */
export const GUEST_ROLES = ['reviewer', 'reader'] as const;
export type GuestRole = (typeof GUEST_ROLES)[number];

interface Part {
  readonly subject: string;
  readonly role: string;
}

/** Whoever drafts in his own organisation drafts for it in the documents of others. */
const DRAFTING_ROLES: readonly string[] = ['administrator', 'drafter', 'secretary', 'moderator', 'chair'];

const isPartOf = (actor: Actor, { subject }: Part): boolean => {
  if (actor.type === 'guest') return subject === `guest:${actor.id}`;
  if (actor.type !== 'user') return false;
  if (subject === `user:${actor.id}`) return true;
  return actor.memberships.some(
    ({ organisationId, roles }) =>
      subject === `org:${organisationId}` && roles.some((role) => DRAFTING_ROLES.includes(role)),
  );
};

/** The entries by which the actor takes part: his own, and those of organisations he drafts for. */
const partsOf = <P extends Part>(actor: Actor, participants: readonly P[]): P[] =>
  participants.filter((participant) => isPartOf(actor, participant));

/** True when he writes in the text as a co-author or a moderator. */
export const writesAsParticipant = (actor: Actor, participants: readonly Part[]): boolean =>
  partsOf(actor, participants).some(({ role }) => WRITING.includes(role));
