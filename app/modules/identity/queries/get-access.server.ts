// What the settings pages show: what the actor may manage, organisations with their cards, his own forms and second step.
import { qrSvg } from '~/platform/rendering/qr';
import type { Context } from '~/shared/context';
import { hostOrganisationId } from '../commands/set-up.server';
import { openSecret } from '../commands/take-second-factor.server';
import { identityError } from '../errors';
import { confirmedOrganisationForms, formsOf, organisationForms, type ProposedForms } from '../forms.rules';
import type { IdentityDeps } from '../identity.deps';
import type { CaseForms, Organisation } from '../identity.schema';
import { canAddOrganisation, canChangeOrganisation, canReadOutbox, managedOrganisations } from '../policy';
import { personStamp } from '../secrets.server';
import { manualKey, recoveryLeft, totpUri } from '../totp.server';

/** Which settings pages open for the actor. */
export const getAccess =
  (deps: IdentityDeps) =>
  async (ctx: Context): Promise<{ people: boolean; addOrganisation: boolean; outbox: boolean }> => {
    const host = await hostOrganisationId(deps)();
    return {
      people: managedOrganisations(ctx.actor, host)?.length !== 0,
      addOrganisation: canAddOrganisation(ctx.actor, host),
      outbox: canReadOutbox(ctx.actor, host),
    };
  };

export interface OrganisationCard {
  id: string;
  version: number;
  name: string;
  shortName: string;
  timeZone: string;
  host: boolean;
  logo: boolean;
  formsConfirmed: boolean;
  /** Confirmed or proposed. */
  forms: CaseForms;
}

const presentCard = (organisation: Organisation): OrganisationCard => {
  const confirmed = confirmedOrganisationForms(organisation);
  return {
    id: organisation._id,
    version: organisation.version,
    name: organisation.name,
    shortName: organisation.shortName,
    timeZone: organisation.timeZone,
    host: organisation.host,
    logo: organisation.logo !== null,
    formsConfirmed: confirmed !== null,
    forms: confirmed ?? organisationForms(organisation.name),
  };
};

/** Organisations that the actor manages, by name. Throws `identity/not-administrator`. */
export const listManagedOrganisations =
  (deps: IdentityDeps) =>
  async (ctx: Context): Promise<OrganisationCard[]> => {
    const managed = managedOrganisations(ctx.actor, await hostOrganisationId(deps)());
    if (managed?.length === 0) throw identityError('not-administrator');
    return (await deps.people.listOrganisations(managed ?? undefined)).map(presentCard);
  };

/** One of them. Throws `identity/not-administrator`, `identity/organisation-not-found`. */
export const getManagedOrganisation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly id: string }): Promise<OrganisationCard> => {
    const host = await hostOrganisationId(deps)();
    if (!canChangeOrganisation(ctx.actor, input.id, host)) throw identityError('not-administrator');
    return presentCard(await deps.people.getOrganisation(input.id));
  };

/** The logo for whoever is signed in; null when there is none. */
export const getLogo =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly organisationId: string },
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; mediaType: string; sha256: string } | null> => {
    if (ctx.actor.type !== 'user' && ctx.actor.type !== 'system') throw identityError('not-signed-in');
    const logo = (await deps.people.findOrganisation(input.organisationId))?.logo;
    const bytes = logo ? await deps.files.get(logo.sha256) : null;
    return logo && bytes ? { ...logo, bytes: new Uint8Array(bytes) } : null;
  };

/** The actor's own forms, confirmed or proposed; `gender` proposes them anew for the other gender. */
export const getOwnForms =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly gender?: 'male' | 'female' | undefined },
  ): Promise<ProposedForms & { stamp: string }> => {
    if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
    const user = await deps.people.getUser(ctx.actor.id);
    return { ...formsOf(user, input.gender), stamp: personStamp(user) };
  };

export interface SecondStepView {
  state: 'off' | 'begun' | 'on';
  /** While it is begun: for the app's camera, and for typing. */
  setUp: { qr: string; key: string } | null;
  recoveryLeft: number;
}

/** The actor's own second step. The secret is shown only until the first code of it was taken. */
export const getSecondStep =
  (deps: IdentityDeps) =>
  async (ctx: Context): Promise<SecondStepView> => {
    if (ctx.actor.type !== 'user') throw identityError('not-signed-in');
    const { _id, email, totp } = await deps.people.getUser(ctx.actor.id);
    if (!totp) return { state: 'off', setUp: null, recoveryLeft: 0 };
    if (totp.enabledAt) return { state: 'on', setUp: null, recoveryLeft: recoveryLeft(totp) };
    const secret = openSecret(deps, _id, totp);
    return {
      state: 'begun',
      setUp: { qr: qrSvg(totpUri(secret, email)), key: manualKey(secret) },
      recoveryLeft: 0,
    };
  };
