import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { assertMayRemark, authorOf } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import type { Reply } from '../remarks.schema';

export const ReplyRemarkInputSchema = z.object({
  documentId: z.string(),
  remarkId: z.string(),
  text: z.string().trim().min(1, 'Напишите ответ').max(20_000),
});
export type ReplyRemarkInput = z.input<typeof ReplyRemarkInputSchema>;

/** Adds a reply to a thread. Throws documents/remark-not-found, wrong-state, forbidden, not-found. */
export const replyRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ReplyRemarkInput): Promise<{ replyId: string }> => {
    const input = ReplyRemarkInputSchema.parse(raw);
    const before = await deps.repository.getById(input.documentId);
    assertMayRemark(ctx, before);
    if (!before.remarks.some(({ id }) => id === input.remarkId)) {
      throw remarkError('remark-not-found', { id: input.remarkId });
    }
    const reply: Reply = {
      id: ctx.newId('rep'),
      ...(await authorOf(deps, ctx, before)),
      text: input.text,
      at: ctx.now(),
      editedAt: null,
      deletedAt: null,
    };
    await deps.remarks.addReply(input.remarkId, reply);
    await deps.repository.mutate(before._id, (document) => {
      assertMayRemark(ctx, document);
      return {
        set: { updatedAt: ctx.now() },
        events: [
          documentEvent(ctx, 'document.remark-replied', { remarkId: input.remarkId, replyId: reply.id }),
        ],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
    return { replyId: reply.id };
  };
