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
