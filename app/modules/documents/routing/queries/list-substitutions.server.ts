import { zoneOfActor } from '~/modules/identity/index.server';
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed } from '../../documents.policy';
import { documentError } from '../../errors';
import { mayAppoint } from '../commands/change-substitutes.server';

export interface SubstitutionView {
  id: string;
  /** `mine`: somebody decides for me; `theirs`: I decide for somebody. */
  side: 'mine' | 'theirs';
  name: string;
  from: string;
  until: string;
  reason: string;
}

/** Substitutions both ways that have not ended: one's own, or a colleague's for the office. Throws documents/forbidden. */
export const listSubstitutions =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { personId?: string } = {}): Promise<SubstitutionView[]> => {
    if (ctx.actor.type !== 'user') return [];
    const id = input.personId || ctx.actor.id;
    await assertMayAppoint(deps, ctx, id);
    const found = await deps.substitutions.listAround(
      [id],
      localDate(ctx.now(), await zoneOfActor(deps, ctx)),
    );
    return found.map((one) => ({
      id: one._id,
      side: one.personId === id ? ('mine' as const) : ('theirs' as const),
      name: one.personId === id ? one.substituteName : one.personName,
      from: one.from,
      until: one.until,
      reason: one.reason,
    }));
  };

/** A colleague as the office sees him: whose substitute is appointed. Throws documents/participant-unknown, forbidden. */
async function assertMayAppoint(deps: DocumentsDeps, ctx: Context, personId: string): Promise<void> {
  if (personId === ctx.actor.id) return;
  const person = await deps.sharing.findPerson(personId);
  if (!person) throw documentError('participant-unknown');
  assertAllowed(mayAppoint(ctx, person.organisationIds, personId), 'назначить замещающего');
}
