import type { DocumentsDeps } from '../documents.deps';
import { documentError } from '../errors';

/** How many proposals wait for an answer. */
export const countOpenProposals = (
  deps: Pick<DocumentsDeps, 'proposals'>,
  documentId: string,
): Promise<number> => deps.proposals.countByStatus(documentId, ['new']);

/** Every proposal is answered before the document goes on (FACTS: свод, then «в целом»). Throws documents/open-proposals. */
export async function assertNoOpenProposals(
  deps: Pick<DocumentsDeps, 'proposals'>,
  documentId: string,
): Promise<void> {
  const count = await countOpenProposals(deps, documentId);
  if (count > 0) throw documentError('open-proposals', { count });
}
