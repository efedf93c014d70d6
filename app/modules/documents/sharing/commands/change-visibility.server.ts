import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { definitionOf } from '../../queries/list-documents.server';
import { assertMayShare, assertSeenSharing } from '../shared-document.server';
import { type ChangeVisibilityInput, ChangeVisibilityInputSchema } from '../sharing.inputs';
import { assertVisibility, sharingOf } from '../sharing.rules';

/**
 * Who reads the document besides its participants; «public» comes only by publication. Throws documents/not-found,
 * forbidden, wrong-state, sharing-changed, visibility-published, visibility-kind.
 */
export const changeVisibility =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ChangeVisibilityInput): Promise<void> => {
    const { documentId, visibility, stamp } = ChangeVisibilityInputSchema.parse(raw);
    const before = await deps.repository.getById(documentId);
    assertMayShare(ctx, before);
    const definition = await definitionOf(deps, before);
    // Without a definition nothing proves that the kind may be shown.
    const neverPublished = definition === null || definition.lifecycle.publication === 'never';
    await deps.repository.mutate(documentId, (document) => {
      assertMayShare(ctx, document);
      assertSeenSharing(document, stamp);
      assertVisibility(document, visibility, neverPublished);
      if (document.visibility === visibility) return { set: {}, events: [], result: null };
      const event = documentEvent(ctx, 'document.visibility-changed', {
        visibility,
        before: document.visibility,
      });
      return {
        set: { ...sharingOf(document, { visibility }), updatedAt: ctx.now() },
        events: [event],
        result: null,
      };
    });
    deps.nudgeOutbox();
  };
