import { z } from 'zod';
import { tokensOfActor } from '~/modules/identity';
import type { RouteInstance } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { routeActor } from '../route.server';
import { groundOf } from '../routing/ground';
import { principalsOf } from '../routing/principals.server';
import { guestHolds, recordDecision } from '../routing/record-decision.server';
import { GroundInputSchema } from '../routing/routing.inputs';

export const DecideDocumentInputSchema = z.object({
  documentId: z.string(),
  stepId: z.string(),
  assigneeKey: z.string(),
  decision: z.enum(['agree', 'agree-with-remarks', 'return', 'reject']),
  /** Hash of the version the person was shown; a decision on any other is refused. */
  versionSha256: z.string(),
  remark: z.string().trim().max(20_000).nullish(),
  ...GroundInputSchema.shape,
});
export type DecideDocumentInput = z.input<typeof DecideDocumentInputSchema>;

/**
 * Records the decision of the acting person: his own, that of the bearer of a personal link, or for somebody whom he
 * substitutes. Decisions of different people commute: concurrent ones are retried, never refused.
 * Throws workflows/wrong-version, already-decided, not-assignee, remark-required…; documents/wrong-state, ground-incomplete.
 */
export const decideDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: DecideDocumentInput): Promise<void> => {
    const input = DecideDocumentInputSchema.parse(raw);
    const [membership] = ctx.actor.memberships;
    const organisation = membership ? await deps.organisationName(membership.organisationId) : null;
    const ground = groundOf(input);
    await recordDecision(deps, ctx, input.documentId, async (document, route) => ({
      type: 'decide',
      stepId: input.stepId,
      assigneeKey: input.assigneeKey,
      decision: input.decision,
      versionSha256: input.versionSha256,
      actor: routeActor(ctx, organisation),
      ...(input.remark ? { remark: input.remark } : {}),
      ...(ground ? { ground } : {}),
      ...(await standing(deps, ctx, { document, route, place: input })),
    }));
  };

/** By which right he decides. Throws documents/not-found for a link that was sent for another place. */
async function standing(
  deps: DocumentsDeps,
  ctx: Context,
  {
    document,
    route,
    place,
  }: { document: Document; route: RouteInstance; place: { stepId: string; assigneeKey: string } },
): Promise<{ channel?: 'link'; substitute?: boolean }> {
  if (ctx.actor.type === 'guest') {
    if (!guestHolds(ctx, document, place)) throw documentError('not-found', { id: document._id });
    return { channel: 'link' };
  }
  const assignee = route.steps
    .find(({ id }) => id === place.stepId)
    ?.assignees.find(({ key }) => key === place.assigneeKey);
  if (!assignee || tokensOfActor(ctx.actor).includes(assignee.token)) return {};
  const principals = await principalsOf(deps, ctx, route.timeZone);
  return principals.has(assignee.token) ? { substitute: true } : {};
}
