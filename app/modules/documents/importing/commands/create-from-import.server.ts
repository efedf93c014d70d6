import { z } from 'zod';
import type { Context } from '~/shared/context';
import {
  type CreateDocumentInput,
  CreateDocumentInputSchema,
  createDocument,
} from '../../commands/create-document.server';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { applyImportFixes } from '../apply-fixes';
import { importError } from '../import-errors';

export const CreateFromImportInputSchema = CreateDocumentInputSchema.extend({
  importId: z.string().min(1).max(120),
  /** Ids of the doubts whose mending the person takes. */
  fixes: z.array(z.string().max(40)).max(20_000).default([]),
});
export type CreateFromImportInput = CreateDocumentInput & {
  importId: string;
  fixes?: string[] | undefined;
};

/**
 * Makes a document whose first version is the imported text; the import is then gone, so a repeated call is refused.
 * Throws what createDocument throws, and documents/import-not-found. A refusal leaves the import as it was.
 */
export const createFromImport =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: CreateFromImportInput,
  ): Promise<{ documentId: string; versionSha256: string }> => {
    const { importId, fixes, ...input } = CreateFromImportInputSchema.parse(raw);
    const staged = await deps.imports.find(ctx.actor.id, importId, ctx.now());
    if (!staged) throw importError('import-not-found');
    const { source } = staged;
    const made = await createDocument(deps)(ctx, {
      ...input,
      body: applyImportFixes(staged.body, staged.doubts, fixes),
      note: `Создано из готового текста: ${source.name}`,
      events: [
        documentEvent(
          ctx,
          'document.imported',
          { sourceSha256: source.sha256, format: source.format, size: source.size, fixes: fixes.length },
          { fileName: source.name },
        ),
      ],
    });
    await deps.imports.remove(ctx.actor.id, importId);
    return made;
  };
