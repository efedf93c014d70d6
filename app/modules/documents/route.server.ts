// Between the document and the pure route engine: who acts, and what a new route state means for the document.

import { tokensOfActor } from '~/modules/identity';
import type { Assignee, RouteEffect, RouteInstance } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import { documentEvent, type PendingDocumentEvent } from './events';
import type { LifecycleState } from './lifecycle';

/** The person as the engine takes him; his position is that of the first membership. */
export function routeActor(ctx: Context, organisation: string | null) {
  return {
    userId: ctx.actor.type === 'user' ? ctx.actor.id : null,
    name: ctx.actor.name,
    position: ctx.actor.memberships[0]?.position ?? null,
    organisation,
    tokens: tokensOfActor(ctx.actor),
  };
}

const STATE_OF_ROUTE: Record<RouteInstance['status'], LifecycleState> = {
  running: 'in-approval',
  approved: 'approved',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  stopped: 'withdrawn',
};

export const stateOfRoute = (instance: RouteInstance): LifecycleState => STATE_OF_ROUTE[instance.status];

/** Events of the document that the engine's effects amount to; the effect's id makes a letter go out once. */
export function eventsOfEffects(
  ctx: Context,
  instance: RouteInstance,
  effects: readonly RouteEffect[],
): PendingDocumentEvent[] {
  const { timeZone } = instance;
  return effects.flatMap((effect): PendingDocumentEvent[] => {
    const step = effect.stepId ?? '';
    const assignee = placeOf(instance, effect);
    const asked = { step, assignee: effect.assigneeKey ?? '', effect: effect.id };
    const personal = assignee ? { name: assignee.name } : undefined;
    switch (effect.type) {
      case 'request-decision':
        return [documentEvent(ctx, 'document.decision-asked', asked, personal)];
      case 'remind':
        return [documentEvent(ctx, 'document.decision-reminded', { ...asked, timeZone }, personal)];
      case 'escalate':
        return [
          documentEvent(
            ctx,
            'document.decision-escalated',
            { ...asked, to: effect.to ?? '', timeZone },
            personal,
          ),
        ];
      case 'decision-recorded':
        return bySilence(instance, assignee)
          ? [
              documentEvent(
                ctx,
                'document.silence-recorded',
                { step, versionSha256: instance.versionSha256 },
                personal,
              ),
            ]
          : [];
      case 'route-approved':
        return [documentEvent(ctx, 'document.approved', { versionSha256: instance.versionSha256 })];
      case 'route-returned':
        return [documentEvent(ctx, 'document.returned', { step })];
      case 'route-rejected':
        return [documentEvent(ctx, 'document.rejected', { step })];
      default:
        return [];
    }
  });
}

function placeOf(instance: RouteInstance, effect: RouteEffect): Assignee | undefined {
  return instance.steps
    .find(({ id }) => id === effect.stepId)
    ?.assignees.find(({ key }) => key === effect.assigneeKey);
}

function bySilence(instance: RouteInstance, assignee: Assignee | undefined): boolean {
  const made = instance.decisions.find(({ id }) => id === assignee?.decisionId);
  return made?.channel === 'silence';
}
