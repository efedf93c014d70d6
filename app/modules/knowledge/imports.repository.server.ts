// Staged imports: whose they are, what was read, what was put right. The store forgets them after seven days.
import { knowledgeError } from './errors';
import { type ActImport, ActImportSchema } from './import.schema';
import type { KnowledgeModels } from './knowledge.model.server';

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
    async setFixes(id: string, by: string, fixes: ActImport['fixes']): Promise<void> {
      const written = await actImports.updateOne({ _id: id, by }, { $set: { fixes } });
      if (written.matchedCount === 0) throw knowledgeError('import-not-found', { id });
    },
    async remove(id: string): Promise<void> {
      await actImports.deleteOne({ _id: id });
    },
    async list(by: string): Promise<Pick<ActImport, '_id' | 'source' | 'at' | 'proposal'>[]> {
      return actImports
        .find({ by }, { lines: 0, fixes: 0 })
        .sort({ at: -1 })
        .limit(50)
        .lean() as unknown as Promise<Pick<ActImport, '_id' | 'source' | 'at' | 'proposal'>[]>;
    },
  };
}
