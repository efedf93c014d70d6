// Staged imports: whose they are, what was read, what was put right. The store forgets them after seven days.
import { knowledgeError } from './errors';
import { type ActImport, ActImportSchema, type Publishing } from './import.schema';
import type { KnowledgeModels } from './knowledge.model.server';

type ListedImport = Pick<ActImport, '_id' | 'source' | 'at' | 'proposal'> &
  Partial<Pick<ActImport, 'publishing'>>;

export type ImportsRepository = ReturnType<typeof createImportsRepository>;

export function createImportsRepository({ actImports }: KnowledgeModels) {
  return {
    async insert(staged: ActImport): Promise<void> {
      await actImports.insertMany([staged], { lean: true });
    },
    /** Another person's import does not exist for the asker. */
    async get(id: string, by: string): Promise<ActImport> {
      const found = await actImports.findOne({ _id: id, by }).lean();
      if (!found) throw knowledgeError('import-not-found', { id });
      return ActImportSchema.parse(found);
    },
    async getPublishing(id: string, by: string): Promise<Publishing | null> {
      const found = (await actImports
        .findOne({ _id: id, by }, { publishing: 1 })
        .lean()) as unknown as Partial<ActImport> | null;
      if (!found) throw knowledgeError('import-not-found', { id });
      return ActImportSchema.shape.publishing.parse(found.publishing);
    },
    async setFixes(id: string, by: string, fixes: ActImport['fixes']): Promise<void> {
      const written = await actImports.updateOne({ _id: id, by }, { $set: { fixes } });
      if (written.matchedCount === 0) throw knowledgeError('import-not-found', { id });
    },
    /** False when another publishing of the import has been heard of since `silentSince`. */
    async beginPublishing(
      id: string,
      by: string,
      publishing: Publishing,
      silentSince: Date,
    ): Promise<boolean> {
      const free = [
        { publishing: null },
        { 'publishing.failure': { $ne: null } },
        { 'publishing.at': { $lt: silentSince } },
      ];
      const written = await actImports.updateOne({ _id: id, by, $or: free }, { $set: { publishing } });
      return written.matchedCount === 1;
    },
    /** Tells how far it is; nothing happens when the import is gone. */
    async tellPublishing(id: string, publishing: Publishing): Promise<void> {
      await actImports.updateOne({ _id: id }, { $set: { publishing } });
    },
    async remove(id: string): Promise<void> {
      await actImports.deleteOne({ _id: id });
    },
    async list(by: string): Promise<ListedImport[]> {
      return actImports
        .find({ by }, { lines: 0, fixes: 0 })
        .sort({ at: -1 })
        .limit(50)
        .lean() as unknown as Promise<ListedImport[]>;
    },
  };
}
