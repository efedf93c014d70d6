// What every change of a running route does: read, check the policy and the state, let the engine decide, write once.
import { type RouteEventInput, type RouteInstance, transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy, rolesOf } from '../documents.policy';
import { assertPossible, type DocumentAction } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import type { PendingDocumentEvent } from '../events';
import { eventsOfEffects, stateOfRoute } from '../route.server';
import { withAskedPeople } from './asked-people.server';

export interface RouteChange {
  readonly action: DocumentAction;
  /** «отозвать документ», for a refusal. */
  readonly words: string;
  /** Who may; absent = whoever may send the document on its route. */
  readonly allowed?: (document: Document) => boolean;
  readonly event: (document: Document, route: RouteInstance) => RouteEventInput;
  readonly events: (document: Document, route: RouteInstance) => PendingDocumentEvent[];
}

/** One event of a route as one write. Throws documents/not-found, forbidden, wrong-state; workflows/…. */
export async function changeRoute(
  deps: DocumentsDeps,
  ctx: Context,
  documentId: string,
  change: RouteChange,
): Promise<void> {
  const calendar = await deps.calendar();
  await deps.repository.mutate(documentId, async (document) => {
    assertReadable(ctx.actor, document);
    const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
    const allowed = change.allowed
      ? change.allowed(document)
      : documentPolicy.submit(ctx.actor, document, rolesOf(definition));
    assertAllowed(allowed, change.words);
    assertPossible(change.action, document);
    if (!document.route) throw documentError('not-found', { id: document._id });
    const event = change.event(document, document.route);
    const { instance, effects } = transition(definition, document.route, event, ctx.now(), calendar);
    return {
      set: {
        route: instance,
        state: stateOfRoute(instance),
        ...(await withAskedPeople(deps, ctx, document, instance)),
        updatedAt: ctx.now(),
      },
      events: [...change.events(document, document.route), ...eventsOfEffects(ctx, instance, effects)],
      result: undefined,
    };
  });
  deps.nudgeOutbox();
}

/** The place of a route, for its name in events. */
export const nameOfPlace = (route: RouteInstance, stepId: string, assigneeKey: string): string =>
  route.steps.find(({ id }) => id === stepId)?.assignees.find(({ key }) => key === assigneeKey)?.name ?? '';
