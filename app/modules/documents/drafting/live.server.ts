// Who has a text open, and that there is something new in it. Presence is shown to those who may edit and never
// audited; the feed carries no text.
import { z } from 'zod';
import type { FeedState, Feeds } from '~/platform/realtime';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';

export const draftTopic = (documentId: string): string => `draft:${documentId}`;

export const PresenceInputSchema = z.object({
  documentId: z.string().min(1).max(120),
  /** The browser tab. */
  client: z.string().regex(/^[\w-]{8,60}$/),
  /** Id of the block the caret is in; null = the text is open. */
  block: z.string().max(120).nullable(),
  /** The tab closes. */
  leaving: z.boolean().default(false),
});

/** Says that the person is at the text. Throws documents/not-found, forbidden. */
export const announcePresence =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof PresenceInputSchema>): Promise<void> => {
    const input = PresenceInputSchema.parse(raw);
    await assertMayFollow(deps, ctx, input.documentId);
    const topic = draftTopic(input.documentId);
    if (input.leaving) return deps.feeds.leave(topic, input.client);
    return deps.feeds.enter(topic, { key: input.client, name: ctx.actor.name, at: input.block });
  };

/** Checks and gives the way to subscribe. Throws documents/not-found, forbidden. */
export const followDraft =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { documentId: string },
  ): Promise<(listener: (state: FeedState) => void) => () => void> => {
    await assertMayFollow(deps, ctx, input.documentId);
    return (listener) => deps.feeds.subscribe(draftTopic(input.documentId), listener);
  };

async function assertMayFollow(deps: DocumentsDeps, ctx: Context, documentId: string): Promise<void> {
  const document = await deps.repository.getById(documentId);
  assertReadable(ctx.actor, document);
  assertAllowed(documentPolicy.revise(ctx.actor, document), 'следить за правкой документа');
}

/** Tells the feed of a new revision; a feed that fails must not fail the save: browsers also learn at their next save. */
export function tellRevision(feeds: Feeds, report: (error: unknown) => void) {
  return ({ documentId, revision }: { documentId: string; revision: number }): void => {
    feeds.publish(draftTopic(documentId), revision).catch(report);
  };
}
