import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed } from '../../documents.policy';
import { assertPossible } from '../../documents.rules';
import { applyToDraft } from '../../drafting/apply-to-draft.server';
import { documentError } from '../../errors';
import { discussionPolicy } from '../discussion.policy';
import { isAnswered } from '../discussion.rules';
import { getModerated } from '../discussion.server';
import { proposalEvent } from '../proposal.events';
import { takeIntoBody } from '../take-into-body';

export const TakeProposalInputSchema = z.object({
  documentId: z.string(),
  proposalId: z.string(),
  mode: z.enum(['change', 'new']),
  /** Absent: where the proposal points; empty with `new`: at the end of the text. */
  block: z.string().max(120).optional(),
  text: z.string().trim().min(3, 'Напишите текст пункта.').max(10_000),
  outcome: z.enum(['accepted', 'partly']).default('accepted'),
  reason: z.string().trim().max(5000).default(''),
});

const CANNOT = {
  gone: 'Пункта, на который указывает предложение, в рабочем тексте уже нет. Выберите другой пункт или добавьте новый.',
  'not-text':
    'Здесь не обычный текст (таблица, список, перечень адресатов): внесите правку в редакторе и ответьте на предложение.',
} as const;

/**
 * «Взять в текст»: the point of the working copy is changed, or a new one is made; the proposal keeps which, and is
 * answered if it was not. The text is written first, under an id that follows from the proposal: repeated after a crash
 * it changes nothing. Throws documents/forbidden, wrong-state, proposal-state, cannot-take.
 */
export const takeProposal =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof TakeProposalInputSchema>): Promise<{ block: string }> => {
    const input = TakeProposalInputSchema.parse(raw);
    const document = await getModerated(deps, ctx, input.documentId);
    assertAllowed(discussionPolicy.take(ctx.actor, document), 'изменять текст документа');
    assertPossible('decide-proposals', document);
    const proposal = await deps.proposals.get(document._id, input.proposalId);
    const { number, status } = proposal;
    if (status === 'withdrawn' || status === 'hidden') {
      const state = status === 'hidden' ? 'скрыто' : 'отозвано автором';
      throw documentError('proposal-state', { number, state, todo: 'Взять его в текст нельзя.' });
    }
    const target = {
      mode: input.mode,
      block: input.block === undefined ? proposal.place.block : input.block || null,
      text: input.text,
      newId: `proposal-${proposal._id}`,
    };
    let block = '';
    await applyToDraft(deps)(ctx, {
      documentId: document._id,
      reason: `по предложению № ${number}`,
      change: (content) => {
        const taken = takeIntoBody(content.body, target);
        if (!taken.ok) throw documentError('cannot-take', { reason: CANNOT[taken.reason] });
        block = taken.block;
        return { ...content, body: taken.body };
      },
    });
    await deps.proposals.mutate(proposal._id, (now) => ({
      set: {
        taken: { block, mode: input.mode, at: ctx.now() },
        ...(isAnswered(now.status) ? {} : answerOf(ctx, input)),
      },
      events: [proposalEvent(ctx, 'proposal.taken', { block, mode: input.mode })],
    }));
    deps.nudgeOutbox();
    return { block };
  };

function answerOf(ctx: Context, input: z.output<typeof TakeProposalInputSchema>) {
  const { outcome, text } = input;
  const reason = input.reason || (outcome === 'partly' ? 'Взято в текст в другой редакции.' : '');
  const decision = {
    outcome,
    reason,
    wording: text,
    byId: ctx.actor.id,
    byName: ctx.actor.name,
    at: ctx.now(),
  };
  return { status: outcome, decision };
}
