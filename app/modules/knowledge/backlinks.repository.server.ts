// «Кто ссылается»: links are replaced source by source, so repeating a scan changes nothing.
import type { KnowledgeModels } from './knowledge.model.server';
import { type Backlink, BacklinkSchema } from './knowledge.schema';

const BATCH = 2000;
const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export type BacklinksRepository = ReturnType<typeof createBacklinksRepository>;

export function createBacklinksRepository({ backlinks }: KnowledgeModels) {
  /** The unit itself, and what stands in it when `inside`. */
  const query = (actId: string, path: string | null, acl: readonly string[]) => ({
    actId,
    acl: { $in: [...acl] },
    ...(path === null ? {} : { path: { $regex: `^${escapeRegExp(path)}(?:/|$)` } }),
  });
  return {
    /** The source cites these and nothing else from now on. Idempotent by the links' ids. */
    async replaceSource(source: Backlink['source'], links: readonly Backlink[]): Promise<void> {
      await backlinks.deleteMany({ 'source.type': source.type, 'source.id': source.id });
      for (let at = 0; at < links.length; at += BATCH) {
        await backlinks.insertMany(links.slice(at, at + BATCH), { lean: true });
      }
    },
    async list(
      actId: string,
      path: string | null,
      acl: readonly string[],
      limit: number,
    ): Promise<Backlink[]> {
      const rows = await backlinks
        .find(query(actId, path, acl))
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return rows.map((row) => BacklinkSchema.parse(row));
    },
    count: (actId: string, path: string | null, acl: readonly string[]): Promise<number> =>
      backlinks.countDocuments(query(actId, path, acl)),
    /** Gives every link to an act its status of now, path by path. */
    async updateStatuses(
      actId: string,
      statusOf: (path: string) => Pick<Backlink, 'status' | 'note'>,
    ): Promise<void> {
      const paths = await backlinks.distinct('path', { actId });
      for (const path of paths) {
        if (typeof path !== 'string') continue;
        const { status, note } = statusOf(path);
        // A link that never found its unit keeps telling what it looked for.
        await backlinks.updateMany(
          { actId, path, status: { $nin: ['no-such-unit', 'ambiguous', status] } },
          { $set: { status, note } },
        );
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
        { $match: query(actId, null, acl) },
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
