// Isomorphic face of the knowledge module: what pages show, and the pure helpers they use.
export { ACT_KINDS, type ActKind } from './act-card';
export type { ArticleBlock, ArticleSource, Run as ArticleRun } from './articles/article';
export { ActCardTableSchema } from './cards';
export { freshnessLine } from './edition-at';
export { KNOWLEDGE_EVENT_NAMES, knowledgeSentence } from './event-words';
export { FixLevelSchema, LISTED_LEVELS, type LineFix, UnitNumberSchema } from './import.schema';
export { canEditKnowledge } from './knowledge.policy';
export type { ActHeadView, Crumb, EditionView, NeighbourView } from './present-act';
export type { CopyForms, ProvisionView } from './present-provision';
export type { EditionChange, EditionComparison, WordChange } from './queries/compare-editions.server';
export type { ImportPreview } from './queries/get-import.server';
export type { ProvisionPageView } from './queries/get-provision.server';
export type { ActList, ContentsView } from './queries/list-acts.server';
export type { CitationFault } from './queries/list-faults.server';
export type { MentionedNorm } from './queries/mentioned-norms.server';
export type { Resolution, ResolutionStatus, ResolvedCitation } from './queries/resolve-citations.server';
export { LEVELS, type Level } from './structure/provision.types';
export { shortPath } from './unit-path';
