// The one way a draft changes: read the newest, apply a pure change, compare and set, again when someone was faster.

import { canonicalBytes } from '~/shared/canonical-json';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import type { DocumentBody } from '../body/body.schema';
import { findTreeBreach } from '../body/limits';
import type { DocumentsDeps } from '../documents.deps';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { type BodyPatch, isEmptyPatch, makeBodyPatch } from './body-patch';
import { canonicalBodyText } from './canonical-body';
import {
  type BlockClock,
  type Contributor,
  type DraftHead,
  MAX_DRAFT_BYTES,
  type PendingConflict,
} from './draft.schema';
import { type DraftState, fieldsSha256, readDraftState } from './draft-state.server';
import { draftError } from './errors';

const MAX_ATTEMPTS = 60;
const KEPT_SAVES = 500;
const TOP = '~top';

export interface NextDraft {
  readonly body: DocumentBody;
  readonly fields?: Record<string, unknown> | undefined;
  readonly conflicts?: readonly PendingConflict[] | undefined;
  /** Absent: this change is added to its author's share. */
  readonly contributors?: readonly Contributor[] | undefined;
  /** Mark of a browser's save, for repeated sends. */
  readonly save?: { client: string; n: number } | undefined;
}

export interface DraftChange<T> {
  /** Null: nothing to store. */
  readonly next: NextDraft | null;
  readonly result: T;
}

export interface WrittenDraft {
  readonly revision: number;
  readonly sha256: string;
  readonly changes: number;
}
export type ChangedDraft<T> = WrittenDraft & { readonly result: T };

export interface ChangeDraftInput<T> {
  readonly documentId: string;
  /** Asserts policy and state on the document as it is at each attempt. */
  readonly check: (document: Document) => void;
  readonly change: (state: DraftState) => DraftChange<T> | Promise<DraftChange<T>>;
  readonly reason: string;
}

/** Throws what `check` and `change` throw, documents/busy, drafting/too-large, documents/body-…. */
export async function changeDraft<T>(
  deps: DocumentsDeps,
  ctx: Context,
  input: ChangeDraftInput<T>,
): Promise<ChangedDraft<T>> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const document = await deps.repository.getById(input.documentId);
    input.check(document);
    const state = await readDraftState(deps, ctx, document);
    const { next, result } = await input.change(state);
    const wanted = next ?? (state.rebased ? { body: state.body } : null);
    if (!wanted) {
      const { revision, sha256, changes } = state;
      return { result, revision, sha256, changes };
    }
    const done = await write(deps, ctx, state, wanted, input.reason);
    if (done) return { result, ...done };
  }
  throw documentError('busy', { id: input.documentId });
}

async function write(
  deps: DocumentsDeps,
  ctx: Context,
  state: DraftState,
  next: NextDraft,
  reason: string,
): Promise<WrittenDraft | null> {
  const breach = next.body === state.body ? null : findTreeBreach(next.body);
  if (breach) throw breach;
  const text = canonicalBodyText(next.body);
  const size = Buffer.byteLength(text);
  if (size > MAX_DRAFT_BYTES) {
    const mb = (n: number) => (n / 1024 / 1024).toFixed(1).replace('.', ',');
    throw draftError('too-large', { found: mb(size), limit: mb(MAX_DRAFT_BYTES) });
  }
  const patch = makeBodyPatch(state.body, next.body);
  const sha256 = sha256Hex(text);
  const clocks = sha256 === state.base.bodySha256 ? [] : nextClocks(ctx, state, patch);
  const head = nextHead(ctx, state, next, { sha256, patch, changes: clocks.length });
  const forward = state.stored === state.body ? patch : makeBodyPatch(state.stored, next.body);
  const won = await deps.drafts.write({ head, body: next.body, text, forward, clocks }, state.head, {
    _id: `${head._id}:${head.revision}:${ctx.newId('rev')}`,
    documentId: head._id,
    revision: head.revision,
    sha256: head.sha256,
    previousSha256: state.head?.sha256 ?? state.sha256,
    back: new Uint8Array(canonicalBytes(makeBodyPatch(next.body, state.stored))),
    authorId: ctx.actor.id,
    authorName: ctx.actor.name,
    reason,
    at: ctx.now(),
  });
  if (!won) return null;
  deps.draftChanged({ documentId: head._id, revision: head.revision, sha256: head.sha256 });
  return { revision: head.revision, sha256: head.sha256, changes: head.changes };
}

function nextHead(
  ctx: Context,
  state: DraftState,
  next: NextDraft,
  made: { sha256: string; patch: BodyPatch; changes: number },
): Omit<DraftHead, 'place'> {
  const fields = next.fields ?? state.fields;
  const saves = [...(state.head?.saves ?? [])];
  const { save } = next;
  if (save) {
    const before = saves.findIndex(({ client }) => client === save.client);
    if (before >= 0) saves.splice(before, 1);
    saves.push({ ...save, at: ctx.now() });
  }
  return {
    schemaVersion: 1,
    _id: state.document._id,
    revision: state.revision + 1,
    sha256: made.sha256,
    base: state.base,
    fields,
    fieldsSha256: next.fields ? fieldsSha256(fields) : state.fieldsSha256,
    changes: made.changes,
    conflicts: [...(next.conflicts ?? state.conflicts)],
    contributors: [...(next.contributors ?? nextContributors(ctx, state.contributors, made.patch))],
    saves: saves.slice(-KEPT_SAVES),
    updatedAt: ctx.now(),
    updatedBy: ctx.actor.name,
  };
}

const touchedIds = (patch: BodyPatch): string[] => [
  ...patch.blocks.map(({ id }) => id),
  ...patch.removed,
  ...patch.order.map(({ parentId }) => parentId || TOP),
];

function nextClocks(
  ctx: Context,
  { clocks, revision: before }: DraftState,
  patch: BodyPatch,
): readonly BlockClock[] {
  const [revision, author] = [before + 1, ctx.actor.name];
  if (isEmptyPatch(patch)) return clocks;
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  for (const { id } of patch.blocks) byId.set(id, { id, revision, author });
  for (const id of patch.removed) byId.set(id, { id, revision, author, removed: true });
  // A new order alone is a change too; where its blocks changed as well it is not counted twice.
  if (patch.blocks.length + patch.removed.length === 0) {
    for (const { parentId } of patch.order)
      byId.set(parentId || TOP, { id: parentId || TOP, revision, author });
  }
  return [...byId.values()];
}

function nextContributors(ctx: Context, before: readonly Contributor[], patch: BodyPatch): Contributor[] {
  if (isEmptyPatch(patch)) return [...before];
  const { id, name } = ctx.actor;
  const known = before.find((one) => one.id === id);
  const blocks = [...new Set([...(known?.blocks ?? []), ...touchedIds(patch)])];
  const mine: Contributor = {
    id,
    name,
    from: known?.from ?? ctx.now(),
    to: ctx.now(),
    saves: (known?.saves ?? 0) + 1,
    blocks,
  };
  return [...before.filter((one) => one.id !== id), mine];
}
