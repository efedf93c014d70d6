// The pure grammar of Russian legal citations. Isomorphic, a leaf: nothing here reads an act or a database.
export type { ActKind, ActReference, Citation, Doubt, Level, Target, Unit } from './citation.types';
export { describeCitation } from './describe-citation';
export { type FindOptions, findCitations } from './find-citations';
export { CITATION_RULES, type RuleName } from './rule-catalogue';
