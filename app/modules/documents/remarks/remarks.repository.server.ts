// Records of threads, suggestions and returned files. Which of them count, and how they stand, is said by the heads in
// the document; every write here is idempotent, so a crash between the two leaves nothing half done.
import type { DocumentModels } from '../documents.model.server';
import {
  type Answer,
  type Remark,
  RemarkSchema,
  type Reply,
  type ReturnedFile,
  ReturnedFileSchema,
  type Suggestion,
  SuggestionSchema,
} from './remarks.schema';

export type RemarksRepository = ReturnType<typeof createRemarksRepository>;

export function createRemarksRepository({ remarks, suggestions, returnedFiles }: DocumentModels) {
  return {
    /** Idempotent by the remark's id: a repeated write changes nothing. */
    async putRemark(remark: Remark): Promise<void> {
      const { _id, ...rest } = remark;
      await remarks.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
    },

    async putRemarks(list: readonly Remark[]): Promise<void> {
      if (list.length > 0) await remarks.insertMany([...list], { lean: true });
    },

    async listRemarks(documentId: string): Promise<Remark[]> {
      const rows = await remarks.find({ documentId }).sort({ at: 1, _id: 1 }).lean();
      return rows.map((row) => RemarkSchema.parse(row));
    },

    async findRemark(documentId: string, id: string): Promise<Remark | null> {
      const found = await remarks.findOne({ _id: id, documentId }).lean();
      return found ? RemarkSchema.parse(found) : null;
    },

    /** Sets the answer once; false when the remark is absent or already answered. */
    async answerRemark(id: string, documentId: string, answer: Answer): Promise<boolean> {
      const written = await remarks.updateOne({ _id: id, documentId, answer: null }, { $set: { answer } });
      return written.matchedCount === 1;
    },

    async addReply(id: string, reply: Reply): Promise<void> {
      await remarks.updateOne({ _id: id, 'replies.id': { $ne: reply.id } }, { $push: { replies: reply } });
    },

    async editRemark(id: string, change: { text: string; editedAt: Date }): Promise<void> {
      await remarks.updateOne({ _id: id }, { $set: change });
    },

    async editReply(id: string, replyId: string, change: Partial<Reply>): Promise<void> {
      const set = Object.fromEntries(
        Object.entries(change).map(([name, value]) => [`replies.$.${name}`, value]),
      );
      await remarks.updateOne({ _id: id, 'replies.id': replyId }, { $set: set });
    },

    /** The answer becomes a reply of the thread, so that a new one can be given and none is lost. */
    async reopenRemark(id: string, answerAsReply: Reply | null): Promise<void> {
      await remarks.updateOne(
        { _id: id },
        { $set: { answer: null }, ...(answerAsReply ? { $push: { replies: answerAsReply } } : {}) },
      );
    },

    async putSuggestions(list: readonly Suggestion[]): Promise<void> {
      if (list.length > 0) await suggestions.insertMany([...list], { lean: true });
    },

    async listSuggestions(documentId: string): Promise<Suggestion[]> {
      const rows = await suggestions.find({ documentId }).sort({ at: 1, batchId: 1, seq: 1 }).lean();
      return rows.map((row) => SuggestionSchema.parse(row));
    },

    async decideSuggestions(
      ids: readonly string[],
      decision: NonNullable<Suggestion['decision']>,
    ): Promise<void> {
      await suggestions.updateMany({ _id: { $in: [...ids] } }, { $set: { decision } });
    },

    async putFile(file: ReturnedFile): Promise<void> {
      await returnedFiles.insertMany([file], { lean: true });
    },

    async findFile(documentId: string, id: string): Promise<ReturnedFile | null> {
      const found = await returnedFiles.findOne({ _id: id, documentId }).lean();
      return found ? ReturnedFileSchema.parse(found) : null;
    },

    async listFiles(documentId: string): Promise<ReturnedFile[]> {
      const rows = await returnedFiles.find({ documentId }).sort({ at: -1 }).limit(50).lean();
      return rows.map((row) => ReturnedFileSchema.parse(row));
    },

    /** True for the one who takes the file over; a second try is told no. */
    async takeFile(id: string, takenAt: Date): Promise<boolean> {
      const written = await returnedFiles.updateOne({ _id: id, takenAt: null }, { $set: { takenAt } });
      return written.matchedCount === 1;
    },

    /** After a failure: the file may be taken over again. */
    async giveFileBack(id: string): Promise<void> {
      await returnedFiles.updateOne({ _id: id }, { $set: { takenAt: null } });
    },
  };
}
