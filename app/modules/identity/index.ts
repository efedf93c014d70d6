// Isomorphic face of the identity module. Zod schemas are not here but in index.server.ts: pages must not carry them
// into the browser.
export { type AclSubject, type AclVisibility, mayRead, tokensOfActor, tokensThatMayRead } from './acl';
export { type IdentityMessageKey, identityText } from './identity.messages';
export type { OrganisationView, PersonView, SessionView } from './identity.present';
export { canAddOrganisation, canEditContent, canManageUsers } from './policy';
export { sampleOrganisationId, sampleUserId } from './sample-ids';
export { TIME_ZONES } from './time-zones';
