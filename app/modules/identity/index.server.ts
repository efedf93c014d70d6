// Server face of the identity module: binds commands and queries to one connection.
import type { Connection } from 'mongoose';
import type { Context } from '~/shared/context';
import { addOrganisation, addUser } from './commands/add-people.server';
import { changePassword } from './commands/change-password.server';
import { endOtherSessions, endSession } from './commands/end-sessions.server';
import { loadSamplePeople, type SampleAccounts } from './commands/load-sample-people.server';
import { hostOrganisationId, isSetUp, setUp } from './commands/set-up.server';
import { signIn } from './commands/sign-in.server';
import { identityError } from './errors';
import type { IdentityDeps, SessionTimes } from './identity.deps';
import { ensureIdentityIndexes, identityModels } from './identity.model.server';
import {
  type OrganisationView,
  type PersonView,
  presentOrganisation,
  presentPerson,
} from './identity.present';
import type { UserFilter } from './people.repository.server';
import { createPeopleRepository } from './people.repository.server';
import { listSessions } from './queries/list-sessions.server';
import { resolveSession } from './queries/resolve-session.server';
import {
  createAttemptsRepository,
  createInstallationRepository,
  createSessionsRepository,
} from './sessions.repository.server';

interface IdentityOptions {
  readonly connection: Connection;
  readonly sessionTimes?: SessionTimes;
}

const HOUR = 3_600_000;

/** Binds the module. Call `prepare()` once at start, before the first command. */
export function createIdentityModule({ connection, sessionTimes }: IdentityOptions) {
  const models = identityModels(connection);
  const deps: IdentityDeps = {
    people: createPeopleRepository(models),
    sessions: createSessionsRepository(models),
    attempts: createAttemptsRepository(models),
    installation: createInstallationRepository(models),
    sessionTimes: sessionTimes ?? { idleMs: 24 * HOUR, absoluteMs: 14 * 24 * HOUR },
  };
  let known = false;
  return {
    /** Makes the indexes; idempotent. */
    prepare: () => ensureIdentityIndexes(models),
    /** True once there is somebody to sign in; cheap to ask on every request. */
    isSetUp: async () => {
      known ||= await isSetUp(deps)();
      return known;
    },
    setUp: setUp(deps),
    hostOrganisationId: hostOrganisationId(deps),
    signIn: signIn(deps),
    endSession: endSession(deps),
    endOtherSessions: endOtherSessions(deps),
    changePassword: changePassword(deps),
    addOrganisation: addOrganisation(deps),
    addUser: addUser(deps),
    loadSamplePeople: loadSamplePeople(deps),
    resolveSession: resolveSession(deps),
    listSessions: listSessions(deps),
    ...directory(deps),
  };
}

// Lookups for other modules: who is who, who holds a role where.
function directory({ people }: IdentityDeps) {
  return {
    /** Null for an unknown id. */
    async findPerson(id: string): Promise<PersonView | null> {
      const user = await people.findUser(id);
      return user ? presentPerson(user) : null;
    },
    /** By ids, organisation and role; active and disabled, ordered by id, at most 2,000. */
    async listPeople(filter: UserFilter = {}): Promise<PersonView[]> {
      return (await people.listUsers(filter)).map(presentPerson);
    },
    async findOrganisation(id: string): Promise<OrganisationView | null> {
      const organisation = await people.findOrganisation(id);
      return organisation ? presentOrganisation(organisation) : null;
    },
    /** Throws `identity/organisation-not-found`. */
    async getOrganisation(id: string): Promise<OrganisationView> {
      const organisation = await people.findOrganisation(id);
      if (!organisation) throw identityError('organisation-not-found', { id });
      return presentOrganisation(organisation);
    },
    /** All, or those with the ids; by name. */
    async listOrganisations(ids?: readonly string[]): Promise<OrganisationView[]> {
      return (await people.listOrganisations(ids)).map(presentOrganisation);
    },
  };
}

export type IdentityModule = ReturnType<typeof createIdentityModule>;
export type { SampleAccounts } from './commands/load-sample-people.server';
export { identityError } from './errors';
export {
  AddUserInputSchema,
  ChangePasswordInputSchema,
  SetUpInputSchema,
  SignInInputSchema,
} from './identity.inputs';

/** Collections whose records carry an outbox. */
export const IDENTITY_OUTBOX_COLLECTIONS = ['users', 'organisations'] as const;

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    readonly identity: IdentityModule;
    /** «Учебные данные» of all modules, people first; idempotent. Bootstrap composes it. */
    readonly loadSampleData: (ctx: Context) => Promise<SampleAccounts>;
  }
}
