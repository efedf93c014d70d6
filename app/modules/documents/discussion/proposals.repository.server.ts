// Proposals: each change is one atomic write of state and events, compared and set on `version`.
import { isDuplicateKey } from '~/platform/storage/duplicate-key.server';
import type { DocumentModels } from '../documents.model.server';
import { documentError } from '../errors';
import type { PendingDocumentEvent } from '../events';
import { MAX_PROPOSALS } from './discussion.rules';
import { type Proposal, ProposalSchema, type ProposalStatus } from './discussion.schema';

const MAX_ATTEMPTS = 60;

export interface ProposalChange {
  readonly set: Partial<Omit<Proposal, '_id' | 'version' | 'eventSeq' | 'outbox'>>;
  readonly events: readonly PendingDocumentEvent[];
}

export type NewProposal = Omit<Proposal, 'number' | 'version' | 'eventSeq' | 'outbox'>;
export type ProposalsRepository = ReturnType<typeof createProposalsRepository>;

export function createProposalsRepository({ proposals }: DocumentModels) {
  const parse = (row: unknown): Proposal => ProposalSchema.parse(row);

  async function find(query: Record<string, unknown>): Promise<Proposal | null> {
    const found = await proposals.findOne(query).lean();
    return found ? parse(found) : null;
  }

  async function lastNumber(documentId: string): Promise<number> {
    const [last] = await proposals
      .find({ documentId }, { number: 1 })
      .sort({ documentId: -1, number: -1 })
      .limit(1)
      .lean();
    return (last as { number?: number } | undefined)?.number ?? 0;
  }

  const numbered = (id: string, seq: number, events: readonly PendingDocumentEvent[]) =>
    events.map((event, index) => ({ ...event, aggregate: { type: 'proposal', id, seq: seq + index + 1 } }));

  return {
    find,

    async get(documentId: string, id: string): Promise<Proposal> {
      const found = await find({ _id: id, documentId });
      if (!found) throw documentError('proposal-not-found', { id });
      return found;
    },

    async list(documentId: string): Promise<Proposal[]> {
      const rows = await proposals.find({ documentId }).sort({ documentId: 1, number: 1 }).lean();
      return rows.map(parse);
    },

    countByStatus(documentId: string, statuses: readonly ProposalStatus[]): Promise<number> {
      return proposals.countDocuments({ documentId, status: { $in: [...statuses] } });
    },

    /**
     * Inserts with the next number of the document; a number taken meanwhile means the one after it. The same form
     * sent twice gives the first proposal back. Throws documents/too-many-proposals.
     */
    async insert(
      made: NewProposal,
      events: (number: number) => readonly PendingDocumentEvent[],
    ): Promise<{ proposal: Proposal; repeated: boolean }> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const { documentId, formNonce } = made;
        const known = formNonce ? await find({ documentId, formNonce }) : null;
        if (known) return { proposal: known, repeated: true };
        const number = (await lastNumber(documentId)) + 1;
        if (number > MAX_PROPOSALS) throw documentError('too-many-proposals', { count: number - 1 });
        const outbox = numbered(made._id, 0, events(number));
        const proposal = { ...made, number, version: 1, eventSeq: outbox.length, outbox } as Proposal;
        try {
          await proposals.insertMany([proposal], { lean: true });
          return { proposal, repeated: false };
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
      throw documentError('busy', { id: made.documentId });
    },

    /** Applies a pure change to the newest state until its write wins; null = nothing to change. The change may throw. */
    async mutate(id: string, change: (proposal: Proposal) => ProposalChange | null): Promise<Proposal> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const proposal = await find({ _id: id });
        if (!proposal) throw documentError('proposal-not-found', { id });
        const next = change(proposal);
        if (!next) return proposal;
        const written = await proposals.updateOne(
          { _id: id, version: proposal.version },
          {
            $set: next.set,
            $inc: { version: 1, eventSeq: next.events.length },
            $push: { outbox: { $each: numbered(id, proposal.eventSeq, next.events) } },
          },
        );
        if (written.matchedCount === 1) return { ...proposal, ...next.set };
      }
      throw documentError('busy', { id });
    },
  };
}
