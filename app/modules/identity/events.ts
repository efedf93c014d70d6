// What happened to people and organisations. Values about persons go to `personal`: the audit chain keeps only
// their salted commitments.
import { z } from 'zod';
import type { Context } from '~/shared/context';
import { type DomainEvent, eventSchema, newEvent } from '~/shared/domain-event';
import { RoleSchema } from './identity.schema';

const memberships = z.array(z.object({ organisationId: z.string(), roles: z.array(RoleSchema) }));

const IDENTITY_EVENTS = {
  'organisation.added': eventSchema('organisation.added', z.object({ host: z.boolean() })),
  'user.added': eventSchema('user.added', z.object({ memberships, first: z.boolean() })),
  'user.signed-in': eventSchema('user.signed-in', z.object({ sessionId: z.string() })),
  'user.sessions-ended': eventSchema(
    'user.sessions-ended',
    z.object({ count: z.number(), kept: z.string().nullable() }),
  ),
  'user.password-changed': eventSchema('user.password-changed', z.object({})),
} as const;
type IdentityEventType = keyof typeof IDENTITY_EVENTS;
type DataOf<T extends IdentityEventType> = z.infer<(typeof IDENTITY_EVENTS)[T]>['data'];

/** An event whose number within the aggregate is given by the repository at the write. */
export type UnnumberedEvent = (seq: number) => DomainEvent;

/** Prepares an event of a user or an organisation. */
export function identityEvent<T extends IdentityEventType>(
  ctx: Context,
  type: T,
  aggregate: { readonly type: 'user' | 'organisation'; readonly id: string },
  data: DataOf<T>,
  personal?: Record<string, string>,
): UnnumberedEvent {
  return (seq) =>
    newEvent(ctx, {
      type,
      aggregate: { ...aggregate, seq },
      data: data as Record<string, unknown>,
      ...(personal ? { personal } : {}),
    }) as DomainEvent;
}
