// The outbox dispatcher: events lie in the `outbox` array of their aggregate, are handed to the listeners and
// pulled by id. At least once, in order per aggregate and listener; a failing listener holds up only itself on
// that aggregate. What was already handed over is remembered in memory: after a restart listeners see it again.
import type { Db } from 'mongodb';
import { type DomainEvent, type EventListener, listensTo, parseEvent } from '~/shared/domain-event';
import { type Clock, systemClock } from '../clock';
import type { Lease } from '../jobs/lease.server';
import type { Logger } from '../log';
import { createPoller } from './outbox-poller.server';

export interface OutboxOptions {
  readonly db: Db;
  /** Collections whose documents carry `outbox: DomainEvent[]`. */
  readonly collections: readonly string[];
  readonly listeners: readonly EventListener[];
  readonly log: Logger;
  readonly clock?: Clock;
  /** With several processes: only the holder dispatches. Without it every process does, which is safe but repeats. */
  readonly lease?: Lease;
  readonly pollMs?: number;
  /** Aggregates read in one pass of one collection. */
  readonly batch?: number;
}

export interface OutboxDispatcher {
  /** Makes the indexes that the dispatcher polls by. Idempotent. */
  prepare(): Promise<void>;
  /** Hands over what is due; resolves when nothing more can be done now. Returns how many events left the outboxes. */
  drain(): Promise<number>;
  /** «Something was just written»: a running dispatcher looks at once instead of at its next poll. */
  nudge(): void;
  start(): void;
  /** Stops polling and waits for the pass in work. */
  stop(): Promise<void>;
  /** What a listener keeps refusing, for the administrator's page. */
  stuck(): readonly StuckDelivery[];
}

/** All the dispatcher knows of a document: the rest of it is its module's. */
interface Carrier {
  // Ids are strings in this product; the driver would assume ObjectId.
  _id: string;
  outbox: { id: string }[];
}

export interface StuckDelivery {
  readonly listener: string;
  readonly eventId: string;
  readonly aggregate: string;
  readonly attempts: number;
  readonly notBefore: Date;
  readonly error: string;
}

const FIRST_DELAY_MS = 1000;
const LAST_DELAY_MS = 600_000;

/** The wait after the n-th failure (1-based): 1 s doubled up to 10 minutes. */
export function retryDelayMs(attempts: number): number {
  return Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20));
}

export function createOutboxDispatcher(options: OutboxOptions): OutboxDispatcher {
  const { db, collections, listeners, log } = options;
  const clock = options.clock ?? systemClock;
  const limit = options.batch ?? 100;
  /** event id -> names of listeners that have it. */
  const delivered = new Map<string, Set<string>>();
  /** `listener aggregate` -> its failure. */
  const failures = new Map<string, StuckDelivery>();

  const deliver = async (
    listener: EventListener,
    event: DomainEvent,
    aggregate: string,
  ): Promise<boolean> => {
    const key = `${listener.name} ${aggregate}`;
    const failure = failures.get(key);
    if (failure && failure.notBefore > clock.now()) return false;
    try {
      await listener.handle(event);
      failures.delete(key);
      return true;
    } catch (error) {
      const attempts = (failure?.eventId === event.id ? failure.attempts : 0) + 1;
      const notBefore = new Date(clock.now().getTime() + retryDelayMs(attempts));
      const text = error instanceof Error ? error.message : String(error);
      failures.set(key, {
        listener: listener.name,
        eventId: event.id,
        aggregate,
        attempts,
        notBefore,
        error: text,
      });
      log.error('outbox: a listener failed', { listener: listener.name, event: event.id, attempts, error });
      return false;
    }
  };

  /** One aggregate's events in order; returns the ids that every listener has. */
  const handOver = async (events: readonly DomainEvent[], aggregate: string): Promise<string[]> => {
    const held = new Set<string>();
    const finished: string[] = [];
    for (const event of events) {
      const has = delivered.get(event.id) ?? new Set<string>();
      delivered.set(event.id, has);
      const wanting = listeners.filter((listener) => listensTo(listener, event.type));
      for (const listener of wanting) {
        if (has.has(listener.name) || held.has(listener.name)) continue;
        if (await deliver(listener, event, aggregate)) has.add(listener.name);
        else held.add(listener.name);
      }
      if (wanting.every((listener) => has.has(listener.name))) finished.push(event.id);
    }
    return finished;
  };

  const drainAggregate = async (collection: string, stored: Carrier): Promise<number> => {
    const aggregate = `${collection}/${stored._id}`;
    const finished = await handOver(readEvents(stored.outbox, aggregate, log), aggregate);
    if (finished.length === 0) return 0;
    const filter = { _id: stored._id };
    await db
      .collection<Document>(collection)
      .updateOne(filter, { $pull: { outbox: { id: { $in: finished } } } });
    for (const id of finished) delivered.delete(id);
    return finished.length;
  };

  const pass = async (collection: string): Promise<number> => {
    let count = 0;
    let after: string | undefined;
    for (;;) {
      const filter = { 'outbox.id': { $gt: '' }, ...(after === undefined ? {} : { _id: { $gt: after } }) };
      const cursor = db.collection<Carrier>(collection).find(filter, { projection: { outbox: 1 } });
      const found = await cursor.sort({ _id: 1 }).limit(limit).toArray();
      for (const stored of found) count += await drainAggregate(collection, stored);
      if (found.length < limit) return count;
      after = found.at(-1)?._id;
    }
  };

  const drainAll = async (): Promise<number> => {
    if (options.lease && !(await options.lease.acquire())) return 0;
    let total = 0;
    for (;;) {
      let moved = 0;
      for (const collection of collections) moved += await pass(collection);
      total += moved;
      if (moved === 0) return total;
    }
  };

  const poller = createPoller(drainAll, options.pollMs ?? 1000, log);
  return {
    async prepare() {
      for (const name of collections)
        await db.collection(name).createIndex({ 'outbox.id': 1 }, { sparse: true });
    },
    drain: poller.run,
    nudge: poller.nudge,
    start: poller.start,
    stop: poller.stop,
    stuck: () => [...failures.values()],
  };
}

/** Events up to the first unreadable one: what follows it waits, since order is promised. */
function readEvents(stored: unknown, aggregate: string, log: Logger): DomainEvent[] {
  const events: DomainEvent[] = [];
  for (const item of Array.isArray(stored) ? stored : []) {
    try {
      events.push(parseEvent(item));
    } catch (error) {
      log.error('outbox: an unreadable event holds up its aggregate', { aggregate, error });
      break;
    }
  }
  return events;
}
