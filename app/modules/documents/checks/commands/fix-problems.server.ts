import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import { applyToDraft, type DraftContent } from '../../drafting/apply-to-draft.server';
import { documentError } from '../../errors';
import { applyFixes } from '../apply-fixes';
import type { CheckSkip } from '../check-skips';
import { type CheckFrame, checkFrame, problemsIn, splitSkipped } from '../checked-content.server';

export const FixProblemsInputSchema = z.object({
  documentId: z.string(),
  /** Absent: every problem that has a safe fix and was not skipped. */
  problemIds: z.array(z.string().max(400)).min(1).max(5000).optional(),
});
export type FixProblemsInput = z.input<typeof FixProblemsInputSchema>;

/** What is inside an emptied section may have to go before the section itself. */
const MAX_ROUNDS = 4;

/**
 * Mends in the working copy, looking at the newest text: what is no longer there is passed over. People who have the
 * text open see it at once. Throws documents/forbidden, wrong-state, problem-gone (named problems, none left).
 */
export const fixProblems =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: FixProblemsInput): Promise<{ fixed: number }> => {
    const input = FixProblemsInputSchema.parse(raw);
    const document = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, document);
    const frame = await checkFrame(deps, ctx, document);
    let fixed = 0;
    await applyToDraft(deps)(ctx, {
      documentId: document._id,
      reason: 'исправлено проверкой',
      change: (content) => {
        const done = mend(frame, content, { ids: input.problemIds, skips: document.checkSkips });
        fixed = done.fixed;
        if (fixed === 0 && input.problemIds) throw documentError('problem-gone');
        return done.content;
      },
    });
    return { fixed };
  };

interface Wanted {
  readonly ids: readonly string[] | undefined;
  readonly skips: readonly CheckSkip[];
}

function mend(frame: CheckFrame, content: DraftContent, { ids, skips }: Wanted) {
  let { body } = content;
  let fixed = 0;
  for (let round = 0; round < (ids ? 1 : MAX_ROUNDS); round++) {
    const found = problemsIn(frame, { ...content, body });
    const wanted = splitSkipped(found, skips).open.filter(
      ({ id, fix }) => fix !== null && (ids === undefined || ids.includes(id)),
    );
    const next = applyFixes({ ...frame, fields: content.fields, body }, wanted);
    if (wanted.length === 0 || JSON.stringify(next) === JSON.stringify(body)) break;
    fixed += wanted.length;
    body = next;
  }
  return { content: body === content.body ? content : { ...content, body }, fixed };
}
