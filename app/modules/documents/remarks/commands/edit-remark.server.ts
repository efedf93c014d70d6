import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { assertMayRemark } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import { canEditReply, canEditThread, EDIT_MINUTES } from '../remarks.rules';
import type { Remark, Reply } from '../remarks.schema';

const place = { documentId: z.string(), remarkId: z.string(), replyId: z.string().optional() };
export const EditRemarkInputSchema = z.object({
  ...place,
  text: z.string().trim().min(1, 'Напишите текст').max(20_000),
});
export const DeleteRemarkInputSchema = z.object(place);
type Place = z.output<typeof DeleteRemarkInputSchema>;

/** One's own young words. Throws documents/remark-not-found, remark-late. */
async function ownWords(
  deps: DocumentsDeps,
  ctx: Context,
  input: Place,
): Promise<{ remark: Remark; reply: Reply | null }> {
  const document = await deps.repository.getById(input.documentId);
  assertMayRemark(ctx, document);
  const remark = document.remarks.some(({ id }) => id === input.remarkId)
    ? await deps.remarks.findRemark(document._id, input.remarkId)
    : null;
  const reply = remark?.replies.find(({ id }) => id === input.replyId) ?? null;
  if (!remark || (input.replyId && !reply)) throw remarkError('remark-not-found', { id: input.remarkId });
  const may = reply
    ? canEditReply(remark, reply, ctx.actor.id, ctx.now())
    : canEditThread(remark, ctx.actor.id, ctx.now());
  if (!may) throw remarkError('remark-late', { minutes: EDIT_MINUTES });
  return { remark, reply };
}

const placeOf = (input: Place) => ({ remarkId: input.remarkId, replyId: input.replyId });

/** Changes one's own remark or reply within a short time. Throws also documents/forbidden, wrong-state. */
export const editRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof EditRemarkInputSchema>): Promise<void> => {
    const input = EditRemarkInputSchema.parse(raw);
    const { remark, reply } = await ownWords(deps, ctx, input);
    const change = { text: input.text, editedAt: ctx.now() };
    await deps.repository.mutate(input.documentId, (document) => {
      assertMayRemark(ctx, document);
      return {
        set: { updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.remark-edited', placeOf(input))],
        result: undefined,
      };
    });
    if (reply) await deps.remarks.editReply(remark._id, reply.id, change);
    else await deps.remarks.editRemark(remark._id, change);
    deps.nudgeOutbox();
  };

/** Takes one's own remark or reply back; the audit keeps that it was there. Throws as {@link editRemark}. */
export const deleteRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof DeleteRemarkInputSchema>): Promise<void> => {
    const input = DeleteRemarkInputSchema.parse(raw);
    const { remark, reply } = await ownWords(deps, ctx, input);
    await deps.repository.mutate(input.documentId, (document) => {
      assertMayRemark(ctx, document);
      const remarks = reply ? document.remarks : document.remarks.filter(({ id }) => id !== remark._id);
      return {
        set: { remarks, updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.remark-deleted', placeOf(input))],
        result: undefined,
      };
    });
    if (reply) await deps.remarks.editReply(remark._id, reply.id, { text: '', deletedAt: ctx.now() });
    deps.nudgeOutbox();
  };
