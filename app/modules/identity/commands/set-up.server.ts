// First set-up: the organisation and its administrator, while nobody is there. One insertion of the claim decides
// the race; the two records are then made from the claim, also after a crash in between.
import type { Context, Role } from '~/shared/context';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';
import type { SetUpInput } from '../identity.inputs';
import type { Installation } from '../identity.schema';
import { hashPassword } from '../passwords.server';
import { newOrganisation, newUser, personName } from '../people.rules';

/** One person often does everything in a small organisation; further people take roles over later. */
const FIRST_ROLES: Role[] = ['administrator', 'editor', 'drafter', 'secretary', 'approver', 'chair'];

/** True once the site has somebody to sign in. Finishes a set-up that a crash interrupted. */
export const isSetUp = (deps: IdentityDeps) => async (): Promise<boolean> => {
  const claim = await deps.installation.find();
  if (claim) await finishSetUp(deps, claim);
  return claim !== null || (await deps.people.hasUsers());
};

/** Id of the organisation that runs the installation; null before the set-up. */
export const hostOrganisationId = (deps: IdentityDeps) => async (): Promise<string | null> =>
  (await deps.installation.find())?.organisationId ?? null;

/** Makes organisation and administrator. Throws `identity/already-set-up`; of two at once exactly one wins. */
export const setUp =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: SetUpInput): Promise<{ organisationId: string; userId: string }> => {
    if (await isSetUp(deps)()) throw identityError('already-set-up');
    const claim = await buildClaim(ctx, input);
    if (!(await deps.installation.claim(claim))) throw identityError('already-set-up');
    await finishSetUp(deps, claim);
    return { organisationId: claim.organisationId, userId: claim.userId };
  };

async function buildClaim(ctx: Context, input: SetUpInput): Promise<Installation> {
  const organisation = newOrganisation(ctx, {
    id: ctx.newId('org'),
    name: input.organisationName,
    shortName: input.organisationShortName,
    timeZone: input.timeZone,
    host: true,
    sample: false,
  });
  const user = newUser(ctx, {
    id: ctx.newId('usr'),
    email: input.email,
    name: personName(input),
    passwordHash: await hashPassword(input.password),
    memberships: [{ organisationId: organisation._id, position: input.position, roles: FIRST_ROLES }],
    sample: false,
    first: true,
  });
  return {
    schemaVersion: 1,
    _id: 'installation',
    organisationId: organisation._id,
    userId: user._id,
    at: ctx.now(),
    pending: { organisation, user },
  };
}

async function finishSetUp(deps: IdentityDeps, claim: Installation): Promise<void> {
  if (!claim.pending) return;
  await deps.people.insertOrganisation(claim.pending.organisation);
  await deps.people.insertUser(claim.pending.user);
  await deps.installation.finish();
}
