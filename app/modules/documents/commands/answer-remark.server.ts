import { z } from 'zod';
import { transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import { eventsOfEffects, routeActor, stateOfRoute } from '../route.server';

export const AnswerRemarkInputSchema = z.object({
  documentId: z.string(),
  remarkId: z.string(),
  outcome: z.enum(['accepted', 'partly', 'declined']),
  text: z.string().trim().min(1, 'Напишите ответ').max(20_000),
});
export type AnswerRemarkInput = z.input<typeof AnswerRemarkInputSchema>;

/** Answers a remark once. Throws documents/remark-not-found, wrong-state, forbidden. */
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
      if (!head || !document.route) throw documentError('remark-not-found', { id: input.remarkId });
      const workflow = await deps.workflows.getWorkflow(document.workflow.release);
      const { instance, effects } = transition(
        workflow.definition,
        document.route,
        {
          type: 'answer-remark',
          actor: routeActor(ctx, null),
          decisionId: input.remarkId.replace(/^rmk:/, ''),
          answer: input.text,
        },
        ctx.now(),
        calendar,
      );
      return {
        set: {
          route: instance,
          state: stateOfRoute(instance),
          remarks: document.remarks.map((remark) =>
            remark.id === head.id ? { ...remark, status: input.outcome } : remark,
          ),
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(ctx, 'document.remark-answered', { remarkId: head.id, outcome: input.outcome }),
          ...eventsOfEffects(ctx, instance, effects),
        ],
        result: undefined,
      };
    });
    const answer = { outcome: input.outcome, text: input.text, byName: ctx.actor.name, at: ctx.now() };
    await deps.repository.answerRemark(input.remarkId, input.documentId, answer);
    deps.nudgeOutbox();
  };
