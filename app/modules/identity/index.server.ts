// Server face of the identity module: binds commands and queries to one connection.
import type { Connection } from 'mongoose';
import type { FileStore } from '~/platform/files';
import type { Sealer } from '~/platform/keys/index.server';
import type { Mailer, OutboxMailer } from '~/platform/mail/index.server';
import type { Context } from '~/shared/context';
import { acceptInvitation, getInvitation, joinByInvitation } from './commands/accept-invitation.server';
import { addOrganisation, addUser } from './commands/add-people.server';
import { changeOrganisation, confirmOrganisationForms, setLogo } from './commands/change-organisation.server';
import { changePassword } from './commands/change-password.server';
import { changeMembership, disableUser, enableUser, resetLockout } from './commands/change-person.server';
import { beginTotp, confirmTotp, resetTotp, turnOffTotp } from './commands/change-second-step.server';
import { confirmPersonForms } from './commands/confirm-forms.server';
import { endOtherSessions, endSession } from './commands/end-sessions.server';
import { invitePerson, resendInvitation, revokeInvitation } from './commands/invite-person.server';
import {
  issuePersonalLink,
  resendPersonalLink,
  revokePersonalLink,
} from './commands/issue-personal-link.server';
import { loadSamplePeople, type SampleAccounts } from './commands/load-sample-people.server';
import {
  getPersonalLink,
  openPersonalLink,
  resolveGuest,
  sendLinkCode,
} from './commands/open-personal-link.server';
import { sendLetterAgain } from './commands/send-letter-again.server';
import { hostOrganisationId, isSetUp, setUp } from './commands/set-up.server';
import { beginSignIn, finishSignIn, signIn } from './commands/sign-in.server';
import { identityError } from './errors';
import { type FormDirectory, formDirectory } from './form-directory';
import type { IdentityDeps, LetterDeps, SessionTimes } from './identity.deps';
import { ensureIdentityIndexes, identityModels } from './identity.model.server';
import {
  type OrganisationView,
  type PersonView,
  presentOrganisation,
  presentPerson,
} from './identity.present';
import { createLinksRepository } from './links.repository.server';
import type { UserFilter } from './people.repository.server';
import { createPeopleRepository } from './people.repository.server';
import {
  getAccess,
  getLogo,
  getManagedOrganisation,
  getOwnForms,
  getSecondStep,
  listManagedOrganisations,
} from './queries/get-access.server';
import { listInvitations } from './queries/list-invitations.server';
import { findAskedVersion, listPersonalLinks } from './queries/list-personal-links.server';
import { listSessions } from './queries/list-sessions.server';
import { findLetter, listLetters } from './queries/read-letters.server';
import { resolveSession } from './queries/resolve-session.server';
import { getManagedPerson, searchPeople } from './queries/search-people.server';
import {
  createAttemptsRepository,
  createInstallationRepository,
  createSessionsRepository,
} from './sessions.repository.server';

interface IdentityOptions {
  readonly connection: Connection;
  readonly sessionTimes?: SessionTimes;
  readonly mailer: Mailer;
  /** The kept letters. */
  readonly outbox: OutboxMailer;
  /** A mail server takes them. */
  readonly bySmtp: boolean;
  readonly sealer: Sealer;
  readonly files: FileStore;
  /** Origin of the site as shown on screen, for links in letters. */
  readonly siteUrl: () => string;
}

const HOUR = 3_600_000;

/** Binds the module. Call `prepare()` once at start, before the first command. */
export function createIdentityModule(options: IdentityOptions) {
  const { connection, sessionTimes, outbox, bySmtp, ...outside } = options;
  const models = identityModels(connection);
  const deps: IdentityDeps = {
    ...outside,
    secrets: createLinksRepository(models),
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
    beginSignIn: beginSignIn(deps),
    finishSignIn: finishSignIn(deps),
    endSession: endSession(deps),
    endOtherSessions: endOtherSessions(deps),
    changePassword: changePassword(deps),
    addOrganisation: addOrganisation(deps),
    addUser: addUser(deps),
    loadSamplePeople: loadSamplePeople(deps),
    resolveSession: resolveSession(deps),
    listSessions: listSessions(deps),
    ...directory(deps),
    ...management(deps),
    ...links(deps),
    ...letters({ ...deps, outbox, bySmtp }),
  };
}

function letters(deps: LetterDeps) {
  return {
    listLetters: listLetters(deps),
    findLetter: findLetter(deps),
    sendLetterAgain: sendLetterAgain(deps),
  };
}

// What administrators do, and what a person does about himself.
function management(deps: IdentityDeps) {
  return {
    getAccess: getAccess(deps),
    searchPeople: searchPeople(deps),
    getManagedPerson: getManagedPerson(deps),
    changeMembership: changeMembership(deps),
    disableUser: disableUser(deps),
    enableUser: enableUser(deps),
    resetLockout: resetLockout(deps),
    listManagedOrganisations: listManagedOrganisations(deps),
    getManagedOrganisation: getManagedOrganisation(deps),
    changeOrganisation: changeOrganisation(deps),
    confirmOrganisationForms: confirmOrganisationForms(deps),
    setLogo: setLogo(deps),
    getLogo: getLogo(deps),
    invitePerson: invitePerson(deps),
    resendInvitation: resendInvitation(deps),
    revokeInvitation: revokeInvitation(deps),
    listInvitations: listInvitations(deps),
    getInvitation: getInvitation(deps),
    acceptInvitation: acceptInvitation(deps),
    joinByInvitation: joinByInvitation(deps),
    getOwnForms: getOwnForms(deps),
    confirmPersonForms: confirmPersonForms(deps),
    getSecondStep: getSecondStep(deps),
    beginTotp: beginTotp(deps),
    confirmTotp: confirmTotp(deps),
    turnOffTotp: turnOffTotp(deps),
    resetTotp: resetTotp(deps),
  };
}

// Personal links: issued by the owner of what they open, opened by their bearers.
function links(deps: IdentityDeps) {
  return {
    issuePersonalLink: issuePersonalLink(deps),
    resendPersonalLink: resendPersonalLink(deps),
    revokePersonalLink: revokePersonalLink(deps),
    listPersonalLinks: listPersonalLinks(deps),
    findAskedVersion: findAskedVersion(deps),
    getPersonalLink: getPersonalLink(deps),
    sendLinkCode: sendLinkCode(deps),
    openPersonalLink: openPersonalLink(deps),
    resolveGuest: resolveGuest(deps),
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
    async findPersonByEmail(email: string): Promise<PersonView | null> {
      const user = await people.findUserByEmail(email);
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
    /** Whom the fields of a form can be filled from: active people, organisations. Labels are unique in each list. */
    async formDirectory(): Promise<FormDirectory> {
      const [users, organisations] = await Promise.all([people.listUsers({}), people.listOrganisations()]);
      return formDirectory(users.map(presentPerson), organisations.map(presentOrganisation));
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
  AcceptInvitationInputSchema,
  AddOrganisationInputSchema,
  AddUserInputSchema,
  ChangeMembershipInputSchema,
  ChangeOrganisationInputSchema,
  ChangePasswordInputSchema,
  CodeInputSchema,
  ConfirmOrganisationFormsInputSchema,
  ConfirmPersonFormsInputSchema,
  InvitePersonInputSchema,
  SetUpInputSchema,
  SignInInputSchema,
  TurnOffTotpInputSchema,
} from './identity.inputs';

/** Collections whose records carry an outbox. */
export const IDENTITY_OUTBOX_COLLECTIONS = [
  'users',
  'organisations',
  'invitations',
  'personalLinks',
] as const;

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    readonly identity: IdentityModule;
    /** «Учебные данные» of all modules, people first; idempotent. Bootstrap composes it. */
    readonly loadSampleData: (ctx: Context) => Promise<SampleAccounts>;
  }
}

export { zoneOfActor } from './zone-of-actor.server';
