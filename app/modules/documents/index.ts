// Isomorphic face of the documents module: types and pure helpers that pages and the command line may use.
// The body tree is pure and isomorphic: the editor, the merge in the browser and the pages use it as it is.
export type { AcquaintanceView } from './acquaintance/acquaintance-queries.server';
export * from './body';
export * from './checks/checks.views';
export { type Duplicate, type DuplicatePlace, findDuplicates } from './checks/find-duplicates';
export type * from './discussion/discussion.views';
export type { SubjectCard } from './documents.deps';
export type { Document, IssuedFile, VersionContent, Visibility } from './documents.schema';
export type * from './documents.views';
export { applyBodyPatch, type BodyPatch, isEmptyPatch, makeBodyPatch } from './drafting/body-patch';
export { type ConflictChoice, settleConflict } from './drafting/choose-conflict';
export type { DraftConflict } from './drafting/draft.schema';
export type {
  ConflictView,
  DraftUpdate,
  SaveDraftInput,
  SaveDraftResult,
} from './drafting/draft-save.schema';
export { tidyBody } from './drafting/tidy-body';
export type { FieldChoice } from './editing/field-choices';
export type { EditingView } from './editing/get-editing.server';
export type { ExtractView } from './extract/extract.views';
export { fieldResolver } from './field-resolver';
export type * from './fields/fields.views';
export * from './importing';
export { DOCUMENT_KINDS, LIFECYCLE_STATES, type LifecycleState } from './lifecycle';
export type * from './remarks/remarks.views';
export { APPROVALS_SHOWN } from './routing/approvals-shown';
export type { ManyOutcome } from './routing/commands/agree-to-many.server';
export type { RoutingStepView, RoutingView } from './routing/queries/get-routing.server';
export type { SubstitutionView } from './routing/queries/list-substitutions.server';
export type { WaitedDocument } from './routing/queries/list-waited.server';
export {
  GIVEN_ROLES,
  GUEST_ROLES,
  type ParticipantRole,
} from './sharing/participants';
export type { ParticipantView, SharingView } from './sharing/queries/get-sharing.server';
export type { NameConsentView } from './sharing/queries/list-name-consents.server';
export { prefillFields } from './starting/prefill';
export type * from './starting/start.views';
export type * from './versions/versions.views';
