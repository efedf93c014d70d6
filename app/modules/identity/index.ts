// Isomorphic face of the identity module.
export { type AclSubject, type AclVisibility, mayRead, tokensOfActor, tokensThatMayRead } from './acl';
export { IDENTITY_EVENTS } from './events';
export {
  AddOrganisationInputSchema,
  AddUserInputSchema,
  ChangePasswordInputSchema,
  SetUpInputSchema,
  SignInInputSchema,
  TIME_ZONES,
} from './identity.inputs';
export { type IdentityMessageKey, identityText } from './identity.messages';
export type { OrganisationView, PersonView, SessionView } from './identity.present';
export { type Invitation, ROLES, RoleSchema } from './identity.schema';
export { canAddOrganisation, canEditContent, canManageUsers } from './policy';
export { sampleOrganisationId, sampleUserId } from './samples.schema';
