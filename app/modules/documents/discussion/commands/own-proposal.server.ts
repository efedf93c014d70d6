// What an author does with his own proposal by his personal link: no account, no session; the code is the right.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentError } from '../../errors';
import { normaliseTyped, receiptHash } from '../codes.server';
import type { ConsentPurpose } from '../consents';
import type { Proposal } from '../discussion.schema';
import { proposalEvent } from '../proposal.events';

/** Throws documents/proposal-not-found for an unknown code. */
export async function findByReceipt(deps: DocumentsDeps, receipt: string): Promise<Proposal> {
  const proposal = await deps.proposals.find({ receiptSha256: receiptHash(normaliseTyped(receipt)) });
  if (!proposal) throw documentError('proposal-not-found');
  return proposal;
}

/** Takes the proposal back while nobody has answered it. Twice changes nothing. Throws documents/proposal-state. */
export const withdrawProposal =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { receipt: string }): Promise<void> => {
    const { _id } = await findByReceipt(deps, input.receipt);
    await deps.proposals.mutate(_id, (proposal) => {
      if (proposal.status === 'withdrawn') return null;
      if (proposal.status !== 'new') {
        throw documentError('proposal-state', {
          number: proposal.number,
          state: 'ответ уже дан',
          todo: 'Отозвать его нельзя, но можно убрать своё имя.',
        });
      }
      return { set: { status: 'withdrawn' }, events: [proposalEvent(ctx, 'proposal.withdrawn', {})] };
    });
    deps.nudgeOutbox();
  };

/**
 * Takes a consent back at once. Without consent to processing the name and the address are erased, and so nothing is
 * left to publish; the proposal itself stays «без указания автора».
 */
export const withdrawConsent =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { receipt: string; purpose: ConsentPurpose }): Promise<void> => {
    const { _id } = await findByReceipt(deps, input.receipt);
    const at = ctx.now();
    const closed = <T extends { withdrawnAt: Date | null }>(consent: T | null) =>
      consent && { ...consent, withdrawnAt: consent.withdrawnAt ?? at };
    await deps.proposals.mutate(_id, (proposal) => {
      const { processing, publishName } = proposal.consents;
      const given = proposal.consents[input.purpose];
      if (!given || given.withdrawnAt) return null;
      const erased = input.purpose === 'processing' ? { authorSealed: null, hasName: false } : {};
      return {
        set: {
          ...erased,
          consents: {
            processing: input.purpose === 'processing' ? closed(processing) : processing,
            publishName: closed(publishName),
          },
        },
        events: [proposalEvent(ctx, 'proposal.consent-withdrawn', { purpose: input.purpose })],
      };
    });
    deps.nudgeOutbox();
  };
