// Provisions of editions, each a record: a page reads a few of them, never a whole code.
import type { KnowledgeModels } from './knowledge.model.server';
import { type StoredProvision, StoredProvisionSchema } from './knowledge.schema';
import type { IndexedUnit } from './structure/provision.types';

const BATCH = 2000;
/** A unit with everything that stands in it: the longest article of a code has some 400 provisions. */
const MOST_INSIDE = 3000;

export interface ContentsRow {
  readonly path: string;
  readonly parent: string | null;
  readonly level: StoredProvision['level'];
  readonly n: string;
  readonly label: string;
  readonly title: string;
  readonly lapsed: boolean;
  readonly order: number;
}

export type ProvisionsRepository = ReturnType<typeof createProvisionsRepository>;

export function createProvisionsRepository({ provisions }: KnowledgeModels) {
  const parse = (row: unknown) => StoredProvisionSchema.parse(row);
  const one = async (query: Record<string, unknown>, sort: 1 | -1 = 1) => {
    const found = await provisions.findOne(query).sort({ order: sort }).lean();
    return found ? parse(found) : null;
  };

  return {
    /** Written under the edition's id before any act points to it. `onBatch` hears how many are in. */
    async insertAll(rows: readonly StoredProvision[], onBatch?: (done: number) => void): Promise<void> {
      for (let at = 0; at < rows.length; at += BATCH) {
        await provisions.insertMany(rows.slice(at, at + BATCH), { lean: true, ordered: true });
        onBatch?.(Math.min(at + BATCH, rows.length));
      }
    },

    async removeEdition(editionId: string): Promise<void> {
      await provisions.deleteMany({ editionId });
    },

    find: (editionId: string, path: string) => one({ editionId, path }),

    /** The first of the paths that exists, in their order. */
    async findFirst(editionId: string, paths: readonly string[]): Promise<StoredProvision | null> {
      if (paths.length === 0) return null;
      const rows = await this.listByPaths(editionId, paths);
      return paths.map((path) => rows.find((row) => row.path === path)).find(Boolean) ?? null;
    },

    listByPaths: async (editionId: string, paths: readonly string[]): Promise<StoredProvision[]> =>
      (await provisions.find({ editionId, path: { $in: [...paths] } }).lean()).map(parse),

    /** The unit and all that stands in it, in order. */
    async listInside(editionId: string, path: string): Promise<StoredProvision[]> {
      const [own, inside] = await Promise.all([
        provisions.find({ editionId, path }).lean(),
        // «0» follows «/»: a range of the index, where a pattern would look at every path of the edition.
        provisions
          .find({ editionId, path: { $gte: `${path}/`, $lt: `${path}0` } })
          .sort({ order: 1 })
          .limit(MOST_INSIDE)
          .lean(),
      ]);
      return [...own, ...inside].map(parse);
    },

    /** A run of provisions by their place; both ends inclusive. */
    async listRange(editionId: string, from: number, to: number): Promise<StoredProvision[]> {
      const rows = await provisions
        .find({ editionId, order: { $gte: from, $lte: to } })
        .sort({ order: 1 })
        .limit(MOST_INSIDE)
        .lean();
      return rows.map(parse);
    },

    async listChildren(editionId: string, parent: string | null): Promise<StoredProvision[]> {
      const rows = await provisions.find({ editionId, parent }).sort({ order: 1 }).limit(MOST_INSIDE).lean();
      return rows.map(parse);
    },

    /** Headings and articles, for the table of contents. */
    async listContents(editionId: string, levels: readonly string[]): Promise<ContentsRow[]> {
      return provisions
        .find(
          { editionId, level: { $in: [...levels] } },
          { path: 1, parent: 1, level: 1, n: 1, label: 1, title: 1, lapsed: 1, order: 1, _id: 0 },
        )
        .sort({ order: 1 })
        .limit(10_000)
        .lean() as unknown as Promise<ContentsRow[]>;
    },

    /** Paths and hashes, for comparing editions. */
    async listHashes(
      editionId: string,
    ): Promise<Pick<StoredProvision, 'path' | 'parent' | 'hash' | 'order' | 'level' | 'lapsed'>[]> {
      return provisions
        .find({ editionId }, { path: 1, parent: 1, hash: 1, order: 1, level: 1, lapsed: 1, _id: 0 })
        .sort({ order: 1 })
        .limit(50_000)
        .lean() as unknown as Promise<
        Pick<StoredProvision, 'path' | 'parent' | 'hash' | 'order' | 'level' | 'lapsed'>[]
      >;
    },

    /** The nearest of a level before and after a place. */
    neighbours: async (editionId: string, level: string, order: number, last: number) => ({
      previous: await one({ editionId, level, order: { $lt: order } }, -1),
      next: await one({ editionId, level, order: { $gt: last } }),
    }),

    /** What the index of paths holds in memory. */
    async listIndex(editionId: string): Promise<IndexedUnit[]> {
      const rows = (await provisions
        .find({ editionId }, { path: 1, parent: 1, level: 1, n: 1, title: 1, lapsed: 1, _id: 0 })
        .sort({ order: 1 })
        .lean()) as unknown as IndexedUnit[];
      return rows.map((row) => ({ ...row, title: row.title.slice(0, 160) }));
    },

    async *stream(editionId: string): AsyncGenerator<StoredProvision> {
      for (let from = 0; ; from += BATCH) {
        const rows = await provisions
          .find({ editionId, order: { $gte: from, $lt: from + BATCH } })
          .sort({ order: 1 })
          .lean();
        if (rows.length === 0) return;
        for (const row of rows) yield parse(row);
      }
    },
  };
}
