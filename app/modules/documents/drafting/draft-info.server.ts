// What the head of a document's pages says about unsaved changes; the text itself is not read for it.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import type { DraftInfo } from '../documents.views';
import { countChanges, readDraftState } from './draft-state.server';

/** Null where nobody has drafted yet. The caller has checked that the actor may revise the document. */
export async function draftInfo(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
): Promise<DraftInfo | null> {
  const head = await deps.drafts.findHead(document._id);
  if (!head) return null;
  // A version was saved beside the draft: only their merge tells what differs.
  const beside = head.base.sha256 !== document.currentVersion.sha256;
  const state = beside ? await readDraftState(deps, ctx, document) : head;
  return {
    revision: state.revision,
    sha256: state.sha256,
    changes: countChanges(state),
    conflicts: state.conflicts.length,
    updatedAt: head.updatedAt.toISOString(),
    updatedBy: head.updatedBy,
  };
}
