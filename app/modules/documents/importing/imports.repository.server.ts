// Imports that wait for their person: one record each, always asked for together with him. The parsed text lies as
// bytes, as versions do: a tree of any depth is no matter for the store.
import type { DocumentModels } from '../documents.model.server';
import {
  IMPORTS_MAX,
  ImportedTextSchema,
  ImportSourceSchema,
  type StagedImport,
  StagedImportSchema,
} from './import.schema';

export type ImportsRepository = ReturnType<typeof createImportsRepository>;

export type StagedImportHead = Pick<StagedImport, '_id' | 'source' | 'title' | 'createdAt' | 'expiresAt'>;

/** mongoose gives Binary back as a Buffer or as the driver's own class. */
const bytesOf = (value: unknown): Uint8Array =>
  value instanceof Uint8Array ? value : (value as { buffer: Uint8Array }).buffer;

export function createImportsRepository({ imports }: DocumentModels) {
  return {
    async insert(staged: StagedImport): Promise<void> {
      const { _id, userId, source, title, createdAt, expiresAt } = staged;
      const content = Buffer.from(JSON.stringify(ImportedTextSchema.parse(staged)));
      await imports.insertMany(
        [{ schemaVersion: 1, _id, userId, source, title, createdAt, expiresAt, content }],
        { lean: true },
      );
    },
    async find(userId: string, id: string, now: Date): Promise<StagedImport | null> {
      const found = (await imports.findOne({ _id: id, userId, expiresAt: { $gt: now } }).lean()) as Record<
        string,
        unknown
      > | null;
      if (!found) return null;
      const { content, ...head } = found;
      const text = ImportedTextSchema.parse(JSON.parse(Buffer.from(bytesOf(content)).toString('utf8')));
      return StagedImportSchema.parse({ ...head, ...text });
    },
    /** Newest first. */
    async list(userId: string, now: Date): Promise<StagedImportHead[]> {
      const found = await imports
        .find({ userId, expiresAt: { $gt: now } }, { content: 0 })
        .sort({ createdAt: -1, _id: 1 })
        .limit(IMPORTS_MAX)
        .lean();
      return (found as unknown as StagedImportHead[]).map(({ _id, source, title, createdAt, expiresAt }) => ({
        _id,
        source: ImportSourceSchema.parse(source),
        title,
        createdAt,
        expiresAt,
      }));
    },
    async remove(userId: string, id: string): Promise<boolean> {
      return (await imports.deleteOne({ _id: id, userId })).deletedCount === 1;
    },
  };
}
