// A damaged data file is reported before LMDB maps it, because LMDB trusts its pages and a wrong one ends the
// whole process; and a file that is gone or empty is never silently made anew. Reads the tree of pages as
// LMDB lays them out (little-endian, 24-byte page headers): pages must carry their own number and kind, and
// every pointer must stay inside its page and the file.
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MAGIC = 0xbeefc0de;
const HEADER = 24;
const BRANCH = 1;
const LEAF = 2;
const OVERFLOW = 4;
const BIG_DATA = 1;
const SUB_TREE = 2;
const NO_PAGE = 0xffffffffffffffffn;
/** At a start a file is looked at for so long: its upper levels whole, then pages spread over all of it. */
const START_BUDGET_MS = 120;
/** A prime: steps of it meet every item of a list that is not its multiple. */
const STRIDE = 7919;
const RUN = 64;
const BLOCK_BYTES = 128 * 1024;
const VERSION = '1';

export class StoreDamaged extends Error {
  constructor(file: string, reason: string) {
    super(
      `Файл базы данных повреждён: ${file} (${reason}). Хартия его не изменила. ` +
        'Остановите сайт, сохраните копию папки данных и восстановите базу из резервной копии: ./khartia restore <файл>.',
    );
    this.name = 'StoreDamaged';
  }
}

const markerOf = (file: string): string => path.join(path.dirname(file), 'store.version');

/** Leaves a mark that this folder has had a database; later its absence is a loss, not a first start. */
export function markInUse(file: string): void {
  if (!existsSync(markerOf(file))) writeFileSync(markerOf(file), `${VERSION}\n`, { mode: 0o600 });
}

/**
 * Throws StoreDamaged; returns when there is no database yet or its pages are whole. What a start has no time
 * for, `checkFolder` reads to the end (budget: Infinity).
 */
export function assertIntactFile(file: string, budgetMs = START_BUDGET_MS): void {
  const used = existsSync(markerOf(file));
  if (used && readFileSync(markerOf(file), 'utf8').trim() !== VERSION) {
    throw new StoreDamaged(file, 'версия формата неизвестна этой версии Хартии');
  }
  if (!existsSync(file)) {
    if (used) throw new StoreDamaged(file, 'файл отсутствует, хотя база в этой папке уже была');
    return;
  }
  const descriptor = openSync(file, 'r');
  try {
    if (fstatSync(descriptor).size === 0 && !used) return;
    check(file, descriptor, budgetMs);
  } finally {
    closeSync(descriptor);
  }
}

interface Meta {
  readonly pageSize: number;
  readonly transaction: bigint;
  readonly roots: readonly bigint[];
}

function readMeta(descriptor: number, at: number): Meta | undefined {
  const page = Buffer.alloc(256);
  if (readSync(descriptor, page, 0, 256, at) < 256 || page.readUInt32LE(24) !== MAGIC) return undefined;
  const pageSize = page.readUInt32LE(48);
  if (pageSize < 512 || pageSize > 65536) return undefined;
  return {
    pageSize,
    transaction: page.readBigUInt64LE(152),
    roots: [page.readBigUInt64LE(88), page.readBigUInt64LE(136)],
  };
}

function newestMeta(file: string, descriptor: number): Meta {
  const first = readMeta(descriptor, 0);
  const second = first && readMeta(descriptor, first.pageSize);
  if (!first || !second) throw new StoreDamaged(file, 'заголовок не читается');
  return first.transaction > second.transaction ? first : second;
}

function check(file: string, descriptor: number, budgetMs: number): void {
  for (let attempt = 0; ; attempt += 1) {
    const meta = newestMeta(file, descriptor);
    // After the header: a living owner makes the file longer, and writes the pages before the header that names them.
    const { size } = fstatSync(descriptor);
    try {
      const walk = new Walk(descriptor, meta.pageSize, BigInt(Math.floor(size / meta.pageSize)));
      walk.trees(
        meta.roots.filter((root) => root !== NO_PAGE),
        budgetMs,
      );
      return;
    } catch (error) {
      // A living owner reuses pages while we look: what we saw counts only if nothing was committed meanwhile.
      const changed = newestMeta(file, descriptor).transaction !== meta.transaction;
      if (changed && attempt < 5) continue;
      if (changed) return;
      throw new StoreDamaged(file, error instanceof Error ? error.message : String(error));
    }
  }
}

class Walk {
  private found: bigint[] = [];
  private readonly block = Buffer.alloc(BLOCK_BYTES);
  private blockAt = 0;
  private blockSize = 0;
  private readonly seen = new Set<bigint>();

  constructor(
    private readonly descriptor: number,
    private readonly pageSize: number,
    private readonly pages: bigint,
  ) {}

  /** Level by level, so that the few upper pages come first; a level too long for the time is sampled evenly. */
  trees(roots: readonly bigint[], budgetMs: number): void {
    const deadline = performance.now() + budgetMs;
    for (let level = [...roots]; level.length > 0; level = this.found) {
      this.found = [];
      for (const run of spread(runsOf(level))) {
        for (const number of run) this.page(number);
        if (performance.now() > deadline) return;
      }
    }
  }

  private page(number: bigint): void {
    if (this.seen.has(number)) throw new Error('дерево страниц зациклено');
    this.seen.add(number);
    const page = this.read(number);
    const kind = page.readUInt16LE(18);
    if ((kind & (BRANCH | LEAF)) === 0) throw new Error(`страница ${number} не того вида`);
    for (const node of this.nodes(page, number)) {
      if (kind & BRANCH)
        this.push(BigInt(page.readUInt32LE(node)) + (BigInt(page.readUInt16LE(node + 4)) << 32n));
      else this.leaf(page, node, number);
    }
  }

  private push(number: bigint): void {
    if (number >= this.pages) throw new Error(`страница ${number} за концом файла`);
    this.found.push(number);
  }

  private leaf(page: Buffer, node: number, number: bigint): void {
    const flags = page.readUInt16LE(node + 4);
    const data = node + 8 + page.readUInt16LE(node + 6);
    const size = flags & BIG_DATA ? 8 : page.readUInt32LE(node);
    if (data + size > this.pageSize) throw new Error(`запись выходит за страницу ${number}`);
    if (flags & BIG_DATA) this.overflow(page.readBigUInt64LE(data));
    if (!(flags & SUB_TREE)) return;
    const root = page.readBigUInt64LE(data + 40);
    if (root !== NO_PAGE) this.push(root);
  }

  private overflow(number: bigint): void {
    // A buffer of its own: the block still holds the page that points here.
    const page = Buffer.alloc(HEADER);
    const read = readSync(this.descriptor, page, 0, HEADER, Number(number) * this.pageSize);
    const count = BigInt(page.readUInt32LE(20));
    const whole = read === HEADER && page.readBigUInt64LE(0) === number;
    if (!whole || (page.readUInt16LE(18) & OVERFLOW) === 0 || number + count > this.pages) {
      throw new Error(`длинная запись на странице ${number} оборвана`);
    }
  }

  private read(number: bigint): Buffer {
    if (number >= this.pages) throw new Error(`страница ${number} за концом файла`);
    let at = Number(number) * this.pageSize - this.blockAt;
    if (at < 0 || at + this.pageSize > this.blockSize) {
      this.blockAt += at;
      this.blockSize = readSync(this.descriptor, this.block, 0, BLOCK_BYTES, this.blockAt);
      at = 0;
    }
    const page = this.block.subarray(at, at + this.pageSize);
    if (at + this.pageSize > this.blockSize || page.readBigUInt64LE(0) !== number)
      throw new Error(`страница ${number} испорчена`);
    return page;
  }

  private nodes(page: Buffer, number: bigint): number[] {
    // Both the bound and the pointers count from the end of the header.
    const lower = HEADER + page.readUInt16LE(20);
    const nodes: number[] = [];
    for (let at = HEADER; at < lower; at += 2) {
      const node = at < this.pageSize ? HEADER + page.readUInt16LE(at) : this.pageSize;
      if (node < lower || node + 8 > this.pageSize) throw new Error(`страница ${number} испорчена`);
      nodes.push(node);
    }
    return nodes;
  }
}

/** Neighbours are read together. */
function runsOf(level: bigint[]): bigint[][] {
  level.sort((a, b) => (a < b ? -1 : 1));
  const runs: bigint[][] = [];
  for (let at = 0; at < level.length; at += RUN) runs.push(level.slice(at, at + RUN));
  return runs;
}

/** Every item once, in an order that covers the whole list early. */
function* spread<T>(items: readonly T[]): Generator<T> {
  const step = items.length % STRIDE === 0 ? 1 : STRIDE;
  for (let count = 0; count < items.length; count += 1) yield items[(count * step) % items.length] as T;
}
