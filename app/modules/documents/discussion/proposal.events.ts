// What happens to a proposal. The person's name never stands in an event: it lies sealed in the proposal.
import type { Context } from '~/shared/context';
import { documentEvent, type PendingDocumentEvent } from '../events';

export interface ProposalEventData {
  'proposal.received': {
    documentId: string;
    number: number;
    kind: string;
    place: string;
    versionSha256: string;
    channel: string;
    /** Versions of the consent texts that were agreed to. */
    consents: { processing: string | null; publishName: string | null };
  };
  'proposal.decided': { outcome: string; before: string };
  'proposal.taken': { block: string; mode: string };
  'proposal.grouped': { groupId: string | null };
  'proposal.hidden': { reason: string };
  'proposal.restored': Record<string, never>;
  'proposal.withdrawn': Record<string, never>;
  'proposal.consent-withdrawn': { purpose: string };
  'proposal.author-erased': Record<string, never>;
}
export type ProposalEventType = keyof ProposalEventData;

export function proposalEvent<T extends ProposalEventType>(
  ctx: Context,
  type: T,
  data: ProposalEventData[T],
): PendingDocumentEvent {
  // One envelope for the whole module; only the names of the events differ.
  return { ...documentEvent(ctx, 'document.discussion-closed', {}), type, data };
}
