// Reads and writes of one kind of aggregate: a change is one atomic write of state and events, compared and set on
// `version`, retried on the newest state until it wins.
import type { z } from 'zod';
import type { LooseModel } from '~/platform/storage/loose-model.server';
import { identityError } from './errors';
import type { UnnumberedEvent } from './events';
import { insertOnce } from './insert-once.repository.server';

const MAX_ATTEMPTS = 20;

interface Aggregate {
  readonly _id: string;
  readonly version: number;
  readonly eventSeq: number;
}

export interface Change<T> {
  readonly set: Partial<T>;
  readonly events: readonly UnnumberedEvent[];
}

/** `missing` makes the error of an id that is not there. */
export function createAggregateStore<T extends Aggregate>(
  model: LooseModel,
  schema: z.ZodType<T>,
  missing: (id: string) => Error,
) {
  const parse = (found: unknown): T | null => (found ? schema.parse(found) : null);

  const findOne = async (query: Record<string, unknown>) => parse(await model.collection.findOne(query));
  const find = (id: string) => findOne({ _id: id });

  async function get(id: string): Promise<T> {
    const found = await find(id);
    if (!found) throw missing(id);
    return found;
  }

  /** Applies a change to the newest state until its write wins. The change may throw to refuse. Returns what it changed. */
  async function change(id: string, make: (state: T) => Change<T>): Promise<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const state = await get(id);
      const { set, events } = make(state);
      const outbox = events.map((event, index) => event(state.eventSeq + index + 1));
      const written = await model.updateOne(
        { _id: id, version: state.version },
        { $set: set, $inc: { version: 1, eventSeq: outbox.length }, $push: { outbox: { $each: outbox } } },
      );
      if (written.matchedCount === 1) return state;
    }
    throw identityError('try-again', { id });
  }

  async function list(
    query: Record<string, unknown>,
    sort: Record<string, 1 | -1>,
    limit: number,
  ): Promise<T[]> {
    const found = await model.find(query).sort(sort).limit(limit).lean();
    return found.map((one) => schema.parse(one));
  }

  /** False when the id (or another unique key) is taken. */
  const insert = (document: T): Promise<boolean> => insertOnce(model, document);

  return { findOne, find, get, change, list, insert };
}
