// Open cursors: results not yet fetched, each with its own idle clock.

import { MAX_DOCUMENT_BYTES } from './bson-encode';
import { type Doc, doc, type RawDoc, type Value } from './bson-values';
import { StoreError } from './errors';

const IDLE_MS = 10 * 60_000;
const FIRST_BATCH = 101;

interface OpenCursor {
  readonly namespace: string;
  readonly results: Iterator<RawDoc>;
  lastUsed: number;
}

export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>();
  private nextId = BigInt(Math.floor(performance.timeOrigin)) * 1000n;

  get count(): number {
    return this.open.size;
  }

  /** The reply of find or aggregate: the first batch, and a cursor when there is more. */
  start(namespace: string, results: Iterator<RawDoc>, batchSize: number | undefined, single: boolean): Doc {
    const { batch, done } = take(results, batchSize ?? FIRST_BATCH);
    if (done || single) return reply('firstBatch', batch, 0n, namespace);
    this.nextId += 1n;
    this.open.set(this.nextId, { namespace, results, lastUsed: performance.now() });
    return reply('firstBatch', batch, this.nextId, namespace);
  }

  more(id: bigint, namespace: string, batchSize: number | undefined): Doc {
    const cursor = this.open.get(id);
    if (!cursor) throw new StoreError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new StoreError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    try {
      const { batch, done } = take(cursor.results, batchSize ?? Number.POSITIVE_INFINITY);
      if (done) this.open.delete(id);
      cursor.lastUsed = performance.now();
      return reply('nextBatch', batch, done ? 0n : id, namespace);
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
  }

  kill(ids: readonly bigint[]): { killed: bigint[]; missing: bigint[] } {
    const killed = ids.filter((id) => this.open.delete(id));
    return { killed, missing: ids.filter((id) => !killed.includes(id)) };
  }

  /** Forgets cursors that nobody asked for `idleMs`; returns how many. */
  expire(idleMs = IDLE_MS, now = performance.now()): number {
    const before = this.open.size;
    for (const [id, cursor] of this.open) if (now - cursor.lastUsed >= idleMs) this.open.delete(id);
    return before - this.open.size;
  }
}

// A batch ends at its size in documents or at 16 MB; the document that did not fit waits for the next one.
const waiting = new WeakMap<Iterator<RawDoc>, RawDoc>();

function take(results: Iterator<RawDoc>, size: number): { batch: RawDoc[]; done: boolean } {
  const batch: RawDoc[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const next = pull(results);
    if (next === undefined) return { batch, done: true };
    bytes += next.bytes.length + 10;
    if (batch.length > 0 && bytes > MAX_DOCUMENT_BYTES) {
      waiting.set(results, next);
      return { batch, done: false };
    }
    batch.push(next);
  }
  if (size === 0) return { batch, done: false };
  const next = pull(results);
  if (next) waiting.set(results, next);
  return { batch, done: next === undefined };
}

function pull(results: Iterator<RawDoc>): RawDoc | undefined {
  const held = waiting.get(results);
  if (held) {
    waiting.delete(results);
    return held;
  }
  const next = results.next();
  return next.done ? undefined : next.value;
}

function reply(name: string, batch: Value[], id: bigint, namespace: string): Doc {
  return doc([
    [
      'cursor',
      doc([
        [name, batch],
        ['id', id],
        ['ns', namespace],
      ]),
    ],
    ['ok', 1],
  ]);
}
