import { z } from 'zod';
import { transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import { routeRemarkId } from '../remarks/remarks.rules';
import type { Remark } from '../remarks/remarks.schema';
import { eventsOfEffects, routeActor, stateOfRoute } from '../route.server';

export const DecideDocumentInputSchema = z.object({
  documentId: z.string(),
  stepId: z.string(),
  assigneeKey: z.string(),
  decision: z.enum(['agree', 'agree-with-remarks', 'return', 'reject']),
  /** Hash of the version the person was shown; a decision on any other is refused. */
  versionSha256: z.string(),
  remark: z.string().trim().max(20_000).nullish(),
});
export type DecideDocumentInput = z.input<typeof DecideDocumentInputSchema>;

/**
 * Records one person's decision. Decisions of different people commute: concurrent ones are retried, never refused.
 * Throws workflows/wrong-version, already-decided, not-assignee, remark-required…; documents/wrong-state.
 */
export const decideDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: DecideDocumentInput): Promise<void> => {
    const input = DecideDocumentInputSchema.parse(raw);
    const calendar = await deps.calendar();
    const organisation = ctx.actor.memberships[0]
      ? await deps.organisationName(ctx.actor.memberships[0].organisationId)
      : null;
    const remark = await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      assertPossible('decide', document);
      if (!document.route) throw documentError('not-found', { id: document._id });
      const workflow = await deps.workflows.getWorkflow(document.workflow.release);
      const { instance, effects } = transition(
        workflow.definition,
        document.route,
        {
          type: 'decide',
          stepId: input.stepId,
          assigneeKey: input.assigneeKey,
          decision: input.decision,
          versionSha256: input.versionSha256,
          actor: routeActor(ctx, organisation),
          ...(input.remark ? { remark: input.remark } : {}),
        },
        ctx.now(),
        calendar,
      );
      const made = instance.decisions.at(-1);
      const thread = input.remark && made ? remarkOf(ctx, document._id, made.id, input) : null;
      return {
        set: {
          route: instance,
          state: stateOfRoute(instance),
          remarks: thread
            ? [...document.remarks, { id: thread._id, block: null, status: 'open' as const }]
            : document.remarks,
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(ctx, 'document.decided', {
            step: input.stepId,
            decision: input.decision,
            channel: 'product',
            versionSha256: input.versionSha256,
            remarkId: thread?._id,
          }),
          ...eventsOfEffects(ctx, instance, effects),
        ],
        result: thread,
      };
    });
    // The remark's words are in the decision itself; the thread is its place for answers and may be written again.
    if (remark) await deps.remarks.putRemark(remark);
    deps.nudgeOutbox();
  };

function remarkOf(
  ctx: Context,
  documentId: string,
  decisionId: string,
  input: z.output<typeof DecideDocumentInputSchema>,
): Remark {
  return {
    schemaVersion: 1,
    _id: routeRemarkId(decisionId),
    documentId,
    decisionId,
    block: null,
    anchor: null,
    pointNumber: '',
    versionSha256: input.versionSha256,
    authorId: ctx.actor.id,
    authorName: ctx.actor.name,
    organisation: '',
    text: input.remark ?? '',
    at: ctx.now(),
    editedAt: null,
    replies: [],
    source: null,
    answer: null,
  };
}
