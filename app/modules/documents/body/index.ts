// Public face of the body tree; isomorphic and pure. Inside the documents module import from here.
export * from './block-hash';
export * from './body.schema';
export { BODY_ERRORS } from './body-errors';
export * from './changes';
export * from './cross-refs';
export {
  type ReadHtml,
  readBodyHtml,
  readTemplateHtml,
  type TemplateHtmlOptions,
} from './html/read-html';
export { escapeHtml, writeHtml, writeRun } from './html/write-html';
export { assertBody, findRawBreach, type ParsedBody, parseBody } from './limits';
export { type MergeConflict, type MergeResult, mergeBodies } from './merge';
export type { MergeSide } from './merge-nodes';
export { resolveConflict } from './merge-resolve';
export { isSafeHref, normalizeBody, normalizeRun } from './normalize';
export * from './numbering';
export * from './plain-text';
export * from './render-values';
export * from './search-records';
export { fromTipTap, type TipTapMark, type TipTapNode, toTipTap } from './tiptap';
export * from './walk';
