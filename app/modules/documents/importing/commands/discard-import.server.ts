import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';

/** Throws the import away before its week is over; idempotent. The stored original stays, files are never removed. */
export const discardImport =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { importId: string }): Promise<void> => {
    await deps.imports.remove(ctx.actor.id, input.importId);
  };
