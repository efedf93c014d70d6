import type { DocumentModels } from '../documents.model.server';
import type { PendingDocumentEvent } from '../events';
import { type Substitution, SubstitutionSchema } from './substitutions.schema';

export type SubstitutionsRepository = ReturnType<typeof createSubstitutionsRepository>;

const LIMIT = 500;

export function createSubstitutionsRepository({ substitutions }: DocumentModels) {
  const find = async (query: Record<string, unknown>): Promise<Substitution[]> => {
    const rows = await substitutions.find(query).sort({ from: 1, _id: 1 }).limit(LIMIT).lean();
    return rows.map((row) => SubstitutionSchema.parse(row));
  };
  const numbered = (id: string, seq: number, event: PendingDocumentEvent) => ({
    ...event,
    aggregate: { type: 'substitution', id, seq },
  });
  return {
    /** Not ended and not cancelled, of these people. */
    async listOfPeople(personIds: readonly string[], today: string): Promise<Substitution[]> {
      if (personIds.length === 0) return [];
      return find({ personId: { $in: [...personIds] }, until: { $gte: today }, cancelledAt: null });
    },
    /** In force on the day. */
    listOfSubstitute: (substituteId: string, day: string) =>
      find({ substituteId, from: { $lte: day }, until: { $gte: day }, cancelledAt: null }),
    /** Everything not yet ended that touches one of the two. */
    listAround: (userIds: readonly string[], today: string) =>
      find({
        $or: [{ personId: { $in: [...userIds] } }, { substituteId: { $in: [...userIds] } }],
        until: { $gte: today },
        cancelledAt: null,
      }),
    async findById(id: string): Promise<Substitution | null> {
      return (await find({ _id: id }))[0] ?? null;
    },
    async insert(made: Omit<Substitution, 'outbox'>, event: PendingDocumentEvent): Promise<void> {
      await substitutions.insertMany([{ ...made, outbox: [numbered(made._id, 1, event)] }], { lean: true });
    },
    /** False when it was cancelled already. */
    async cancel(id: string, at: Date, event: PendingDocumentEvent): Promise<boolean> {
      const written = await substitutions.updateOne(
        { _id: id, cancelledAt: null },
        { $set: { cancelledAt: at }, $push: { outbox: numbered(id, 2, event) } },
      );
      return written.matchedCount === 1;
    },
  };
}
