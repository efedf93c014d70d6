// Isomorphic face of the identity module. Zod schemas are not here but in index.server.ts: pages must not carry them
// into the browser.
export { mayRead, tokensOfActor, tokensThatMayRead } from './acl';
export { IDENTITY_EVENT_NAMES, identitySentence } from './event-words';
export type { DirectoryEntry, FormDirectory } from './form-directory';
export { type IdentityMessageKey, identityText } from './identity.messages';
export type { OrganisationView, PersonView, SessionView } from './identity.present';
export type { CaseForms } from './identity.schema';
export type { InvitationState, LinkState } from './link-state';
export { canEditContent } from './policy';
export type { OrganisationCard, SecondStepView } from './queries/get-access.server';
export type { InvitationRow } from './queries/list-invitations.server';
export type { PersonalLinkView } from './queries/list-personal-links.server';
export type { LetterRow } from './queries/read-letters.server';
export type { ManagedPerson, PeopleList } from './queries/search-people.server';
export { sampleOrganisationId, sampleUserId } from './sample-ids';
export { TIME_ZONES } from './time-zones';
