// The envelope of everything that happened. Events lie in the aggregate's own `outbox` array, written together
// with the new state (DESIGN §4); listeners get them at least once and in order per aggregate.
import { z } from 'zod';
import type { Context } from './context';

export const AggregateRefSchema = z.object({
  /** Word of the aggregate, e.g. `document`. */
  type: z.string().min(1),
  id: z.string().min(1),
  /** Each aggregate numbers its own events from 1 without gaps, so that an omission shows in the audit chain. */
  seq: z.number().int().positive(),
});

export const DomainEventSchema = z.object({
  schemaVersion: z.literal(1).default(1),
  id: z.string().min(1),
  /** Noun and past participle: `document.submitted`. */
  type: z.string().regex(/^[a-z][a-z-]*\.[a-z][a-z-]*$/, 'an event is named noun.past-participle'),
  aggregate: AggregateRefSchema,
  at: z.coerce.date(),
  actor: z.object({ id: z.string().min(1), name: z.string() }),
  /** Plain JSON. Values about persons do not belong here but in `personal`. */
  data: z.record(z.string(), z.unknown()).default({}),
  /** Values about persons: the audit chain holds only their salted commitments, the values can be erased. */
  personal: z.record(z.string(), z.string()).optional(),
});

export type AggregateRef = z.infer<typeof AggregateRefSchema>;
type Envelope = z.infer<typeof DomainEventSchema>;

/** An event; `Type` and `Data` are narrowed by the module that declares it (see {@link eventSchema}). */
export interface DomainEvent<Type extends string = string, Data = Record<string, unknown>>
  extends Omit<Envelope, 'type' | 'data'> {
  type: Type;
  data: Data;
}

/** The schema of one event type: the envelope with its literal type and its data. For a module's events.ts. */
export function eventSchema<Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return DomainEventSchema.extend({ type: z.literal(type), data });
}

export interface NewEvent<Type extends string, Data> {
  readonly type: Type;
  readonly aggregate: AggregateRef;
  readonly data: Data;
  readonly personal?: Record<string, string>;
}

/** Makes an event of now, by the context's actor, with a fresh `evt_…` id. Throws a ZodError on a bad name or number. */
export function newEvent<Type extends string, Data extends Record<string, unknown>>(
  ctx: Context,
  input: NewEvent<Type, Data>,
): DomainEvent<Type, Data> {
  const envelope = DomainEventSchema.parse({
    id: ctx.newId('evt'),
    type: input.type,
    aggregate: input.aggregate,
    at: ctx.now(),
    actor: { id: ctx.actor.id, name: ctx.actor.name },
    data: input.data,
    ...(input.personal ? { personal: input.personal } : {}),
  });
  return envelope as DomainEvent<Type, Data>;
}

/** Reads an event as it was stored (an outbox, an export). Throws a ZodError on another shape. */
export function parseEvent(stored: unknown): DomainEvent {
  return DomainEventSchema.parse(stored) as DomainEvent;
}

/**
 * A side effect that declares its events. It gets each event at least once, in the order of the aggregate,
 * and must be idempotent by `event.id`. A throw means «again later»; other listeners and aggregates go on.
 */
export interface EventListener {
  readonly name: string;
  /** Event types it wants; `*` for all, `document.*` for a noun. */
  readonly events: readonly string[];
  handle(event: DomainEvent): Promise<void>;
  /** Many at once, for a listener to whom that is cheaper. After a throw each of them is handed to `handle`. */
  handleAll?(events: readonly DomainEvent[]): Promise<void>;
}

/** True when the listener declared this event type. */
export function listensTo(listener: EventListener, type: string): boolean {
  return listener.events.some(
    (pattern) =>
      pattern === '*' ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  );
}
