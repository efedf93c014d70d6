export { createRulesModule, type RulesDeps, type RulesModule } from './rules-module.server';
