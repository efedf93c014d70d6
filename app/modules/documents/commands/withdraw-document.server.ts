import { z } from 'zod';
import { transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy, rolesOf } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import { routeActor, stateOfRoute } from '../route.server';

export const WithdrawDocumentInputSchema = z.object({
  documentId: z.string(),
  reason: z.string().trim().max(2000).default(''),
});

/** Takes the document back from its route; decisions made so far stay on record. Throws documents/wrong-state, forbidden. */
export const withdrawDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof WithdrawDocumentInputSchema>): Promise<void> => {
    const input = WithdrawDocumentInputSchema.parse(raw);
    const calendar = await deps.calendar();
    await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      const workflow = await deps.workflows.getWorkflow(document.workflow.release);
      assertAllowed(
        documentPolicy.submit(ctx.actor, document, rolesOf(workflow.definition)),
        'отозвать документ',
      );
      assertPossible('withdraw', document);
      if (!document.route) throw documentError('not-found', { id: document._id });
      const event = { type: 'withdraw' as const, actor: routeActor(ctx, null), reason: input.reason };
      const { instance } = transition(workflow.definition, document.route, event, ctx.now(), calendar);
      return {
        set: { route: instance, state: stateOfRoute(instance), updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.withdrawn', { reason: input.reason })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };
