import { sniffMediaType } from '~/platform/files';
import type { Context } from '~/shared/context';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import type { ChangeOrganisationInput, ConfirmOrganisationFormsInput } from '../identity.inputs';
import type { Organisation } from '../identity.schema';
import { canChangeOrganisation } from '../policy';
import { hostOrganisationId } from './set-up.server';

const MAX_LOGO_BYTES = 1024 * 1024;

async function assertMayChange(deps: IdentityDeps, ctx: Context, organisationId: string): Promise<void> {
  const host = await hostOrganisationId(deps)();
  if (!canChangeOrganisation(ctx.actor, organisationId, host)) throw identityError('not-administrator');
}

function changed(ctx: Context, id: string, fields: string[]) {
  return identityEvent(ctx, 'organisation.changed', { type: 'organisation', id }, { fields });
}

/** Names and time zone. Throws `identity/not-administrator`, `identity/stale`, `identity/organisation-not-found`. */
export const changeOrganisation =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: ChangeOrganisationInput): Promise<void> => {
    const { organisationId, version, ...card } = input;
    await assertMayChange(deps, ctx, organisationId);
    await deps.people.changeOrganisation(organisationId, (organisation) => {
      if (organisation.version !== version) throw identityError('stale');
      const fields = (['name', 'shortName', 'timeZone'] as const).filter(
        (field) => organisation[field] !== card[field],
      );
      if (fields.length === 0) return { set: {}, events: [] };
      return { set: card, events: [changed(ctx, organisationId, fields)] };
    });
  };

/** Sets or removes the logo. Throws `identity/logo-invalid` for anything but PNG and JPEG up to 1 MB. */
export const setLogo =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly organisationId: string; readonly bytes: Uint8Array | null },
  ): Promise<void> => {
    await assertMayChange(deps, ctx, input.organisationId);
    const logo = input.bytes ? await storeLogo(deps, input.bytes) : null;
    await deps.people.changeOrganisation(input.organisationId, () => ({
      set: { logo },
      events: [changed(ctx, input.organisationId, ['logo'])],
    }));
  };

async function storeLogo(deps: IdentityDeps, bytes: Uint8Array): Promise<NonNullable<Organisation['logo']>> {
  if (bytes.length > MAX_LOGO_BYTES) throw identityError('logo-invalid', { reason: 'Этот файл больше.' });
  const mediaType = sniffMediaType(bytes);
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg')
    throw identityError('logo-invalid', {
      reason:
        mediaType === 'image/svg+xml' ? 'SVG не принимается: в нём может быть код.' : 'Это другой файл.',
    });
  const { sha256 } = await deps.files.put(bytes, { mediaType });
  return { sha256, mediaType };
}

/** Case forms of the full name, as its administrator confirms them. Throws `identity/stale`, … */
export const confirmOrganisationForms =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: ConfirmOrganisationFormsInput): Promise<void> => {
    await assertMayChange(deps, ctx, input.organisationId);
    const target = { type: 'organisation', id: input.organisationId } as const;
    const event = identityEvent(ctx, 'organisation.forms-confirmed', target, {});
    await deps.people.changeOrganisation(input.organisationId, (organisation) => {
      if (organisation.version !== input.version) throw identityError('stale');
      const forms = { of: organisation.name, name: input.forms, confirmedAt: ctx.now() };
      return { set: { forms }, events: [event] };
    });
  };
