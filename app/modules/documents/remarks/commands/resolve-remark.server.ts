import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, documentPolicy } from '../../documents.policy';
import type { Document } from '../../documents.schema';
import { documentEvent } from '../../events';
import { assertMayRemark } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import { isRouteRemark } from '../remarks.rules';
import type { Remark, RemarkStatus } from '../remarks.schema';

export const ResolveRemarkInputSchema = z.object({ documentId: z.string(), remarkId: z.string() });
export type ResolveRemarkInput = z.input<typeof ResolveRemarkInputSchema>;

const OUTCOMES = { accepted: 'Учтено', partly: 'Учтено частично', declined: 'Отклонено' } as const;

/** The thread, when this person may close or open it: its author, or who writes the text. */
async function thread(deps: DocumentsDeps, ctx: Context, document: Document, id: string): Promise<Remark> {
  assertMayRemark(ctx, document);
  if (isRouteRemark(id)) throw remarkError('remark-route', { id });
  const remark = document.remarks.some((head) => head.id === id)
    ? await deps.remarks.findRemark(document._id, id)
    : null;
  if (!remark) throw remarkError('remark-not-found', { id });
  const may = remark.authorId === ctx.actor.id || documentPolicy.revise(ctx.actor, document);
  assertAllowed(may, 'закрывать чужие замечания');
  return remark;
}

const withStatus = (document: Document, id: string, status: RemarkStatus) =>
  document.remarks.map((head) => (head.id === id ? { ...head, status } : head));

/** «Решено»: nothing is left to answer. Idempotent. Throws documents/remark-route, remark-not-found, forbidden. */
export const resolveRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ResolveRemarkInput): Promise<void> => {
    const { documentId, remarkId } = ResolveRemarkInputSchema.parse(raw);
    await deps.repository.mutate(documentId, async (document) => {
      await thread(deps, ctx, document, remarkId);
      const open = document.remarks.find((head) => head.id === remarkId)?.status === 'open';
      return {
        set: open
          ? { remarks: withStatus(document, remarkId, 'resolved'), updatedAt: ctx.now() }
          : { updatedAt: document.updatedAt },
        events: open ? [documentEvent(ctx, 'document.remark-resolved', { remarkId })] : [],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

/** Opens a closed thread again; an answer that was given stays in it as a reply. Throws as {@link resolveRemark}. */
export const reopenRemark =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ResolveRemarkInput): Promise<void> => {
    const { documentId, remarkId } = ResolveRemarkInputSchema.parse(raw);
    const remark = await deps.repository.mutate(documentId, async (document) => {
      const found = await thread(deps, ctx, document, remarkId);
      const open = document.remarks.find((head) => head.id === remarkId)?.status === 'open';
      return {
        set: { remarks: withStatus(document, remarkId, 'open'), updatedAt: ctx.now() },
        events: open ? [] : [documentEvent(ctx, 'document.remark-reopened', { remarkId })],
        result: found,
      };
    });
    const { answer } = remark;
    await deps.remarks.reopenRemark(
      remarkId,
      answer && {
        id: ctx.newId('rep'),
        authorId: '',
        authorName: answer.byName,
        organisation: '',
        text: `${OUTCOMES[answer.outcome]}. ${answer.text}`,
        at: answer.at,
        editedAt: null,
        deletedAt: null,
      },
    );
    deps.nudgeOutbox();
  };
