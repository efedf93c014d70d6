// One decision as one write, however it came: in the product, by personal link, by a substitute, by letter.
import { type Decision, type RouteEventInput, type RouteInstance, transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import { routeRemarkId } from '../remarks/remarks.rules';
import type { Remark } from '../remarks/remarks.schema';
import { eventsOfEffects, stateOfRoute } from '../route.server';
import { withAskedPeople } from './asked-people.server';

type DecideEvent = Extract<RouteEventInput, { type: 'decide' }>;

/** Writes it. `allow` refuses whoever may not; the engine refuses the rest. */
export async function recordDecision(
  deps: DocumentsDeps,
  ctx: Context,
  documentId: string,
  make: (document: Document, route: RouteInstance) => DecideEvent | Promise<DecideEvent>,
): Promise<void> {
  const calendar = await deps.calendar();
  const thread = await deps.repository.mutate(documentId, async (document) => {
    assertReadable(ctx.actor, document);
    assertPossible('decide', document);
    if (!document.route) throw documentError('not-found', { id: document._id });
    const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
    const event = await make(document, document.route);
    const { instance, effects } = transition(definition, document.route, event, ctx.now(), calendar);
    const made = instance.decisions.at(-1) as Decision;
    const remark = made.remark ? remarkOf(ctx, document._id, made) : null;
    return {
      set: {
        route: instance,
        state: stateOfRoute(instance),
        ...(await withAskedPeople(deps, ctx, document, instance)),
        remarks: remark
          ? [...document.remarks, { id: remark._id, block: null, status: 'open' as const }]
          : document.remarks,
        updatedAt: ctx.now(),
      },
      events: [
        documentEvent(
          ctx,
          'document.decided',
          {
            step: made.stepId,
            decision: made.kind,
            channel: made.channel,
            versionSha256: made.versionSha256,
            remarkId: remark?._id,
            letter: made.letter
              ? { number: made.letter.number, date: made.letter.date, scanSha256: made.letter.scanSha256 }
              : undefined,
          },
          spokenFor(made),
        ),
        ...eventsOfEffects(ctx, instance, effects),
      ],
      result: remark,
    };
  });
  // The remark's words are in the decision itself; the thread is its place for answers and may be written again.
  if (thread) await deps.remarks.putRemark(thread);
  deps.nudgeOutbox();
}

/** Whose decision it is when somebody else wrote it down; personal, so that it can be erased. */
function spokenFor({ channel, onBehalfOf, person }: Decision): Record<string, string> | undefined {
  if (onBehalfOf) return { name: onBehalfOf };
  return channel === 'letter' ? { name: person.name } : undefined;
}

function remarkOf(ctx: Context, documentId: string, made: Decision): Remark {
  return {
    schemaVersion: 1,
    _id: routeRemarkId(made.id),
    documentId,
    decisionId: made.id,
    block: null,
    anchor: null,
    pointNumber: '',
    versionSha256: made.versionSha256,
    authorId: made.channel === 'letter' ? (made.person.userId ?? '') : ctx.actor.id,
    authorName: made.person.name,
    organisation: made.person.organisation ?? '',
    text: made.remark ?? '',
    at: ctx.now(),
    editedAt: null,
    replies: [],
    source: null,
    answer: null,
  };
}

/** The place of a route that a personal link was sent for. */
export const guestHolds = (
  ctx: Context,
  document: Pick<Document, 'participants' | 'route'>,
  place: { stepId: string; assigneeKey: string },
): boolean =>
  ctx.actor.type === 'guest' &&
  document.participants.some(
    (one) =>
      one.subject === `guest:${ctx.actor.id}` &&
      one.place?.routeId === document.route?.id &&
      one.place?.stepId === place.stepId &&
      one.place?.assigneeKey === place.assigneeKey,
  );
