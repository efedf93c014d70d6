// Feeds over one collection. A process polls only topics that somebody here listens to, all in one query, and looks at
// once after its own writes.
import type { Collection, Db } from 'mongodb';
import type { Clock } from '../clock';
import { createPoller } from '../jobs/poller.server';
import type { Logger } from '../log';
import { type FeedListener, type FeedState, type Feeds, PRESENCE_MS, presentAt } from './feeds';

export interface MongoFeedsOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pollMs?: number;
}

interface FeedRow {
  _id: string;
  revision?: number;
  presence?: Record<string, { name: string; at: string | null; seen: Date }>;
  updatedAt: Date;
}

interface Topic {
  readonly listeners: Set<FeedListener>;
  last: FeedState | null;
}

const POLL_MS = 1000;
const DAY_SECONDS = 86_400;
/** Names of members come from browsers: nothing but word characters may reach a path. */
const safeKey = (key: string) => key.replace(/[^\w-]/g, '').slice(0, 64);

export async function createMongoFeeds({
  db,
  clock,
  log,
  pollMs = POLL_MS,
}: MongoFeedsOptions): Promise<Feeds> {
  const rows: Collection<FeedRow> = db.collection('feeds');
  await rows.createIndex({ updatedAt: 1 }, { expireAfterSeconds: DAY_SECONDS });
  const topics = new Map<string, Topic>();
  const poller = createPoller(() => pass(rows, topics, clock), pollMs, log);

  const touch = (): void => {
    if (topics.size > 0) poller.nudge();
  };
  return {
    async publish(topic, revision) {
      const set = { updatedAt: clock.now() };
      await rows.updateOne({ _id: topic }, { $max: { revision }, $set: set }, { upsert: true });
      touch();
    },
    async enter(topic, { key, name, at }) {
      const now = clock.now();
      const row = await rows.findOne({ _id: topic });
      const gone = Object.entries(row?.presence ?? {})
        .filter(([, { seen }]) => now.getTime() - seen.getTime() > 2 * PRESENCE_MS)
        .map(([old]) => [`presence.${old}`, ''] as const);
      const unset = gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {};
      const path = `presence.${safeKey(key)}`;
      await rows.updateOne(
        { _id: topic },
        { $set: { [path]: { name, at, seen: now }, updatedAt: now }, ...unset },
        { upsert: true },
      );
      touch();
    },
    async leave(topic, key) {
      await rows.updateOne({ _id: topic }, { $unset: { [`presence.${safeKey(key)}`]: '' } });
      touch();
    },
    subscribe(topic, listener) {
      const held = topics.get(topic) ?? { listeners: new Set<FeedListener>(), last: null };
      topics.set(topic, held);
      held.listeners.add(listener);
      if (held.last) listener(held.last);
      poller.start();
      poller.nudge();
      return () => {
        held.listeners.delete(listener);
        if (held.listeners.size > 0 || topics.get(topic) !== held) return;
        topics.delete(topic);
        if (topics.size === 0) void poller.stop();
      };
    },
    async stop() {
      topics.clear();
      await poller.stop();
    },
  };
}

async function pass(
  rows: Collection<FeedRow>,
  topics: ReadonlyMap<string, Topic>,
  clock: Clock,
): Promise<number> {
  const ids = [...topics.keys()];
  if (ids.length === 0) return 0;
  const found = new Map((await rows.find({ _id: { $in: ids } }).toArray()).map((row) => [row._id, row]));
  let told = 0;
  for (const [id, topic] of topics) {
    const row = found.get(id);
    const stored = Object.entries(row?.presence ?? {}).map(([key, one]) => ({ key, ...one }));
    const state: FeedState = { revision: row?.revision ?? 0, presence: presentAt(stored, clock.now()) };
    if (topic.last && JSON.stringify(topic.last) === JSON.stringify(state)) continue;
    topic.last = state;
    for (const listener of topic.listeners) listener(state);
    told += 1;
  }
  return told;
}
