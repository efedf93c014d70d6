// Dated legal rules, layout profiles, the production calendar. Pure and isomorphic.
export * from './calendar';
export { RULES_ERRORS } from './errors';
export { type LayoutNumbers, type LayoutProfile, layoutProfile } from './layout-profile';
export type { CalendarYear, Confidence, RuleRow, RuleTable } from './rule.schema';
export { loadRuleBook, type RuleBook } from './rule-book';
export { parseRuleTable, type RuleInForce, ruleAt, ruleWarnings } from './rule-table';
export { readYaml, type YamlPath, type YamlSource, zodProblems } from './yaml-source';
export { endOfDay, zonedInstant } from './zoned-time';
