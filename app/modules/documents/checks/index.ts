// Pure face of the check; isomorphic. The page's queries and commands are in their own files.
export { applyFixes } from './apply-fixes';
export { CHECK_RULES } from './catalogue';
export type { CheckInput, NamedOrganisation } from './check.types';
export { checkDocument, countProblems } from './check-document';
export * from './checks.views';
export { type Duplicate, type DuplicatePlace, findDuplicates } from './find-duplicates';
