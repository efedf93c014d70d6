// Isomorphic face of the documents module: types and pure helpers that pages and the command line may use.
export type { Block, DocumentBody, Inline, NumberingMode } from './body/body.schema';
export type { Document, IssuedFile, VersionContent, Visibility } from './documents.schema';
export type * from './documents.views';
export { DOCUMENT_KINDS, LIFECYCLE_STATES, type LifecycleState } from './lifecycle';
