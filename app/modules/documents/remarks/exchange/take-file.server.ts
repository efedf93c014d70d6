import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import type { Document } from '../../documents.schema';
import { documentEvent } from '../../events';
import { buildSuggestions, headsOfSuggestions } from '../commands/store-suggestions.server';
import { assertMayRemark, assertRoom } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import type { Remark, Reply } from '../remarks.schema';
import type { MappedReply } from './map-file';
import { fileAuthor, momentOf, newSuggestionsOf, sourceOf } from './new-suggestions';
import { anchorOf, type ReadFile, readReturnedFile } from './read-returned-file.server';

export const TakeFileInputSchema = z.object({ documentId: z.string(), fileId: z.string() });

const replyOf = (ctx: Context, one: MappedReply): Reply => ({
  id: ctx.newId('rep'),
  ...fileAuthor(one.author),
  text: one.text.slice(0, 20_000),
  at: momentOf(one.date, ctx),
  editedAt: null,
  deletedAt: null,
});

function remarksOf(ctx: Context, document: Document, { remarks, base, file }: ReadFile): Remark[] {
  return remarks.map((one) => ({
    schemaVersion: 1,
    _id: ctx.newId('rmk'),
    documentId: document._id,
    decisionId: null,
    block: one.block,
    anchor: anchorOf(one, base),
    pointNumber: one.block ? (base.context.numbers.get(one.block)?.label ?? '') : '',
    versionSha256: base.sha256,
    ...fileAuthor(one.author),
    text: one.text.slice(0, 20_000),
    at: momentOf(one.date, ctx),
    editedAt: null,
    replies: one.replies.filter(({ text }) => text !== '').map((reply) => replyOf(ctx, reply)),
    source: sourceOf(file, ctx, false),
    answer: null,
  }));
}

/**
 * Takes a kept file over: its changes become suggestions, its comments remarks, in one write of the document. Once.
 * Throws documents/file-taken, file-empty, file-unknown, remark-limit, forbidden, wrong-state, not-found.
 */
export const takeFile =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: z.input<typeof TakeFileInputSchema>,
  ): Promise<{ suggestions: number; remarks: number }> => {
    const { documentId, fileId } = TakeFileInputSchema.parse(raw);
    const document = await deps.repository.getById(documentId);
    assertMayRemark(ctx, document);
    const read = await readReturnedFile(deps, ctx, document, fileId);
    if (read.file.takenAt) throw remarkError('file-taken');
    if (read.suggestions.length + read.remarks.length + read.replies.length === 0) {
      throw remarkError('file-empty');
    }
    if (!(await deps.remarks.takeFile(fileId, ctx.now()))) throw remarkError('file-taken');
    try {
      return await store(deps, ctx, document, read);
    } catch (error) {
      await deps.remarks.giveFileBack(fileId);
      throw error;
    }
  };

async function store(deps: DocumentsDeps, ctx: Context, document: Document, read: ReadFile) {
  const { file, base } = read;
  const fresh = newSuggestionsOf(read.suggestions, file, ctx);
  const suggestions = fresh.length > 0 ? await buildSuggestions(deps, ctx, document, base, fresh) : [];
  const remarks = remarksOf(ctx, document, read);
  await deps.remarks.putSuggestions(suggestions);
  await deps.remarks.putRemarks(remarks);
  for (const { remark, reply } of read.replies) await deps.remarks.addReply(remark._id, replyOf(ctx, reply));
  const counts = { suggestions: suggestions.length, remarks: remarks.length + read.replies.length };
  await deps.repository.mutate(document._id, (now) => {
    assertMayRemark(ctx, now);
    assertRoom(now.suggestions, suggestions.length);
    assertRoom(now.remarks, remarks.length);
    const heads = remarks.map(({ _id, block }) => ({ id: _id, block, status: 'open' as const }));
    return {
      set: {
        suggestions: [...now.suggestions, ...headsOfSuggestions(suggestions)],
        remarks: [...now.remarks, ...heads],
        updatedAt: ctx.now(),
      },
      events: [documentEvent(ctx, 'document.file-taken', { sha256: file.sha256, ...counts })],
      result: undefined,
    };
  });
  deps.nudgeOutbox();
  return counts;
}
