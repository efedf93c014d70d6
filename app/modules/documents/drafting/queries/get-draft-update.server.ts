// What a browser asks: the text to begin with, and what has happened since the body it knows.
import type { Context } from '~/shared/context';
import type { DocumentBody } from '../../body/body.schema';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import { makeBodyPatch } from '../body-patch';
import { changeDraft } from '../change-draft.server';
import { presentConflicts } from '../conflicts';
import type { DraftUpdate } from '../draft-save.schema';
import { countChanges, type DraftState, readDraftState } from '../draft-state.server';

/**
 * The newest working copy: as a patch from the body with the hash `since`, or whole. Throws documents/not-found. Who may
 * not revise gets the version and `editable: false`.
 */
export const getDraftUpdate =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; since?: string | undefined }): Promise<DraftUpdate> => {
    const document = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, document);
    const revise = documentPolicy.revise(ctx.actor, document);
    const editable = revise && isPossible('save-version', document.state);
    let state = await readDraftState(deps, ctx, document, { draft: revise });
    if (state.rebased) state = await settled(deps, ctx, input.documentId);
    const { revision, sha256, base } = state;
    return {
      revision,
      sha256,
      ...(await changesSince(deps, state, input.since)),
      conflicts: presentConflicts(state.conflicts),
      changes: countChanges(state),
      versionNumber: base.number,
      updatedBy: state.head?.updatedBy ?? null,
      editable,
    };
  };

/** The body that a browser's unsent changes were made to, after a reload lost it; null when it is no longer kept. */
export const getDraftBody =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; sha256: string }): Promise<DocumentBody | null> => {
    const document = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, document);
    assertAllowed(documentPolicy.revise(ctx.actor, document), 'изменять текст документа');
    const state = await readDraftState(deps, ctx, document);
    const newest = { sha256: state.head?.sha256 ?? state.sha256, body: state.stored };
    return deps.drafts.findBody(input.documentId, input.sha256, newest);
  };

/** A version was saved beside the draft: the merge is stored, so that its hash can be a base. */
async function settled(deps: DocumentsDeps, ctx: Context, documentId: string): Promise<DraftState> {
  const nothing = { next: null, result: undefined };
  await changeDraft(deps, ctx, {
    documentId,
    reason: 'новая версия',
    check: () => undefined,
    change: () => nothing,
  });
  return readDraftState(deps, ctx, await deps.repository.getById(documentId));
}

async function changesSince(deps: DocumentsDeps, state: DraftState, since: string | undefined) {
  const { document, sha256, body } = state;
  const known = since ? await deps.drafts.findBody(document._id, since, { sha256, body }) : null;
  return known ? { patch: makeBodyPatch(known, body), body: null } : { patch: null, body };
}
