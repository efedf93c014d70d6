import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { assertPossible } from '../../documents.rules';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { MAX_SKIPS } from '../check-skips';
import { checkNewest } from '../checked-content.server';

export const SkipProblemInputSchema = z.object({
  documentId: z.string(),
  fingerprint: z.string().min(1).max(64),
  reason: z.string().trim().min(3, 'Напишите причину хотя бы в двух словах').max(500),
});
export type SkipProblemInput = z.input<typeof SkipProblemInputSchema>;

/**
 * Leaves a problem as it is, with a reason; it comes back when the words it is about change. Again = no change.
 * Throws documents/forbidden, wrong-state, problem-gone, too-many-skips.
 */
export const skipProblem =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: SkipProblemInput): Promise<void> => {
    const input = SkipProblemInputSchema.parse(raw);
    await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      assertAllowed(documentPolicy.revise(ctx.actor, document), 'пропускать замечания проверки');
      assertPossible('save-version', document);
      const { problems } = await checkNewest(deps, ctx, document);
      const problem = problems.find(({ fingerprint }) => fingerprint === input.fingerprint);
      if (!problem) throw documentError('problem-gone');
      const known = document.checkSkips.some(({ fingerprint }) => fingerprint === input.fingerprint);
      if (known) return { set: {}, events: [], result: undefined };
      if (document.checkSkips.length >= MAX_SKIPS)
        throw documentError('too-many-skips', { limit: MAX_SKIPS });
      const { rule, blockId } = problem;
      const skip = {
        fingerprint: input.fingerprint,
        rule,
        blockId,
        reason: input.reason,
        byName: ctx.actor.name,
        at: ctx.now(),
      };
      return {
        set: { checkSkips: [...document.checkSkips, skip] },
        events: [documentEvent(ctx, 'document.problem-skipped', { rule, blockId, reason: input.reason })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

export const UnskipProblemInputSchema = SkipProblemInputSchema.omit({ reason: true });
export type UnskipProblemInput = z.input<typeof UnskipProblemInputSchema>;

/** Asks about a skipped problem again. Idempotent. Throws documents/forbidden, wrong-state. */
export const unskipProblem =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: UnskipProblemInput): Promise<void> => {
    const input = UnskipProblemInputSchema.parse(raw);
    await deps.repository.mutate(input.documentId, (document) => {
      assertReadable(ctx.actor, document);
      assertAllowed(documentPolicy.revise(ctx.actor, document), 'возвращать замечания проверки');
      assertPossible('save-version', document);
      const skip = document.checkSkips.find(({ fingerprint }) => fingerprint === input.fingerprint);
      if (!skip) return { set: {}, events: [], result: undefined };
      const { rule, blockId } = skip;
      return {
        set: { checkSkips: document.checkSkips.filter((one) => one !== skip) },
        events: [documentEvent(ctx, 'document.problem-unskipped', { rule, blockId })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };
