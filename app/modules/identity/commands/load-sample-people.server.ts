// «Учебные данные»: fictional organisations and people for trying the product out.
import { parse } from 'yaml';
import type { Context, Role } from '~/shared/context';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';
import { generatePassword, hashPassword } from '../passwords.server';
import { displayName, newOrganisation, newUser, personName } from '../people.rules';
import { canAddOrganisation } from '../policy';
import { sampleOrganisationId, sampleUserId } from '../sample-ids';
import { type SamplePeople, SamplePeopleSchema } from '../samples.schema';
import { hostOrganisationId } from './set-up.server';

interface LoadSamplePeopleInput {
  /** Text of content/samples/people.yaml. */
  readonly yaml: string;
  /** Password of all sample accounts; without it a fresh one is made, so that no known password opens a site. */
  readonly password?: string | undefined;
}

export interface SampleAccounts {
  readonly password: string;
  readonly accounts: readonly {
    readonly email: string;
    readonly name: string;
    readonly position: string;
    readonly organisation: string;
    readonly roles: readonly Role[];
  }[];
}

// Throws a ZodError or a YAMLParseError for a broken file.
const parseSamplePeople = (yaml: string): SamplePeople => SamplePeopleSchema.parse(parse(yaml));

/**
 * Adds what is missing; loading again adds nothing but sets the password of all sample accounts to the returned one.
 * By the system or the host organisation's administrator.
 */
export const loadSamplePeople =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: LoadSamplePeopleInput): Promise<SampleAccounts> => {
    if (!canAddOrganisation(ctx.actor, await hostOrganisationId(deps)()))
      throw identityError('not-administrator');
    const samples = parseSamplePeople(input.yaml);
    const password = input.password ?? generatePassword();
    const passwordHash = await hashPassword(password);
    for (const { key, name, shortName } of samples.organisations) {
      const kind = { timeZone: DEFAULT_TIME_ZONE, host: false, sample: true };
      await deps.people.insertOrganisation(
        newOrganisation(ctx, { id: sampleOrganisationId(key), name, shortName, ...kind }),
      );
    }
    for (const person of samples.people) await loadPerson(deps, ctx, person, passwordHash);
    if (ctx.actor.type === 'system') await claimForSamples(deps, ctx, samples);
    return { password, accounts: samples.people.map((person) => presentAccount(samples, person)) };
  };

/** A site that holds sample people alone (the demo) is kept by the first sample organisation. No-op on a set-up site. */
async function claimForSamples(deps: IdentityDeps, ctx: Context, samples: SamplePeople): Promise<void> {
  const organisation = samples.organisations[0];
  const administrator = samples.people.find(({ roles }) => roles.includes('administrator'));
  if (!organisation || !administrator) return;
  await deps.installation.claim({
    schemaVersion: 1,
    _id: 'installation',
    organisationId: sampleOrganisationId(organisation.key),
    userId: sampleUserId(administrator.key),
    at: ctx.now(),
    pending: null,
  });
}

async function loadPerson(
  deps: IdentityDeps,
  ctx: Context,
  person: SamplePeople['people'][number],
  passwordHash: string,
): Promise<void> {
  const user = newUser(ctx, {
    id: sampleUserId(person.key),
    email: person.email,
    name: personName(person),
    passwordHash,
    memberships: [
      {
        organisationId: sampleOrganisationId(person.organisation),
        position: person.position,
        roles: person.roles,
      },
    ],
    sample: true,
    first: false,
  });
  if (await deps.people.insertUser(user)) return;
  await deps.people.changeUser(user._id, () => ({ set: { passwordHash }, events: [] }));
}

function presentAccount(samples: SamplePeople, person: SamplePeople['people'][number]) {
  const organisation = samples.organisations.find(({ key }) => key === person.organisation);
  return {
    email: person.email,
    name: displayName(personName(person)),
    position: person.position,
    organisation: organisation?.shortName ?? person.organisation,
    roles: person.roles,
  };
}
