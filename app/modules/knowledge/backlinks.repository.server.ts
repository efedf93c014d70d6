// «Кто ссылается»: links are replaced source by source, so repeating a scan changes nothing.
import { unlessDuplicate } from '~/platform/storage/duplicate-key.server';
import type { KnowledgeModels } from './knowledge.model.server';
import { type Backlink, BacklinkSchema } from './knowledge.schema';

const BATCH = 2000;

export type BacklinksRepository = ReturnType<typeof createBacklinksRepository>;

export function createBacklinksRepository({ backlinks }: KnowledgeModels) {
  /** The whole act; or the unit itself and, apart, what stands in it: two ranges of one index. */
  const queries = (actId: string, path: string | null, acl: readonly string[]) => {
    const readable = { actId, acl: { $in: [...acl] } };
    if (path === null) return [readable];
    // «0» follows «/».
    return [
      { ...readable, path },
      { ...readable, path: { $gte: `${path}/`, $lt: `${path}0` } },
    ];
  };
  return {
    /**
     * The source cites these and nothing else from now on. Idempotent by the links' ids: a second process that reads the
     * same source at the same time writes the same.
     */
    async replaceSource(source: Backlink['source'], links: readonly Backlink[]): Promise<void> {
      await backlinks.deleteMany({ 'source.type': source.type, 'source.id': source.id });
      for (let at = 0; at < links.length; at += BATCH) {
        const batch = links.slice(at, at + BATCH);
        await unlessDuplicate(backlinks.collection.insertMany(batch as never[], { ordered: false }));
      }
    },
    async list(
      actId: string,
      path: string | null,
      acl: readonly string[],
      limit: number,
    ): Promise<Backlink[]> {
      const found = await Promise.all(
        queries(actId, path, acl).map((query) => backlinks.find(query).sort({ _id: 1 }).limit(limit).lean()),
      );
      const rows = found.flat().map((row) => BacklinkSchema.parse(row));
      return rows.sort((a, b) => (a._id < b._id ? -1 : 1)).slice(0, limit);
    },
    async count(actId: string, path: string | null, acl: readonly string[]): Promise<number> {
      const counted = await Promise.all(
        queries(actId, path, acl).map((query) => backlinks.countDocuments(query)),
      );
      return counted.reduce((sum, n) => sum + n, 0);
    },
    /** Gives every link to an act its status of now, path by path. */
    async updateStatuses(
      actId: string,
      statusOf: (path: string) => Pick<Backlink, 'status' | 'note'>,
    ): Promise<void> {
      // A link that never found its unit keeps telling what it looked for.
      const kept = { $nin: ['no-such-unit', 'ambiguous'] };
      const now = await backlinks.aggregate<{ _id: { path?: unknown; status?: unknown } }>([
        { $match: { actId, status: kept } },
        { $group: { _id: { path: '$path', status: '$status' } } },
      ]);
      for (const { path, status: former } of now.map(({ _id }) => _id)) {
        if (typeof path !== 'string') continue;
        const { status, note } = statusOf(path);
        if (status !== former)
          await backlinks.updateMany({ actId, path, status: former }, { $set: { status, note } });
      }
    },

    /** What is wrong with the citations of sources, for their pages and lists. */
    async listFaults(sources: readonly Backlink['source'][]): Promise<Backlink[]> {
      if (sources.length === 0) return [];
      const rows = await backlinks
        .find({
          $or: sources.map(({ type, id }) => ({ 'source.type': type, 'source.id': id })),
          status: { $in: ['lapsed', 'no-such-unit'] },
        })
        .sort({ _id: 1 })
        .limit(1000)
        .lean();
      return rows.map((row) => BacklinkSchema.parse(row));
    },

    async listFaultsOf(type: Backlink['source']['type']): Promise<Backlink[]> {
      const rows = await backlinks
        .find({ 'source.type': type, status: { $in: ['lapsed', 'no-such-unit'] } })
        .sort({ _id: 1 })
        .limit(1000)
        .lean();
      return rows.map((row) => BacklinkSchema.parse(row));
    },

    /** Links in documents and templates that lead to what has lapsed or is not there, for the page of freshness. */
    async listStale(acl: readonly string[], limit: number): Promise<Backlink[]> {
      const rows = await backlinks
        .find({
          'source.type': { $in: ['document', 'template'] },
          status: { $in: ['lapsed', 'no-such-unit'] },
          acl: { $in: [...acl] },
        })
        .sort({ title: 1, _id: 1 })
        .limit(limit)
        .lean();
      return rows.map((row) => BacklinkSchema.parse(row));
    },

    /** Sources that cite an act, with how often; for telling who cites what has lapsed. */
    async listSources(
      actId: string,
      acl: readonly string[],
    ): Promise<{ source: Backlink['source']; title: string; url: string; count: number }[]> {
      const rows = await backlinks.aggregate<{
        _id: Backlink['source'];
        title: string;
        url: string;
        count: number;
      }>([
        { $match: queries(actId, null, acl)[0] ?? {} },
        {
          $group: {
            _id: '$source',
            title: { $first: '$title' },
            url: { $first: '$url' },
            count: { $sum: 1 },
          },
        },
        { $sort: { count: -1, title: 1 } },
        { $limit: 500 },
      ]);
      return rows.map(({ _id, ...rest }) => ({ source: _id, ...rest }));
    },
  };
}
