// The newest working copy of a document, whatever it stands on: a stored draft, a draft whose version was saved over
// meanwhile (merged here), or the version itself when nobody has drafted yet.

import { canonicalJson } from '~/shared/canonical-json';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { mergeBodies } from '../body';
import type { DocumentBody } from '../body/body.schema';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { readVersionContent } from '../version-content.server';
import { canonicalBodyText } from './canonical-body';
import { addConflicts, pendingConflicts } from './conflicts';
import type { BlockClock, Contributor, DraftHead, PendingConflict } from './draft.schema';

export interface DraftState {
  readonly document: Document;
  /** Null while nobody has drafted: body and fields are the version's. */
  readonly head: DraftHead | null;
  readonly revision: number;
  readonly body: DocumentBody;
  /** What the store holds under the head's hash; another object than `body` only when rebased. */
  readonly stored: DocumentBody;
  readonly sha256: string;
  readonly fields: Record<string, unknown>;
  readonly fieldsSha256: string;
  readonly clocks: readonly BlockClock[];
  readonly changes: number;
  readonly conflicts: readonly PendingConflict[];
  readonly contributors: readonly Contributor[];
  readonly base: DraftHead['base'];
  /** A version was saved beside the draft; the merge is in `body` but not stored yet. */
  readonly rebased: boolean;
}

export const bodySha256 = (body: DocumentBody): string => sha256Hex(canonicalBodyText(body));
export const fieldsSha256 = (fields: Record<string, unknown>): string => sha256Hex(canonicalJson(fields));

/** Does the draft say something else than the version it stands on? */
export const isDirty = (state: Pick<DraftState, 'base' | 'sha256' | 'fieldsSha256'>): boolean =>
  state.sha256 !== state.base.bodySha256 || state.fieldsSha256 !== state.base.fieldsSha256;

/** For «версия 3 + 14 изменений»; a draft that differs in its fields alone has one. */
export const countChanges = (
  state: Pick<DraftState, 'base' | 'sha256' | 'fieldsSha256' | 'changes'>,
): number => (isDirty(state) ? Math.max(1, state.changes) : 0);

async function versionState(deps: DocumentsDeps, document: Document): Promise<DraftState> {
  const { sha256, number } = document.currentVersion;
  const content = readVersionContent(await deps.repository.getVersion(document._id, sha256));
  const base = {
    sha256,
    number,
    bodySha256: bodySha256(content.body),
    fieldsSha256: fieldsSha256(content.fields),
  };
  // The same text read twice is one object: what is remembered about its blocks stays useful.
  const body = deps.drafts.recallBody(base.bodySha256) ?? content.body;
  deps.drafts.rememberBody(base.bodySha256, body);
  return {
    document,
    head: null,
    revision: 0,
    body,
    stored: body,
    sha256: base.bodySha256,
    fields: content.fields,
    fieldsSha256: base.fieldsSha256,
    clocks: [],
    changes: 0,
    conflicts: [],
    contributors: [],
    base,
    rebased: false,
  };
}

/** Reads without writing; the caller has checked the policy. */
export async function readDraftState(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  options: { draft: boolean } = { draft: true },
): Promise<DraftState> {
  const stored = options.draft ? await deps.drafts.find(document._id) : null;
  if (!stored) return versionState(deps, document);
  const { head, body, clocks } = stored;
  const state: DraftState = {
    document,
    head,
    revision: head.revision,
    body,
    stored: body,
    sha256: head.sha256,
    fields: head.fields,
    fieldsSha256: head.fieldsSha256,
    clocks,
    changes: head.changes,
    conflicts: head.conflicts,
    contributors: head.contributors,
    base: head.base,
    rebased: false,
  };
  return head.base.sha256 === document.currentVersion.sha256 ? state : rebase(deps, ctx, document, state);
}

/** The draft after a version was saved: made of this very draft, or beside it (then the two are merged). */
async function rebase(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  state: DraftState,
): Promise<DraftState> {
  const version = await versionState(deps, document);
  const { head, revision, stored, conflicts } = state;
  if (!isDirty(state)) return { ...version, head, revision, stored, conflicts, rebased: true };
  const saving = head?.saving;
  if (saving?.versionSha256 === document.currentVersion.sha256) {
    const clocks = state.clocks.filter((clock) => clock.revision > saving.revision);
    return { ...state, clocks, changes: clocks.length, contributors: [], base: version.base, rebased: true };
  }
  const before = readVersionContent(await deps.repository.getVersion(document._id, state.base.sha256));
  const merged = mergeBodies(before.body, state.body, version.body);
  const fields = state.fieldsSha256 === state.base.fieldsSha256 ? version.fields : state.fields;
  const added = pendingConflicts(ctx, merged.conflicts, {
    left: head?.updatedBy ?? '',
    right: `${document.currentVersion.authorName}, версия ${document.currentVersion.number}`,
  });
  return {
    ...state,
    body: merged.body,
    sha256: bodySha256(merged.body),
    fields,
    fieldsSha256: fieldsSha256(fields),
    conflicts: addConflicts(conflicts, added, merged.body),
    base: version.base,
    rebased: true,
  };
}
