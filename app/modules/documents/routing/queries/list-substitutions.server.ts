import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import { zoneOfActor } from '../zone-of-actor.server';

export interface SubstitutionView {
  id: string;
  /** `mine`: somebody decides for me; `theirs`: I decide for somebody. */
  side: 'mine' | 'theirs';
  name: string;
  from: string;
  until: string;
  reason: string;
}

/** Substitutions of this person, both ways, that have not ended. */
export const listSubstitutions =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<SubstitutionView[]> => {
    if (ctx.actor.type !== 'user') return [];
    const { id } = ctx.actor;
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
