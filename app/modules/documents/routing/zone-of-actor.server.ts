import type { Context } from '~/shared/context';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';
import type { DocumentsDeps } from '../documents.deps';

/** Zone by which a person's days begin and end: that of his first organisation. */
export async function zoneOfActor(deps: Pick<DocumentsDeps, 'timeZone'>, ctx: Context): Promise<string> {
  const [membership] = ctx.actor.memberships;
  return membership ? await deps.timeZone(membership.organisationId) : DEFAULT_TIME_ZONE;
}
