import type { RulesModule } from './rules-module.server';

export { createRulesModule, type RulesDeps, type RulesModule } from './rules-module.server';

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    readonly rules: RulesModule;
  }
}
