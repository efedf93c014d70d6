import { z } from 'zod';
import type { Context } from '~/shared/context';
import { blockText } from '../../body/plain-text';
import { findBlock } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { anchorIn } from '../remark-anchor';
import { assertMayRemark, assertRoom, authorOf, versionText } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import type { QuoteAnchor, Remark } from '../remarks.schema';

export const MakeRemarkInputSchema = z.object({
  documentId: z.string(),
  /** null = on the whole document. */
  block: z.string().max(120).nullable(),
  /** Words of the block the remark is about; '' = the whole block. */
  quote: z.string().max(2000).default(''),
  /** Where the quote began, when the same words stand twice. */
  near: z.coerce.number().int().min(0).catch(0).default(0),
  text: z.string().trim().min(1, 'Напишите замечание').max(20_000),
});
export type MakeRemarkInput = z.input<typeof MakeRemarkInputSchema>;

/** Opens a thread. Throws documents/remark-block, remark-quote, remark-limit, wrong-state, forbidden, not-found. */
export const makeRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: MakeRemarkInput): Promise<{ remarkId: string }> => {
    const input = MakeRemarkInputSchema.parse(raw);
    const before = await deps.repository.getById(input.documentId);
    assertMayRemark(ctx, before);
    assertRoom(before.remarks, 1);
    const { content, context, sha256 } = await versionText(deps, before);
    let anchor: QuoteAnchor | null = null;
    if (input.block !== null) {
      const found = findBlock(content.body, input.block);
      if (!found) throw remarkError('remark-block', { block: input.block });
      anchor = anchorIn(blockText(found.block, context), input.quote, input.near);
      if (!anchor && input.quote.trim() !== '') {
        throw remarkError('remark-quote', { quote: input.quote.slice(0, 80) });
      }
    }
    const remark: Remark = {
      schemaVersion: 1,
      _id: ctx.newId('rmk'),
      documentId: before._id,
      decisionId: null,
      block: input.block,
      anchor,
      pointNumber: input.block ? (context.numbers.get(input.block)?.label ?? '') : '',
      versionSha256: sha256,
      ...(await authorOf(deps, ctx, before)),
      text: input.text,
      at: ctx.now(),
      editedAt: null,
      replies: [],
      source: null,
      answer: null,
    };
    // The record first: without its head it does not exist, so a crash here leaves nothing behind.
    await deps.remarks.putRemark(remark);
    await deps.repository.mutate(before._id, (document) => {
      assertMayRemark(ctx, document);
      assertRoom(document.remarks, 1);
      return {
        set: {
          remarks: [...document.remarks, { id: remark._id, block: remark.block, status: 'open' as const }],
          updatedAt: ctx.now(),
        },
        events: [documentEvent(ctx, 'document.remark-made', { remarkId: remark._id, block: remark.block })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
    return { remarkId: remark._id };
  };
