// Isomorphic face of the documents module: types and pure helpers that pages and the command line may use.
// The body tree is pure and isomorphic: the editor, the merge in the browser and the pages use it as it is.
export * from './body';
export type * from './discussion/discussion.views';
export type { Document, IssuedFile, VersionContent, Visibility } from './documents.schema';
export type * from './documents.views';
export { fieldResolver } from './field-resolver';
export { DOCUMENT_KINDS, LIFECYCLE_STATES, type LifecycleState } from './lifecycle';
export type * from './remarks/remarks.views';
export { prefillFields } from './starting/prefill';
