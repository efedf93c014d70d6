// The moderator's work on proposals: answer, group, hide, erase, see names. One proposal, one write; what is done to
// many is checked for all first, then written one by one (each is complete in itself).
import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertPossible } from '../../documents.rules';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { decisionProblem } from '../discussion.rules';
import { OUTCOMES, type Proposal } from '../discussion.schema';
import { getModerated, openAuthor } from '../discussion.server';
import { proposalEvent } from '../proposal.events';

const ids = z.array(z.string()).min(1, 'Отметьте хотя бы одно предложение.').max(500);

export const DecideProposalsInputSchema = z
  .object({
    documentId: z.string(),
    ids,
    outcome: z.enum(OUTCOMES, 'Выберите, что решили.'),
    reason: z.string().trim().max(5000).default(''),
    wording: z.string().trim().max(10_000).default(''),
    /** The same answer for every proposal of their groups. */
    wholeGroup: z.boolean().default(true),
  })
  .superRefine((input, issues) => {
    const message = decisionProblem(input.outcome, input.reason);
    if (message) issues.addIssue({ code: 'custom', path: ['reason'], message });
  });

/** The chosen ones, with their groups when asked; throws documents/proposal-not-found. */
async function chosen(
  deps: DocumentsDeps,
  documentId: string,
  wanted: readonly string[],
  wholeGroup = false,
): Promise<Proposal[]> {
  const all = await deps.proposals.list(documentId);
  const marked = all.filter(({ _id }) => wanted.includes(_id));
  if (marked.length < new Set(wanted).size) throw documentError('proposal-not-found');
  const groups = new Set(marked.flatMap(({ groupId }) => groupId ?? []));
  return wholeGroup
    ? all.filter((one) => marked.includes(one) || (one.groupId !== null && groups.has(one.groupId)))
    : marked;
}

const stateOf = { withdrawn: 'отозвано автором', hidden: 'скрыто' } as const;

function assertAlive(proposals: readonly Proposal[]): void {
  for (const { number, status } of proposals) {
    if (status !== 'withdrawn' && status !== 'hidden') continue;
    throw documentError('proposal-state', {
      number,
      state: stateOf[status],
      todo: 'Снимите с него отметку и повторите.',
    });
  }
}

/** Answers one or many; an answer may be given anew until the document goes on. Returns how many were answered. */
export const decideProposals =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof DecideProposalsInputSchema>): Promise<{ count: number }> => {
    const input = DecideProposalsInputSchema.parse(raw);
    const document = await getModerated(deps, ctx, input.documentId);
    assertPossible('decide-proposals', document);
    const marked = await chosen(deps, document._id, input.ids);
    assertAlive(marked);
    const all = input.wholeGroup ? await chosen(deps, document._id, input.ids, true) : marked;
    const { outcome, reason, wording } = input;
    const decision = { outcome, reason, wording, byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now() };
    for (const { _id, status } of all) {
      if (status === 'withdrawn' || status === 'hidden') continue;
      await deps.proposals.mutate(_id, (proposal) => ({
        set: { status: outcome, decision },
        events: [proposalEvent(ctx, 'proposal.decided', { outcome, before: proposal.status })],
      }));
    }
    deps.nudgeOutbox();
    return { count: all.length };
  };

/** Marks proposals as saying the same; whole groups of the marked join. */
export const groupProposals =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; ids: readonly string[] }): Promise<void> => {
    const document = await getModerated(deps, ctx, input.documentId);
    assertPossible('decide-proposals', document);
    const all = await chosen(deps, document._id, input.ids, true);
    if (all.length < 2)
      throw documentError('proposal-state', {
        number: all[0]?.number ?? '',
        state: 'отмечено одно',
        todo: 'Отметьте ещё хотя бы одно похожее.',
      });
    const groupId = all.find((one) => one.groupId)?.groupId ?? ctx.newId('grp');
    for (const { _id } of all) {
      await deps.proposals.mutate(_id, (proposal) =>
        proposal.groupId === groupId
          ? null
          : { set: { groupId }, events: [proposalEvent(ctx, 'proposal.grouped', { groupId })] },
      );
    }
    deps.nudgeOutbox();
  };

/** Takes proposals out of their groups. */
export const ungroupProposals =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; ids: readonly string[] }): Promise<void> => {
    const document = await getModerated(deps, ctx, input.documentId);
    assertPossible('decide-proposals', document);
    for (const { _id } of await chosen(deps, document._id, input.ids)) {
      await deps.proposals.mutate(_id, (proposal) =>
        proposal.groupId === null
          ? null
          : { set: { groupId: null }, events: [proposalEvent(ctx, 'proposal.grouped', { groupId: null })] },
      );
    }
    deps.nudgeOutbox();
  };

/** Spam and abuse leave the list and the summary, with a reason; `restore` brings one back as it was answered. */
export const hideProposal =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { documentId: string; id: string; reason: string; restore?: boolean },
  ): Promise<void> => {
    const document = await getModerated(deps, ctx, input.documentId);
    assertPossible('decide-proposals', document);
    await deps.proposals.get(document._id, input.id);
    const reason = input.reason.trim().slice(0, 1000);
    await deps.proposals.mutate(input.id, (proposal) => {
      if (input.restore) {
        if (proposal.status !== 'hidden') return null;
        const status = proposal.decision?.outcome ?? 'new';
        return { set: { status, hidden: null }, events: [proposalEvent(ctx, 'proposal.restored', {})] };
      }
      if (proposal.status === 'withdrawn') assertAlive([proposal]);
      if (reason === '')
        throw documentError('form-refused', { reason: 'Напишите, почему предложение скрыто.' });
      const hidden = { reason, byName: ctx.actor.name, at: ctx.now() };
      return {
        set: { status: 'hidden', hidden },
        events: [proposalEvent(ctx, 'proposal.hidden', { reason })],
      };
    });
    deps.nudgeOutbox();
  };

/** Erases name and address at the person's demand (152-ФЗ ст. 21); the proposal stays «без указания автора». */
export const eraseProposalAuthor =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; id: string }): Promise<void> => {
    const document = await getModerated(deps, ctx, input.documentId);
    await deps.proposals.get(document._id, input.id);
    await deps.proposals.mutate(input.id, (proposal) =>
      proposal.authorSealed === null
        ? null
        : {
            set: { authorSealed: null, hasName: false },
            events: [proposalEvent(ctx, 'proposal.author-erased', {})],
          },
    );
    deps.nudgeOutbox();
  };

/** Names and addresses for the moderator; that he looked is written into the journal before he sees them. */
export const revealAuthors =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { documentId: string },
  ): Promise<Record<string, { name: string; email: string }>> => {
    const document = await getModerated(deps, ctx, input.documentId);
    const named = (await deps.proposals.list(document._id)).filter(
      ({ authorSealed }) => authorSealed !== null,
    );
    await deps.repository.note(
      document._id,
      documentEvent(ctx, 'document.authors-seen', { count: named.length }),
    );
    deps.nudgeOutbox();
    const opened = await Promise.all(
      named.map(
        async ({ _id, authorSealed }) => [_id, await openAuthor(deps, _id, authorSealed ?? '')] as const,
      ),
    );
    return Object.fromEntries(opened);
  };
