import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import type { StagedImport } from '../import.schema';
import { importError } from '../import-errors';
import type { StagedImportHead } from '../imports.repository.server';

/** One's own import. Throws documents/import-not-found. */
export const getImport =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { importId: string }): Promise<StagedImport> => {
    const staged = await deps.imports.find(ctx.actor.id, input.importId, ctx.now());
    if (!staged) throw importError('import-not-found');
    return staged;
  };

/** One's own imports that wait, newest first. */
export const listImports =
  (deps: DocumentsDeps) =>
  (ctx: Context): Promise<StagedImportHead[]> =>
    deps.imports.list(ctx.actor.id, ctx.now());
