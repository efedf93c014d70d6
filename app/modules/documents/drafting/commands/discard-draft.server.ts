import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { readVersionContent } from '../../version-content.server';
import { changeDraft } from '../change-draft.server';
import { countChanges } from '../draft-state.server';
import { draftError } from '../errors';
import { ownSections } from '../sections';
import { assertMayDraft } from './save-draft.server';

export const DiscardDraftInputSchema = z.object({
  documentId: z.string(),
  /** Hash of the working copy the person saw and gives up. */
  draftSha256: z.string(),
});

/**
 * Gives up the unsaved changes: the working copy says what the version says. Its revisions are kept for their term.
 * Throws documents/not-found, forbidden, drafting/closed, moved-on (somebody edited meanwhile), outside-section.
 */
export const discardDraft =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof DiscardDraftInputSchema>): Promise<void> => {
    const input = DiscardDraftInputSchema.parse(raw);
    const { result: changes } = await changeDraft(deps, ctx, {
      documentId: input.documentId,
      reason: 'отказ от правок',
      check: (document) => {
        assertMayDraft(ctx, document);
        if (ownSections(ctx.actor, document)) {
          throw draftError('outside-section', { where: 'правки всех участников сразу' });
        }
      },
      change: async (state) => {
        if (countChanges(state) === 0 && state.conflicts.length === 0) return { next: null, result: 0 };
        if (state.sha256 !== input.draftSha256) throw draftError('moved-on');
        const { _id, currentVersion } = state.document;
        const version = readVersionContent(await deps.repository.getVersion(_id, currentVersion.sha256));
        return {
          next: { body: version.body, fields: version.fields, conflicts: [], contributors: [] },
          result: countChanges(state),
        };
      },
    });
    if (changes === 0) return;
    await deps.repository.note(input.documentId, documentEvent(ctx, 'document.draft-discarded', { changes }));
    deps.nudgeOutbox();
  };
