// What the set-up, sign-in and account pages need of the services; bootstrap provides it.
import type { IdentityModule, SampleAccounts } from '~/modules/identity/index.server';
import type { Context } from '~/shared/context';

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    readonly identity: IdentityModule;
    /** «Учебные данные» of all modules, people first; idempotent. */
    readonly loadSampleData: (ctx: Context) => Promise<SampleAccounts>;
  }
}
