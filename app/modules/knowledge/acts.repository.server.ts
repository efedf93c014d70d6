// Acts and their editions. A change of an act is one atomic write of state and events, compared and set on `version`.
import { isDuplicateKey } from '~/platform/storage/duplicate-key.server';
import type { DomainEvent } from '~/shared/domain-event';
import { knowledgeError } from './errors';
import type { KnowledgeModels } from './knowledge.model.server';
import { type Act, ActSchema, type Edition, EditionSchema } from './knowledge.schema';

const MAX_ATTEMPTS = 20;
const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export interface ActFilter {
  readonly text?: string | undefined;
  readonly kind?: string | undefined;
  readonly loadedOnly?: boolean | undefined;
}

export type ActsRepository = ReturnType<typeof createActsRepository>;

export function createActsRepository({ acts, editions }: KnowledgeModels) {
  async function findAct(id: string): Promise<Act | null> {
    const found = await acts.findOne({ _id: id }).lean();
    return found ? ActSchema.parse(found) : null;
  }

  const toQuery = ({ text, kind, loadedOnly }: ActFilter) => ({
    ...(kind ? { kind } : {}),
    ...(loadedOnly ? { 'editions.0': { $exists: true } } : {}),
    ...(text
      ? {
          $or: [
            { titleLower: { $regex: escapeRegExp(text.toLowerCase()) } },
            { number: text.replace(/^(?:№|N)\s*/i, '') },
          ],
        }
      : {}),
  });

  return {
    findAct,

    async getAct(id: string): Promise<Act> {
      const found = await findAct(id);
      if (!found) throw knowledgeError('act-not-found', { id });
      return found;
    },

    /** False when the id is taken. */
    async insertAct(act: Act): Promise<boolean> {
      try {
        await acts.insertMany([act], { lean: true });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Applies a change to the newest state until its write wins; events get their numbers from that state. */
    async changeAct(
      id: string,
      change: (act: Act) => { set: Partial<Act>; events: ((seq: number) => DomainEvent)[] } | null,
    ): Promise<Act> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const found = await findAct(id);
        if (!found) throw knowledgeError('act-not-found', { id });
        const changed = change(found);
        if (!changed) return found;
        const outbox = changed.events.map((event, index) => event(found.eventSeq + index + 1));
        const written = await acts.updateOne(
          { _id: id, version: found.version },
          {
            $set: changed.set,
            $inc: { version: 1, eventSeq: outbox.length },
            $push: { outbox: { $each: outbox } },
          },
        );
        if (written.matchedCount === 1) return { ...found, ...changed.set };
      }
      throw knowledgeError('busy', { id });
    },

    async listActs(filter: ActFilter, page: { skip: number; limit: number }) {
      const query = toQuery(filter);
      const [rows, total] = await Promise.all([
        acts
          .find(query)
          .sort({ cardOnly: 1, titleLower: 1, _id: 1 })
          .skip(page.skip)
          .limit(page.limit)
          .lean(),
        acts.countDocuments(query),
      ]);
      return { rows: rows.map((row) => ActSchema.parse(row)), total };
    },

    /** All cards, for the resolver's directory: a few hundred at most. */
    async listCards(): Promise<Act[]> {
      const rows = await acts.find({}, { outbox: 0 }).sort({ _id: 1 }).limit(5000).lean();
      return rows.map((row) => ActSchema.parse({ outbox: [], ...row }));
    },

    async countByKind(): Promise<Map<string, number>> {
      const rows = await acts.aggregate<{ _id: string; n: number }>([
        { $group: { _id: '$kind', n: { $sum: 1 } } },
      ]);
      return new Map(rows.map(({ _id, n }) => [_id, n]));
    },

    async insertEdition(edition: Edition): Promise<void> {
      await editions.insertMany([edition], { lean: true });
    },

    async findEdition(id: string): Promise<Edition | null> {
      const found = await editions.findOne({ _id: id }).lean();
      return found ? EditionSchema.parse(found) : null;
    },

    async listEditions(actId: string): Promise<Edition[]> {
      const rows = await editions.find({ actId }).sort({ validFrom: 1, _id: 1 }).lean();
      return rows.map((row) => EditionSchema.parse(row));
    },

    /** Editions begun before `before`: candidates for tidying when no act points to them. */
    async listEditionIdsBefore(before: Date): Promise<{ id: string; actId: string }[]> {
      const rows = (await editions.find({ importedAt: { $lt: before } }, { actId: 1 }).lean()) as unknown as {
        _id: string;
        actId: string;
      }[];
      return rows.map(({ _id, actId }) => ({ id: _id, actId }));
    },

    async removeEdition(id: string): Promise<void> {
      await editions.deleteOne({ _id: id });
    },
  };
}
