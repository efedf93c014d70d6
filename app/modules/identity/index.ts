// Isomorphic face of the identity module. Zod schemas are not here but in index.server.ts: pages must not carry them
// into the browser.
export { mayRead, tokensOfActor, tokensThatMayRead } from './acl';
export { type IdentityMessageKey, identityText } from './identity.messages';
export type { SessionView } from './identity.present';
export { canEditContent } from './policy';
export { sampleOrganisationId, sampleUserId } from './sample-ids';
export { TIME_ZONES } from './time-zones';
