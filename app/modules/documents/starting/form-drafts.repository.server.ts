// Unfinished forms: one record each, always asked for together with their owner.
import type { DocumentModels } from '../documents.model.server';
import { FORM_DRAFTS_MAX, type FormDraft, FormDraftSchema } from './form-draft.schema';

export type FormDraftsRepository = ReturnType<typeof createFormDraftsRepository>;

export function createFormDraftsRepository({ formDrafts }: DocumentModels) {
  return {
    async find(userId: string, id: string): Promise<FormDraft | null> {
      const found = await formDrafts.findOne({ _id: id, userId }).lean();
      return found ? FormDraftSchema.parse(found) : null;
    },
    /** Newest first, without what was typed. */
    async list(userId: string, now: Date): Promise<Omit<FormDraft, 'typed'>[]> {
      const found = await formDrafts
        .find({ userId, expiresAt: { $gt: now } }, { typed: 0 })
        .sort({ updatedAt: -1, _id: 1 })
        .limit(FORM_DRAFTS_MAX)
        .lean();
      return found.map((row) => FormDraftSchema.omit({ typed: true }).parse(row));
    },
    count: (userId: string): Promise<number> => formDrafts.countDocuments({ userId }),
    async insert(draft: FormDraft): Promise<void> {
      await formDrafts.insertMany([draft], { lean: true });
    },
    /** False when another page has saved meanwhile. */
    async replace(draft: FormDraft, seenRevision: number): Promise<boolean> {
      const { _id, userId, ...rest } = draft;
      const written = await formDrafts.updateOne({ _id, userId, revision: seenRevision }, { $set: rest });
      return written.matchedCount === 1;
    },
    async remove(userId: string, id: string): Promise<boolean> {
      return (await formDrafts.deleteOne({ _id: id, userId })).deletedCount === 1;
    },
  };
}
