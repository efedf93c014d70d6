import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { assertPossible } from '../../documents.rules';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { noteOf, withLabel } from '../version-labels';

/** More names than this is no naming any more. */
const MAX_LABELS = 1000;

export const RenameVersionInputSchema = z.object({
  documentId: z.string(),
  number: z.coerce.number().int().min(1),
  /** Hash of the version the person saw under this number. */
  versionSha256: z.string().length(64),
  note: z.string().trim().max(200, 'Название слишком длинное: можно до 200 знаков').default(''),
});
export type RenameVersionInput = z.input<typeof RenameVersionInputSchema>;

/**
 * Gives a version a name; its bytes and hash stay. The same name again changes nothing.
 * Throws documents/forbidden, wrong-state, version-not-found, too-many-labels.
 */
export const renameVersion =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: RenameVersionInput): Promise<void> => {
    const input = RenameVersionInputSchema.parse(raw);
    await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      assertAllowed(documentPolicy.revise(ctx.actor, document), 'называть версии');
      assertPossible('rename-version', document);
      const versions = await deps.repository.listVersions(document);
      const version = versions.find(
        (one) => one.number === input.number && one.sha256 === input.versionSha256,
      );
      if (!version) throw documentError('version-not-found', { number: input.number });
      const before = noteOf(document.versionLabels, version).note;
      if (before === input.note) return { set: {}, events: [], result: undefined };
      const label = {
        number: version.number,
        sha256: version.sha256,
        note: input.note,
        byName: ctx.actor.name,
        at: ctx.now(),
      };
      const versionLabels = withLabel(document.versionLabels, label, version.note);
      if (versionLabels.length > MAX_LABELS) throw documentError('too-many-labels', { limit: MAX_LABELS });
      const { number, sha256 } = version;
      return {
        set: { versionLabels, updatedAt: ctx.now() },
        events: [
          documentEvent(ctx, 'document.version-renamed', { number, versionSha256: sha256, note: input.note }),
        ],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };
