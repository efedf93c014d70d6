// LMDB behind three key spaces: catalog, documents (collection id + _id -> BSON), index entries (index id +
// fields + _id -> nothing). One writer, one thread; a commit is synced to disk before it returns.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { assertIntactFile, markInUse } from './damage.server';

type Space = 'catalog' | 'documents' | 'indexes';
export const DATA_FILE = 'store.lmdb';
// Reads begin small, for the many that want one document, and grow.
const FIRST_CHUNK = 8;
const LARGEST_CHUNK = 512;
const NOTHING = Buffer.alloc(0);

export interface Range {
  readonly start: Buffer;
  /** Exclusive. */
  readonly end: Buffer;
  readonly reverse?: boolean;
}

export class Engine {
  private readonly root: RootDatabase<Buffer, Buffer>;
  private readonly spaces: Record<Space, Database<Buffer, Buffer>>;

  /** Throws StoreDamaged with a clear text when the file is not whole; never replaces one. */
  constructor(readonly folder: string) {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, DATA_FILE);
    assertIntactFile(file);
    const encoding = { keyEncoding: 'binary', encoding: 'binary' } as const;
    this.root = open<Buffer, Buffer>({
      path: file,
      noSubdir: true,
      maxDbs: 8,
      overlappingSync: false,
      eventTurnBatching: false,
      ...encoding,
    });
    const space = (name: string) => this.root.openDB<Buffer, Buffer>({ name, ...encoding });
    markInUse(file);
    this.spaces = { catalog: space('catalog'), documents: space('documents'), indexes: space('indexes') };
  }

  /** Runs `work` in one write transaction, synced when this returns; a throw undoes all of it. */
  commit<T>(work: () => T): T {
    return this.root.transactionSync(work);
  }

  get(space: Space, key: Buffer): Buffer | undefined {
    return this.spaces[space].getBinary(key);
  }

  put(space: Space, key: Buffer, value: Buffer = NOTHING): void {
    void this.spaces[space].put(key, value);
  }

  remove(space: Space, key: Buffer): void {
    void this.spaces[space].remove(key);
  }

  /** Keys of a range, read in chunks: between chunks no transaction is held, and others' writes may show. */
  *keys(space: Space, range: Range): Generator<Buffer> {
    let { start, end } = range;
    for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, LARGEST_CHUNK)) {
      const chunk = [...this.readKeys(space, start, end, range.reverse === true, size)];
      yield* chunk;
      const last = chunk.at(-1);
      if (chunk.length < size || !last) return;
      if (range.reverse) end = last;
      else start = successor(last);
    }
  }

  /** Entries of a range in chunks, as `keys`. */
  *entries(space: Space, range: Range): Generator<{ key: Buffer; value: Buffer }> {
    let { start, end } = range;
    for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, LARGEST_CHUNK)) {
      const options = lmdbRange(start, end, range.reverse === true);
      const chunk = [...this.spaces[space].getRange({ ...options, limit: size })];
      yield* chunk;
      const last = chunk.at(-1);
      if (chunk.length < size || !last) return;
      if (range.reverse) end = last.key;
      else start = successor(last.key);
    }
  }

  /** The first keys of a range. */
  firstKeys(space: Space, range: Range, limit: number): Iterable<Buffer> {
    return this.readKeys(space, range.start, range.end, false, limit);
  }

  count(space: Space, range: Range): number {
    return this.spaces[space].getKeysCount({ start: range.start, end: range.end });
  }

  private readKeys(
    space: Space,
    start: Buffer,
    end: Buffer,
    reverse: boolean,
    limit: number,
  ): Iterable<Buffer> {
    return this.spaces[space].getKeys({ ...lmdbRange(start, end, reverse), limit });
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}

// Reversed, lmdb starts at the greatest key not above `start` (inclusive) and excludes `end`.
function lmdbRange(start: Buffer, end: Buffer, reverse: boolean) {
  if (!reverse) return { start, end };
  return { start: end, end: start, reverse: true, exclusiveStart: true, inclusiveEnd: true };
}

/** The least key above `key`. */
const successor = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);

/** The least key above every key that begins with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  const result = Buffer.from(prefix);
  for (let at = result.length - 1; at >= 0; at -= 1) {
    if (result[at] !== 0xff) {
      result[at] = (result[at] as number) + 1;
      return result.subarray(0, at + 1);
    }
  }
  return Buffer.alloc(1978, 0xff);
}

export const prefixRange = (prefix: Buffer): Range => ({ start: prefix, end: afterPrefix(prefix) });
