import { z } from 'zod';
import type { WorkingCalendar } from '~/modules/rules';
import { transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentEvent } from '../events';
import { remarkError } from '../remarks/remark-errors';
import { decisionOfRemark, isRouteRemark } from '../remarks/remarks.rules';
import { eventsOfEffects, routeActor, stateOfRoute } from '../route.server';

export const AnswerRemarkInputSchema = z.object({
  documentId: z.string(),
  remarkId: z.string(),
  outcome: z.enum(['accepted', 'partly', 'declined']),
  text: z.string().trim().min(1, 'Напишите ответ').max(20_000),
});
export type AnswerRemarkInput = z.input<typeof AnswerRemarkInputSchema>;

/** Answers a remark once, of a route or of a discussion. Throws documents/remark-not-found, wrong-state, forbidden. */
export const answerRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AnswerRemarkInput): Promise<void> => {
    const input = AnswerRemarkInputSchema.parse(raw);
    const calendar = await deps.calendar();
    await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      assertAllowed(documentPolicy.revise(ctx.actor, document), 'отвечать на замечания');
      assertPossible('answer-remark', document);
      const head = document.remarks.find(
        (remark) => remark.id === input.remarkId && remark.status === 'open',
      );
      if (!head) throw remarkError('remark-not-found', { id: input.remarkId });
      const route = isRouteRemark(head.id) ? await answerOnRoute(deps, ctx, document, input, calendar) : null;
      return {
        set: {
          ...route?.set,
          remarks: document.remarks.map((remark) =>
            remark.id === head.id ? { ...remark, status: input.outcome } : remark,
          ),
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(ctx, 'document.remark-answered', { remarkId: head.id, outcome: input.outcome }),
          ...(route?.events ?? []),
        ],
        result: undefined,
      };
    });
    const answer = { outcome: input.outcome, text: input.text, byName: ctx.actor.name, at: ctx.now() };
    await deps.remarks.answerRemark(input.remarkId, input.documentId, answer);
    deps.nudgeOutbox();
  };

/** A remark that came with a decision is known to the route: the engine must hear of the answer. */
async function answerOnRoute(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  input: z.output<typeof AnswerRemarkInputSchema>,
  calendar: WorkingCalendar,
) {
  if (!document.route) throw remarkError('remark-not-found', { id: input.remarkId });
  const workflow = await deps.workflows.getWorkflow(document.workflow.release);
  const { instance, effects } = transition(
    workflow.definition,
    document.route,
    {
      type: 'answer-remark',
      actor: routeActor(ctx, null),
      decisionId: decisionOfRemark(input.remarkId),
      answer: input.text,
    },
    ctx.now(),
    calendar,
  );
  return {
    set: { route: instance, state: stateOfRoute(instance) },
    events: eventsOfEffects(ctx, instance, effects),
  };
}
