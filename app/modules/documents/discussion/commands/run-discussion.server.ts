// The life of a discussion: started, its conditions changed, another version put up, closed. One write each.
import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable } from '../../documents.policy';
import { assertPossible, assertSeenVersion } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { discussionCodeFrom } from '../codes.server';
import { discussionPolicy } from '../discussion.policy';
import { termProblem } from '../discussion.rules';
import type { Discussion } from '../discussion.schema';
import { assertDiscussable, todayOf } from '../discussion.server';

const sha = z.string().length(64);
const conditions = {
  until: z.iso.date('Укажите день в виде ГГГГ-ММ-ДД'),
  place: z.string().trim().max(300).default(''),
  notes: z.string().trim().max(3000).default(''),
  openPage: z.boolean().default(false),
};
export const StartDiscussionInputSchema = z.object({
  documentId: z.string(),
  versionSha256: sha,
  ...conditions,
});
export const ChangeDiscussionInputSchema = z.object({ documentId: z.string(), ...conditions });

function assertMayRun(ctx: Context, document: Document): void {
  assertReadable(ctx.actor, document);
  assertAllowed(discussionPolicy.run(ctx.actor, document), 'вести обсуждение документа');
}

async function assertTerm(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  until: string,
): Promise<void> {
  const reason = termProblem(until, await todayOf(deps, ctx, document));
  if (reason) throw documentError('discussion-term', { reason, until });
}

function discussionOfDocument(document: Document): Discussion {
  if (!document.discussion) throw documentError('no-discussion', { id: document._id });
  return document.discussion;
}

/**
 * draft → discussion: freezes the version shown and opens the form until a day. A second discussion of the same
 * document keeps its address, so that printed codes go on working.
 * Throws documents/wrong-state, version-conflict, forbidden, discussion-not-allowed, discussion-term.
 */
export const startDiscussion =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof StartDiscussionInputSchema>): Promise<{ code: string }> => {
    const input = StartDiscussionInputSchema.parse(raw);
    const made = await deps.repository.mutate(input.documentId, async (document) => {
      assertMayRun(ctx, document);
      assertPossible('start-discussion', document);
      assertSeenVersion(document, input.versionSha256);
      await assertDiscussable(deps, document, input.openPage);
      await assertTerm(deps, ctx, document, input.until);
      const { number, sha256, at } = document.currentVersion;
      const { until, place, notes, openPage } = input;
      const discussion: Discussion = {
        code: document.discussion?.code ?? discussionCodeFrom(ctx.newId('d')),
        formKey: document.discussion?.formKey ?? ctx.newId('key'),
        openPage,
        version: { number, sha256, at },
        until,
        place,
        notes,
        startedAt: ctx.now(),
        closedAt: null,
      };
      const data = { versionSha256: sha256, number, until, openPage };
      return {
        set: { state: 'discussion', discussion, updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.discussion-started', data)],
        result: { code: discussion.code },
      };
    });
    deps.nudgeOutbox();
    return made;
  };

/** Term, place, notes, open page; a later term opens a closed discussion again. Throws as {@link startDiscussion}. */
export const changeDiscussionTerm =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof ChangeDiscussionInputSchema>): Promise<void> => {
    const { documentId, ...change } = ChangeDiscussionInputSchema.parse(raw);
    await deps.repository.mutate(documentId, async (document) => {
      assertMayRun(ctx, document);
      assertPossible('run-discussion', document);
      await assertDiscussable(deps, document, change.openPage);
      await assertTerm(deps, ctx, document, change.until);
      const { until, openPage } = change;
      return {
        set: {
          discussion: { ...discussionOfDocument(document), ...change, closedAt: null },
          updatedAt: ctx.now(),
        },
        events: [documentEvent(ctx, 'document.discussion-changed', { until, openPage })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

/** Ends the taking of proposals before the term; answering goes on. Closing twice changes nothing. */
export const closeDiscussion =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string }): Promise<void> => {
    await deps.repository.mutate(input.documentId, (document) => {
      assertMayRun(ctx, document);
      assertPossible('run-discussion', document);
      const discussion = discussionOfDocument(document);
      if (discussion.closedAt) return { set: {}, events: [], result: undefined };
      return {
        set: { discussion: { ...discussion, closedAt: ctx.now() }, updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.discussion-closed', {})],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

/** Shows the current version instead of the one shown; proposals keep the version they were made on. */
export const putUpVersion =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; versionSha256: string }): Promise<void> => {
    await deps.repository.mutate(input.documentId, (document) => {
      assertMayRun(ctx, document);
      assertPossible('run-discussion', document);
      assertSeenVersion(document, input.versionSha256);
      const discussion = discussionOfDocument(document);
      const { number, sha256, at } = document.currentVersion;
      if (discussion.version.sha256 === sha256) return { set: {}, events: [], result: undefined };
      return {
        set: { discussion: { ...discussion, version: { number, sha256, at } }, updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.version-put-up', { versionSha256: sha256, number })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };
