import { fireTimers } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { eventsOfEffects, stateOfRoute } from '../route.server';
import { withAskedPeople } from '../routing/asked-people.server';

const BATCH = 200;

/**
 * Fires the timers of routes that are due: silence, escalation, the end of a delegation. Idempotent, and safe in
 * several processes at once: a timer that another fired is gone from the newest state. Returns how many documents moved.
 */
export const runRouteTimers =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<number> => {
    const due = await deps.repository.listTimersDue(ctx.now(), BATCH);
    const calendar = await deps.calendar();
    for (const { _id } of due)
      await deps.repository.mutate(_id, (document) => fire(deps, ctx, document, calendar));
    if (due.length > 0) deps.nudgeOutbox();
    return due.length;
  };

async function fire(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  calendar: Parameters<typeof fireTimers>[3],
) {
  if (!document.route) return { set: {}, events: [], result: undefined };
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  const { instance, entries } = fireTimers(definition, document.route, ctx.now(), calendar);
  return {
    set: {
      route: instance,
      state: stateOfRoute(instance),
      ...(await withAskedPeople(deps, ctx, document, instance)),
      updatedAt: ctx.now(),
    },
    events: entries.flatMap(({ effects }) => eventsOfEffects(ctx, instance, effects)),
    result: undefined,
  };
}
