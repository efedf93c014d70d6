// For everybody who changes the text or the fields of a document on the server: suggestions, proposals, fields, checks.
import type { Context } from '~/shared/context';
import { assertBody, normalizeBody } from '../body';
import type { DocumentBody } from '../body/body.schema';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import { changeDraft } from './change-draft.server';
import { countChanges, type DraftState, isDirty, readDraftState } from './draft-state.server';
import { draftError } from './errors';
import { changedOutside, ownSections, placesInWords } from './sections';

export interface DraftContent {
  body: DocumentBody;
  fields: Record<string, unknown>;
}

export interface ApplyToDraftInput {
  documentId: string;
  /** Pure: it is called again when someone saved meanwhile. It may throw an AppError to refuse. */
  change: (content: DraftContent) => DraftContent;
  /** In words, for the list of revisions: «принято предложение к п. 3». */
  reason: string;
}

/**
 * Applies a change to the newest working copy, atomically; people who have the text open see it at once. A change that
 * alters nothing stores nothing. Throws documents/not-found, forbidden, wrong-state, busy, body-…, and what `change` throws.
 */
export const applyToDraft =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: ApplyToDraftInput): Promise<{ revision: number; sha256: string }> => {
    const { revision, sha256 } = await changeDraft(deps, ctx, {
      documentId: input.documentId,
      reason: input.reason,
      check: (document) => {
        assertReadable(ctx.actor, document);
        assertAllowed(documentPolicy.revise(ctx.actor, document), 'изменять текст документа');
        assertPossible('save-version', document);
      },
      change: (state) => {
        const changed = input.change({ body: state.body, fields: state.fields });
        const body =
          changed.body === state.body ? state.body : normalizeBody(assertBody(changed.body), ctx.newId);
        const fields =
          changed.fields === state.fields
            ? state.fields
            : (JSON.parse(JSON.stringify(changed.fields)) as Record<string, unknown>);
        assertInOwnSections(ctx, state, body, fields);
        const next = body === state.body && fields === state.fields ? null : { body, fields };
        return { next, result: undefined };
      },
    });
    return { revision, sha256 };
  };

/** A moderator of sections changes them only, whichever way the change comes. */
function assertInOwnSections(
  ctx: Context,
  state: DraftState,
  body: DocumentBody,
  fields: Record<string, unknown>,
): void {
  const sections = ownSections(ctx.actor, state.document);
  if (!sections) return;
  if (fields !== state.fields) throw draftError('outside-section', { where: 'поля документа' });
  const outside = changedOutside(state.body, body, sections);
  if (outside.length > 0) throw draftError('outside-section', { where: placesInWords(outside, state.body) });
}

export interface CurrentContent extends DraftContent {
  /** 0 while nobody has drafted since the version. */
  revision: number;
  /** Hash of the body: what a change is based on. */
  sha256: string;
  /** The version it grew from. */
  versionSha256: string;
  versionNumber: number;
  /** Does it say something else than that version? */
  isDraft: boolean;
  /** How many blocks differ from the version, for «версия 3 + 14 изменений». */
  changes: number;
}

/**
 * The text as people work on it now. Who may not revise the document gets its current version: a working copy is
 * nobody's business but its authors'. Throws documents/not-found.
 */
export const getDraftContent =
  (deps: DocumentsDeps) =>
  async (ctx: Context, documentId: string): Promise<CurrentContent> => {
    const document = await deps.repository.getById(documentId);
    assertReadable(ctx.actor, document);
    const state = await readDraftState(deps, ctx, document, {
      draft: documentPolicy.revise(ctx.actor, document),
    });
    return {
      body: state.body,
      fields: state.fields,
      revision: state.revision,
      sha256: state.sha256,
      versionSha256: state.base.sha256,
      versionNumber: state.base.number,
      isDraft: isDirty(state),
      changes: countChanges(state),
    };
  };
