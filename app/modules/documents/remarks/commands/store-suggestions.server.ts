// The one way suggestions come into being: from the page, from a whole body, from a partner's file.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import type { Document } from '../../documents.schema';
import { documentEvent } from '../../events';
import { assertMayRemark, assertRoom, authorOf, type VersionText } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import { MAX_BATCH } from '../remarks.rules';
import type { FileSource, Suggestion } from '../remarks.schema';
import { blockOfOp, type SuggestionOp } from '../suggestions/suggestion-ops.schema';

export interface NewSuggestion {
  readonly op: SuggestionOp;
  readonly comment?: string | undefined;
  /** Another author than who stores it, and the file his words came in. */
  readonly author?: { authorId: string; authorName: string; organisation: string } | undefined;
  readonly at?: Date | undefined;
  readonly source?: FileSource | null | undefined;
}

/** Records without heads yet: see {@link makeSuggestions}. Throws documents/suggestion-empty, remark-limit. */
export async function buildSuggestions(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  base: VersionText,
  list: readonly NewSuggestion[],
): Promise<Suggestion[]> {
  if (list.length === 0) throw remarkError('suggestion-empty');
  if (list.length > MAX_BATCH) throw remarkError('remark-limit', { count: list.length, limit: MAX_BATCH });
  assertRoom(document.suggestions, list.length);
  const author = await authorOf(deps, ctx, document);
  const batchId = ctx.newId('sgb');
  return list.map((one, seq): Suggestion => {
    const block = blockOfOp(one.op);
    return {
      schemaVersion: 1,
      _id: ctx.newId('sgn'),
      documentId: document._id,
      batchId,
      seq,
      baseSha256: base.sha256,
      baseNumber: base.number,
      block,
      pointNumber: (block && base.context.numbers.get(block)?.label) ?? '',
      op: one.op,
      ...(one.author ?? author),
      comment: one.comment ?? '',
      at: one.at ?? ctx.now(),
      source: one.source ?? null,
      decision: null,
    };
  });
}

export const headsOfSuggestions = (list: readonly Suggestion[]) =>
  list.map(({ _id, block }) => ({ id: _id, block, status: 'open' as const }));

/** Stores suggestions on a named version. Throws also documents/forbidden, wrong-state, not-found. */
export async function makeSuggestions(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  base: VersionText,
  list: readonly NewSuggestion[],
): Promise<{ batchId: string; ids: string[] }> {
  const records = await buildSuggestions(deps, ctx, document, base, list);
  const { batchId } = records[0]!;
  await deps.remarks.putSuggestions(records);
  await deps.repository.mutate(document._id, (now) => {
    assertMayRemark(ctx, now);
    assertRoom(now.suggestions, records.length);
    return {
      set: { suggestions: [...now.suggestions, ...headsOfSuggestions(records)], updatedAt: ctx.now() },
      events: [
        documentEvent(ctx, 'document.suggestions-made', {
          batchId,
          count: records.length,
          versionSha256: base.sha256,
        }),
      ],
      result: undefined,
    };
  });
  deps.nudgeOutbox();
  return { batchId, ids: records.map(({ _id }) => _id) };
}
