// Autosave: the browser's changes are merged into the newest working copy, block by block.
import type { Context } from '~/shared/context';
import { assertBody, findRawBreach, mergeBodies, normalizeBody } from '../../body';
import type { DocumentBody } from '../../body/body.schema';
import { ownKey } from '../../body/merge-nodes';
import { normalizeBlock } from '../../body/normalize';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible, STATE_WORDS } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { applyBodyPatch, type BodyPatch, isEmptyPatch, makeBodyPatch } from '../body-patch';
import { changeDraft, type DraftChange } from '../change-draft.server';
import { addConflicts, pendingConflicts, presentConflicts } from '../conflicts';
import { type SaveDraftInput, SaveDraftInputSchema, type SaveDraftResult } from '../draft-save.schema';
import type { DraftState } from '../draft-state.server';
import { draftError } from '../errors';
import { changedOutside, ownSections, placesInWords } from '../sections';

type Input = ReturnType<typeof SaveDraftInputSchema.parse>;
type Outcome = Pick<
  Extract<SaveDraftResult, { status: 'saved' }>,
  'patch' | 'conflicts' | 'updatedBy'
> | null;

/**
 * Merges a browser's changes into the draft. Idempotent by (client, n). Both wordings of a conflict are kept until
 * somebody chooses. Throws documents/not-found, forbidden, drafting/closed, outside-section, patch-invalid (send the
 * whole body), documents/body-…, busy.
 */
export const saveDraft =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: SaveDraftInput): Promise<SaveDraftResult> => {
    const breach = findRawBreach(raw, 6);
    if (breach) throw breach;
    const input = SaveDraftInputSchema.parse(raw);
    const { result, ...written } = await changeDraft<Outcome>(deps, ctx, {
      documentId: input.documentId,
      reason: 'autosave',
      check: (document) => assertMayDraft(ctx, document),
      change: (state) => mergeInto(deps, ctx, state, input),
    });
    if (!result) return { status: 'base-unknown' };
    return { status: 'saved', ...written, ...result, at: ctx.now().toISOString() };
  };

/** Throws documents/not-found, documents/forbidden, drafting/closed. */
export function assertMayDraft(ctx: Context, document: Document): void {
  assertReadable(ctx.actor, document);
  assertAllowed(documentPolicy.revise(ctx.actor, document), 'изменять текст документа');
  if (!isPossible('save-version', document.state)) {
    throw draftError('closed', { state: STATE_WORDS[document.state] });
  }
}

async function mergeInto(
  deps: DocumentsDeps,
  ctx: Context,
  state: DraftState,
  input: Input,
): Promise<DraftChange<Outcome>> {
  const base = await baseOf(deps, state, input);
  if (!base) return { next: null, result: null };
  const { sent, left } = sentBody(ctx, base, input);
  assertOwnSections(ctx, state, base, left);
  const repeated = state.head?.saves.find(({ client }) => client === input.client);
  if (repeated && repeated.n >= input.n) return { next: null, result: outcome(sent, state.body, state) };
  const merged = base === state.body ? { body: left, conflicts: [] } : mergeBodies(base, left, state.body);
  const rightName = (blockId: string) =>
    state.clocks.find(({ id }) => id === blockId)?.author ?? state.head?.updatedBy ?? '';
  const waiting = state.conflicts.filter(({ id }) => !input.resolved.includes(id));
  const added = merged.conflicts.flatMap((conflict) =>
    pendingConflicts(ctx, [conflict], {
      left: ctx.actor.name,
      right: rightName('blockId' in conflict ? conflict.blockId : ''),
    }),
  );
  const reported = input.conflicts.flatMap(({ conflict, rightName: right }) =>
    pendingConflicts(ctx, [conflict], { left: ctx.actor.name, right }),
  );
  const conflicts = addConflicts(waiting, [...reported, ...added], merged.body);
  const result = outcome(sent, merged.body, { ...state, conflicts });
  const unchanged =
    isEmptyPatch(makeBodyPatch(state.body, merged.body)) && sameIds(conflicts, state.conflicts);
  if (unchanged) return { next: null, result };
  return { next: { body: merged.body, conflicts, save: { client: input.client, n: input.n } }, result };
}

const sameIds = (a: readonly { id: string }[], b: readonly { id: string }[]) =>
  a.length === b.length && a.every(({ id }, i) => id === b[i]?.id);

function outcome(
  sent: DocumentBody,
  now: DocumentBody,
  state: Pick<DraftState, 'conflicts' | 'head'>,
): Outcome {
  return {
    patch: makeBodyPatch(sent, now),
    conflicts: presentConflicts(state.conflicts),
    updatedBy: state.head?.updatedBy ?? '',
  };
}

/** The body the browser started from; null when it is no longer kept and did not come along. */
async function baseOf(deps: DocumentsDeps, state: DraftState, input: Input): Promise<DocumentBody | null> {
  const { documentId, baseSha256 } = input;
  if (baseSha256 === state.sha256) return state.body;
  const newest = { sha256: state.head?.sha256 ?? state.sha256, body: state.stored };
  const kept = await deps.drafts.findBody(documentId, baseSha256, newest);
  if (kept) return kept;
  return input.baseBody === undefined ? null : assertBody(input.baseBody);
}

/** What came in (`sent`), and its canonical form: only the blocks that came are looked at. */
function sentBody(
  ctx: Context,
  base: DocumentBody,
  input: Input,
): { sent: DocumentBody; left: DocumentBody } {
  if (input.patch) {
    const patch = input.patch as BodyPatch;
    const sent = applyBodyPatch(base, patch);
    const blocks = patch.blocks.map(normalizeBlock);
    const tidy = blocks.every((block, i) => ownKey(block) === ownKey(patch.blocks[i]!));
    return { sent, left: tidy ? sent : applyBodyPatch(base, { ...patch, blocks }) };
  }
  const whole = assertBody(input.body);
  // Blocks equal to the base's become the base's objects, as if a patch had come.
  const left = applyBodyPatch(base, makeBodyPatch(base, normalizeBody(whole, ctx.newId)));
  return { sent: whole, left };
}

function assertOwnSections(ctx: Context, state: DraftState, base: DocumentBody, left: DocumentBody): void {
  const sections = ownSections(ctx.actor, state.document);
  if (!sections) return;
  const outside = changedOutside(base, left, sections);
  if (outside.length === 0) return;
  throw draftError('outside-section', { where: placesInWords(outside, base), blocks: outside.slice(0, 50) });
}
