// Between the document and the pure route engine: who acts, and what a new route state means for the document.

import { tokensOfActor } from '~/modules/identity';
import type { RouteEffect, RouteInstance } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { Document } from './documents.schema';
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

/** Participants with everyone who is asked: an approver must be able to read what he decides on. */
export function participantsWith(document: Document, instance: RouteInstance): Document['participants'] {
  const known = new Set(document.participants.map(({ subject }) => subject));
  const asked = instance.steps
    .flatMap((step) => step.assignees)
    .map(({ token }) => token)
    .filter((token) => token.startsWith('user:') && !known.has(token));
  return [...document.participants, ...[...new Set(asked)].map((subject) => ({ subject, role: 'approver' }))];
}

/** Events of the document that the engine's effects amount to. */
export function eventsOfEffects(
  ctx: Context,
  instance: RouteInstance,
  effects: readonly RouteEffect[],
): PendingDocumentEvent[] {
  return effects.flatMap((effect): PendingDocumentEvent[] => {
    if (effect.type === 'route-approved') {
      return [documentEvent(ctx, 'document.approved', { versionSha256: instance.versionSha256 })];
    }
    if (effect.type === 'route-returned')
      return [documentEvent(ctx, 'document.returned', { step: effect.stepId ?? '' })];
    if (effect.type === 'route-rejected')
      return [documentEvent(ctx, 'document.rejected', { step: effect.stepId ?? '' })];
    return [];
  });
}
