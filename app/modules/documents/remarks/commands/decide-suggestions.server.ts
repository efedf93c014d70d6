import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentBody } from '../../body/body.schema';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { assertPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { applyToDraft } from '../../drafting/apply-to-draft.server';
import { documentEvent } from '../../events';
import { assertMayRemark, versionText } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import type { Suggestion, SuggestionStatus } from '../remarks.schema';
import { applySuggestions } from '../suggestions/apply-suggestions';
import { acceptedOn, namedOps } from '../suggestions/named-ops';

export const DecideSuggestionsInputSchema = z.object({
  documentId: z.string(),
  ids: z.array(z.string()).min(1, 'Отметьте хотя бы одну правку').max(5000),
  outcome: z.enum(['accepted', 'rejected', 'withdrawn']),
  reason: z.string().trim().max(5000).default(''),
});
export type DecideSuggestionsInput = z.input<typeof DecideSuggestionsInputSchema>;
type Input = z.output<typeof DecideSuggestionsInputSchema>;

export interface DecidedSuggestions {
  readonly decided: readonly string[];
  /** Left open: the text has changed since they were made. */
  readonly unfit: readonly string[];
}

function assertMayDecide(
  ctx: Context,
  document: Document,
  input: Input,
  chosen: readonly Suggestion[],
): void {
  assertReadable(ctx.actor, document);
  if (input.outcome === 'withdrawn') {
    assertMayRemark(ctx, document);
    const own = chosen.every(({ authorId, source }) => authorId === ctx.actor.id && !source);
    const brought = chosen.every(({ source }) => source?.broughtById === ctx.actor.id);
    assertAllowed(own || brought, 'отзывать чужие правки');
    return;
  }
  assertAllowed(documentPolicy.revise(ctx.actor, document), 'принимать и отклонять правки');
  assertPossible('save-version', document);
}

/** Takes the chosen into the working copy; each is merged against the version it was made on. */
async function takeIntoDraft(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  all: readonly Suggestion[],
  chosen: readonly Suggestion[],
): Promise<DecidedSuggestions> {
  const hashes = [...new Set(chosen.map(({ baseSha256 }) => baseSha256))];
  const bases = await Promise.all(hashes.map((sha256) => versionText(deps, document, sha256)));
  let outcome = { decided: [] as string[], unfit: [] as string[] };
  const change = (body: DocumentBody): DocumentBody => {
    outcome = { decided: [], unfit: [] };
    return bases.reduce((current, { content, sha256 }) => {
      const result = applySuggestions({
        base: content.body,
        accepted: acceptedOn(all, document.suggestions, sha256),
        chosen: namedOps(chosen.filter(({ baseSha256 }) => baseSha256 === sha256)),
        current,
      });
      outcome.decided.push(...result.applied);
      outcome.unfit.push(...result.unfit);
      return result.body;
    }, body);
  };
  await applyToDraft(deps)(ctx, {
    documentId: document._id,
    change: ({ body, fields }) => ({ body: change(body), fields }),
    reason: `приняты предложенные правки: ${chosen.length}`,
  });
  return outcome;
}

/**
 * Accepts, rejects or withdraws open suggestions. Accepting writes the working copy first and says so second: a crash
 * between leaves them open, and accepting again changes nothing. Throws documents/suggestion-not-found,
 * suggestion-decided, suggestion-unfit (none fits), forbidden, wrong-state.
 */
export const decideSuggestions =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: DecideSuggestionsInput): Promise<DecidedSuggestions> => {
    const input = DecideSuggestionsInputSchema.parse(raw);
    const document = await deps.repository.getById(input.documentId);
    const all = await deps.remarks.listSuggestions(document._id);
    const wanted = new Set(input.ids);
    const chosen = all.filter(({ _id }) => wanted.has(_id));
    assertMayDecide(ctx, document, input, chosen);
    if (chosen.length < wanted.size) throw remarkError('suggestion-not-found');
    const open = new Set(document.suggestions.filter(({ status }) => status === 'open').map(({ id }) => id));
    if (chosen.some(({ _id }) => !open.has(_id))) throw remarkError('suggestion-decided');
    const { decided, unfit } =
      input.outcome === 'accepted'
        ? await takeIntoDraft(deps, ctx, document, all, chosen)
        : { decided: input.ids, unfit: [] };
    if (decided.length === 0) throw remarkError('suggestion-unfit');
    await record(deps, ctx, input, decided);
    return { decided, unfit };
  };

async function record(
  deps: DocumentsDeps,
  ctx: Context,
  input: Input,
  decided: readonly string[],
): Promise<void> {
  const ids = new Set(decided);
  const status: SuggestionStatus = input.outcome;
  await deps.repository.mutate(input.documentId, (document) => {
    assertReadable(ctx.actor, document);
    const stillOpen = document.suggestions.filter((head) => ids.has(head.id) && head.status === 'open');
    // Someone decided the same in the meantime: what was accepted is in the text and stays accepted.
    if (input.outcome !== 'accepted' && stillOpen.length < ids.size) throw remarkError('suggestion-decided');
    return {
      set: {
        suggestions: document.suggestions.map((head) => (ids.has(head.id) ? { ...head, status } : head)),
        updatedAt: ctx.now(),
      },
      events: [
        documentEvent(ctx, 'document.suggestions-decided', {
          outcome: input.outcome,
          ids: [...decided],
          versionSha256: document.currentVersion.sha256,
        }),
      ],
      result: undefined,
    };
  });
  await deps.remarks.decideSuggestions(decided, {
    outcome: input.outcome,
    byId: ctx.actor.id,
    byName: ctx.actor.name,
    reason: input.reason,
    at: ctx.now(),
  });
  deps.nudgeOutbox();
}
