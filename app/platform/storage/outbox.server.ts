// The outbox dispatcher: events lie in the `outbox` array of their aggregate, are handed to the listeners and
// pulled by id. At least once, in order per aggregate and listener; a failing listener holds up only itself on
// that aggregate. What was already handed over is remembered in memory: after a restart listeners see it again.
import type { Db } from 'mongodb';
import { type DomainEvent, type EventListener, parseEvent } from '~/shared/domain-event';
import { type Clock, systemClock } from '../clock';
import type { Lease } from '../jobs/lease.server';
import { createPoller } from '../jobs/poller.server';
import type { Logger } from '../log';
import { createDelivery, type Delivery, type StuckDelivery } from './outbox-delivery.server';

export type { StuckDelivery } from './outbox-delivery.server';

export interface OutboxOptions {
  readonly db: Db;
  /** Collections whose documents carry `outbox: DomainEvent[]`; their `_id` is a string. */
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

/** Between two passes that nudges asked for: a burst of writes is handed over in few passes. */
const GAP_MS = 200;

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
  _id: string;
  outbox: { id: string }[];
}

export function createOutboxDispatcher(options: OutboxOptions): OutboxDispatcher {
  const { db, collections, listeners, log, clock = systemClock } = options;
  const delivery = createDelivery({ listeners, clock, log });
  const passes = collections.map((name) => createPass({ options, delivery, name, unreadable: new Set() }));
  /** Once over all collections. */
  const walk = async (): Promise<number> => {
    if (options.lease && !(await options.lease.acquire())) return 0;
    let moved = 0;
    for (const pass of passes) moved += await pass();
    return moved;
  };
  const drainAll = async (): Promise<number> => {
    let total = 0;
    for (;;) {
      const moved = await walk();
      total += moved;
      if (moved === 0) return total;
    }
  };
  /** One round only: under a steady stream of writes the next one waits its gap and takes more at once. */
  const round = async (): Promise<number> => {
    const moved = await walk();
    if (moved > 0) poller.nudge();
    return moved;
  };
  const poller = createPoller(round, options.pollMs ?? 1000, log, GAP_MS);
  return {
    async prepare() {
      for (const name of collections)
        await db.collection(name).createIndex({ 'outbox.id': 1 }, { sparse: true });
    },
    drain: () => poller.alone(drainAll),
    nudge: poller.nudge,
    start: poller.start,
    async stop() {
      await poller.stop();
      await options.lease?.release();
    },
    stuck: delivery.stuck,
  };
}

interface PassDeps {
  readonly options: OutboxOptions;
  readonly delivery: Delivery;
  /** Collection. */
  readonly name: string;
  /** Aggregates already reported, so that the log says it once. */
  readonly unreadable: Set<string>;
}

/** One walk over the documents of a collection that have events. */
function createPass(deps: PassDeps): () => Promise<number> {
  const { db, batch = 100 } = deps.options;
  const documents = db.collection<Carrier>(deps.name);
  const drainSome = async (found: readonly Carrier[]): Promise<number> => {
    const queues = found.map((stored) => {
      const aggregate = `${deps.name}/${stored._id}`;
      return { aggregate, events: readEvents(deps, stored, aggregate) };
    });
    const finished = await deps.delivery.handOver(queues);
    const pulls = found.flatMap(({ _id }, n) => {
      const ids = finished[n] ?? [];
      const update = { $pull: { outbox: { id: { $in: ids } } } };
      return ids.length === 0 ? [] : [{ updateOne: { filter: { _id }, update } }];
    });
    if (pulls.length === 0) return 0;
    await documents.bulkWrite(pulls, { ordered: false });
    const all = finished.flat();
    deps.delivery.forget(all);
    return all.length;
  };
  return async () => {
    let count = 0;
    let after: string | undefined;
    for (;;) {
      const filter = { 'outbox.id': { $gt: '' }, ...(after === undefined ? {} : { _id: { $gt: after } }) };
      const cursor = documents.find(filter, { projection: { outbox: 1 } });
      const found = await cursor.sort({ _id: 1 }).limit(batch).toArray();
      count += await drainSome(found);
      if (found.length < batch) return count;
      after = found.at(-1)?._id;
    }
  };
}

/** Events up to the first unreadable one: what follows it waits, since order is promised. */
function readEvents({ unreadable, options }: PassDeps, stored: Carrier, aggregate: string): DomainEvent[] {
  const events: DomainEvent[] = [];
  for (const item of stored.outbox) {
    try {
      events.push(parseEvent(item));
    } catch (error) {
      const isNew = !unreadable.has(aggregate);
      unreadable.add(aggregate);
      if (isNew)
        options.log.error('outbox: an unreadable event holds up its aggregate', { aggregate, error });
      break;
    }
  }
  return events;
}
