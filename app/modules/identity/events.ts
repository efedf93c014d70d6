// What happened to people and organisations. Values about persons go to `personal`: the audit chain keeps only
// their salted commitments.
import { z } from 'zod';
import type { Context } from '~/shared/context';
import { type DomainEvent, eventSchema, newEvent } from '~/shared/domain-event';
import { RoleSchema } from './identity.schema';

const membership = z.object({ organisationId: z.string(), roles: z.array(RoleSchema) });
const memberships = z.array(membership);

const IDENTITY_EVENTS = {
  'organisation.added': eventSchema('organisation.added', z.object({ host: z.boolean() })),
  'user.added': eventSchema('user.added', z.object({ memberships, first: z.boolean() })),
  'user.signed-in': eventSchema('user.signed-in', z.object({ sessionId: z.string() })),
  'user.sessions-ended': eventSchema(
    'user.sessions-ended',
    z.object({ count: z.number(), kept: z.string().nullable() }),
  ),
  'user.password-changed': eventSchema('user.password-changed', z.object({})),
  'user.membership-added': eventSchema(
    'user.membership-added',
    membership.extend({ invitationId: z.string() }),
  ),
  'user.membership-changed': eventSchema('user.membership-changed', membership),
  'user.disabled': eventSchema('user.disabled', z.object({})),
  'user.enabled': eventSchema('user.enabled', z.object({})),
  'user.lockout-reset': eventSchema('user.lockout-reset', z.object({})),
  'user.forms-confirmed': eventSchema('user.forms-confirmed', z.object({})),
  'user.totp-enabled': eventSchema('user.totp-enabled', z.object({})),
  'user.totp-disabled': eventSchema(
    'user.totp-disabled',
    z.object({ by: z.enum(['self', 'administrator']) }),
  ),
  'user.letter-sent-again': eventSchema('user.letter-sent-again', z.object({ fileName: z.string() })),
  'user.recovery-used': eventSchema('user.recovery-used', z.object({ left: z.number() })),
  'organisation.changed': eventSchema('organisation.changed', z.object({ fields: z.array(z.string()) })),
  'organisation.forms-confirmed': eventSchema('organisation.forms-confirmed', z.object({})),
  'invitation.sent': eventSchema('invitation.sent', membership.extend({ letter: z.number() })),
  'invitation.accepted': eventSchema('invitation.accepted', z.object({ userId: z.string() })),
  'invitation.revoked': eventSchema('invitation.revoked', z.object({})),
  'link.issued': eventSchema(
    'link.issued',
    z.object({ documentId: z.string(), versionSha256: z.string(), role: z.string(), expiresAt: z.string() }),
  ),
  'link.sent-again': eventSchema(
    'link.sent-again',
    z.object({ versionSha256: z.string(), letter: z.number() }),
  ),
  'link.opened': eventSchema('link.opened', z.object({ documentId: z.string() })),
  'link.revoked': eventSchema('link.revoked', z.object({ documentId: z.string() })),
} as const;
export type IdentityEventType = keyof typeof IDENTITY_EVENTS;
type DataOf<T extends IdentityEventType> = z.infer<(typeof IDENTITY_EVENTS)[T]>['data'];

/** An event whose number within the aggregate is given by the repository at the write. */
export type UnnumberedEvent = (seq: number) => DomainEvent;

/** Prepares an event of a user or an organisation. */
export function identityEvent<T extends IdentityEventType>(
  ctx: Context,
  type: T,
  aggregate: { readonly type: 'user' | 'organisation' | 'invitation' | 'link'; readonly id: string },
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
