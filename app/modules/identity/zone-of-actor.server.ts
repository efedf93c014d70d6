import type { Context } from '~/shared/context';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';

interface Zones {
  /** The organisation's zone; days of routes are counted in it. */
  readonly timeZone: (organisationId: string) => Promise<string>;
}

/** Zone by which a person's days begin and end: that of his first organisation. */
export async function zoneOfActor(deps: Zones, ctx: Context): Promise<string> {
  const [membership] = ctx.actor.memberships;
  return membership ? await deps.timeZone(membership.organisationId) : DEFAULT_TIME_ZONE;
}
