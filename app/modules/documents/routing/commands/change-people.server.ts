// Changing who is asked while the route runs: add, take out («исключить из числа соорганизаторов»), replace, hand over.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { routeActor } from '../../route.server';
import { assertSections } from '../../sharing/shared-document.server';
import { changeRoute, nameOfPlace } from '../change-route.server';
import { seedOfInput } from '../person-of-input.server';
import {
  type AddApproverInput,
  AddApproverInputSchema,
  type DelegateInput,
  DelegateInputSchema,
  type RemoveApproverInput,
  RemoveApproverInputSchema,
  type ReplaceApproverInput,
  ReplaceApproverInputSchema,
} from '../routing.inputs';

const STEER = { action: 'steer', words: 'менять согласующих' } as const;

/** Asks one more person. Throws documents/…, workflows/step-not-active, duplicate-assignee. */
export const addApprover =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AddApproverInput): Promise<void> => {
    const { documentId, stepId, scope, ...person } = AddApproverInputSchema.parse(raw);
    const found = await seedOfInput(deps, person);
    if (scope && scope.length > 0)
      await assertSections(deps, await deps.repository.getById(documentId), scope);
    const seed = { ...found, scope: scope && scope.length > 0 ? scope : null };
    await changeRoute(deps, ctx, documentId, {
      ...STEER,
      event: () => ({ type: 'add-assignee', actor: routeActor(ctx, null), stepId, seed }),
      events: () => [documentEvent(ctx, 'document.approver-added', { step: stepId }, { name: seed.name })],
    });
  };

/** Takes a person out of the count, with a reason. Throws workflows/last-assignee where the rule could not be met. */
export const removeApprover =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: RemoveApproverInput): Promise<void> => {
    const { documentId, stepId, assigneeKey, reason } = RemoveApproverInputSchema.parse(raw);
    await changeRoute(deps, ctx, documentId, {
      ...STEER,
      event: () => ({ type: 'remove-assignee', actor: routeActor(ctx, null), stepId, assigneeKey, reason }),
      events: (_, route) => [
        documentEvent(
          ctx,
          'document.approver-removed',
          { step: stepId, reason },
          { name: nameOfPlace(route, stepId, assigneeKey) },
        ),
      ],
    });
  };

/** Another person in the same place. A consent that was given cannot be replaced: workflows/already-decided. */
export const replaceApprover =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ReplaceApproverInput): Promise<void> => {
    const { documentId, stepId, assigneeKey, reason, ...person } = ReplaceApproverInputSchema.parse(raw);
    const seed = await seedOfInput(deps, person);
    const actor = routeActor(ctx, null);
    await changeRoute(deps, ctx, documentId, {
      ...STEER,
      event: () => ({ type: 'replace-assignee', actor, stepId, assigneeKey, seed, reason }),
      events: (_, route) => [
        documentEvent(
          ctx,
          'document.approver-replaced',
          { step: stepId, reason },
          { name: nameOfPlace(route, stepId, assigneeKey), other: seed.name },
        ),
      ],
    });
  };

/** Hands one's own decision over, once and till a day. Throws workflows/delegated-once, bad-term, not-assignee. */
export const delegateDecision =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: DelegateInput): Promise<void> => {
    const { documentId, stepId, assigneeKey, until, reason, ...person } = DelegateInputSchema.parse(raw);
    const seed = await seedOfInput(deps, person);
    const actor = routeActor(ctx, null);
    await changeRoute(deps, ctx, documentId, {
      action: 'decide',
      words: 'передать решение',
      // The engine hears only the one who is asked.
      allowed: () => ctx.actor.type === 'user',
      event: () => ({ type: 'delegate', actor, stepId, assigneeKey, seed, until, reason: reason || null }),
      events: () => [
        documentEvent(ctx, 'document.decision-delegated', { step: stepId, until }, { name: seed.name }),
      ],
    });
  };
