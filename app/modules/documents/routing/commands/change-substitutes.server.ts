import { zoneOfActor } from '~/modules/identity/index.server';
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DirectoryPerson, DocumentsDeps } from '../../documents.deps';
import { assertAllowed } from '../../documents.policy';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { withApprovers } from '../asked-people.server';
import { tokensOfPerson } from '../principals.server';
import { type AppointSubstituteInput, AppointSubstituteInputSchema } from '../routing.inputs';
import { assertSubstitution } from '../substitutions.schema';

const OFFICE = ['administrator', 'chair', 'secretary'] as const;

/** One's own substitute, or that of a colleague by the office of his organisation. */
export function mayAppoint(ctx: Context, organisationIds: readonly string[], personId: string): boolean {
  if (ctx.actor.type !== 'user') return false;
  if (ctx.actor.id === personId) return true;
  return ctx.actor.memberships.some(
    ({ organisationId, roles }) =>
      organisationIds.includes(organisationId) && OFFICE.some((role) => roles.includes(role)),
  );
}

/**
 * «За …»: from day to day another person decides. What waits for the absent one opens to the substitute at once.
 * Throws documents/forbidden, participant-unknown, substitute-….
 */
export const appointSubstitute =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AppointSubstituteInput): Promise<void> => {
    const input = AppointSubstituteInputSchema.parse(raw);
    const personId = input.personId || ctx.actor.id;
    const substituteId = input.subject.slice('user:'.length);
    const [person, substitute] = await Promise.all([
      deps.sharing.findPerson(personId),
      deps.sharing.findPerson(substituteId),
    ]);
    if (!person || !substitute) throw documentError('participant-unknown');
    assertAllowed(mayAppoint(ctx, person.organisationIds, personId), 'назначить замещающего');
    const today = localDate(ctx.now(), await zoneOfActor(deps, ctx));
    const { from, until, reason } = input;
    const known = await deps.substitutions.listAround([personId, substituteId], today);
    assertSubstitution({ personId, substituteId, from, until }, known, today);
    const made = {
      schemaVersion: 1 as const,
      _id: ctx.newId('sub'),
      personId,
      personName: person.name,
      substituteId,
      substituteName: substitute.name,
      from,
      until,
      reason,
      createdBy: { id: ctx.actor.id, name: ctx.actor.name },
      createdAt: ctx.now(),
      cancelledAt: null,
    };
    const names = { person: person.name, substitute: substitute.name };
    await deps.substitutions.insert(
      made,
      documentEvent(ctx, 'substitution.appointed', { from, until }, names),
    );
    await openWaiting(deps, person, substituteId);
    deps.nudgeOutbox();
  };

async function openWaiting(
  deps: DocumentsDeps,
  person: DirectoryPerson,
  substituteId: string,
): Promise<void> {
  for (const { _id } of await deps.repository.listPending(tokensOfPerson(person), 500))
    await deps.repository.mutate(_id, (document) => ({
      set: withApprovers(document, [`user:${substituteId}`]),
      events: [],
      result: undefined,
    }));
}

/** Ends a substitution before its day. Decisions made «за …» stay. Throws documents/forbidden, substitute-gone. */
export const cancelSubstitute =
  (deps: DocumentsDeps) =>
  async (ctx: Context, { id }: { id: string }): Promise<void> => {
    const found = await deps.substitutions.findById(id);
    if (!found || found.cancelledAt) throw documentError('substitute-gone');
    const person = await deps.sharing.findPerson(found.personId);
    assertAllowed(mayAppoint(ctx, person?.organisationIds ?? [], found.personId), 'отменить замещение');
    const names = { person: found.personName, substitute: found.substituteName };
    const event = documentEvent(
      ctx,
      'substitution.cancelled',
      { from: found.from, until: found.until },
      names,
    );
    if (!(await deps.substitutions.cancel(id, ctx.now(), event))) throw documentError('substitute-gone');
    deps.nudgeOutbox();
  };
