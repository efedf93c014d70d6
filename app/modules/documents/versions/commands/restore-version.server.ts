import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { assertPossible, assertSeenVersion } from '../../documents.rules';
import { ensureDraftVersion } from '../../drafting/commands/save-draft-as-version.server';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { makeVersion } from '../../version-content.server';
import { pointToVersion } from '../point-to-version.server';
import { findVersion, readContent } from '../version-reading.server';

export const RestoreVersionInputSchema = z.object({
  documentId: z.string(),
  /** The version to bring back. */
  number: z.coerce.number().int().min(1),
  /** Hash of the current version as the person saw it. */
  versionSha256: z.string().length(64),
});
export type RestoreVersionInput = z.input<typeof RestoreVersionInputSchema>;

/**
 * Makes a new version that says what an earlier one said. Unsaved changes of the working copy become a version of their
 * own first, so nothing is lost and the restoring can be undone the same way.
 * Throws documents/forbidden, wrong-state, version-conflict, version-not-found, already-current; drafting/open-conflicts.
 */
export const restoreVersion =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: RestoreVersionInput,
  ): Promise<{ number: number; sha256: string; keptDraft: number | null }> => {
    const input = RestoreVersionInputSchema.parse(raw);
    const seen = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, seen);
    assertAllowed(documentPolicy.revise(ctx.actor, seen), 'восстанавливать версии');
    assertPossible('save-version', seen);
    assertSeenVersion(seen, input.versionSha256);
    const { head } = await findVersion(deps, ctx, seen, input.number);
    const note = `Сохранено перед восстановлением версии ${input.number}`;
    const base = await ensureDraftVersion(deps, ctx, { document: seen, note });
    if (head.sha256 === base.sha256) throw documentError('already-current', { number: input.number });
    const { fields, body } = await readContent(deps, seen._id, head.sha256);
    const template = await deps.templates.getTemplate(seen.template.release);
    const made = await makeVersion(deps.templates, template, ctx, {
      documentId: seen._id,
      number: base.number + 1,
      baseSha256: base.sha256,
      note: `Восстановлена версия ${input.number}`,
      fields,
      body,
    });
    await deps.repository.insertVersion(made.version);
    const event = documentEvent(ctx, 'document.version-restored', {
      number: made.version.number,
      versionSha256: made.version.sha256,
      restored: input.number,
    });
    const saved = await pointToVersion(deps, ctx, made, { seen: base.sha256, event });
    deps.nudgeOutbox();
    return { ...saved, keptDraft: base.number === seen.currentVersion.number ? null : base.number };
  };
