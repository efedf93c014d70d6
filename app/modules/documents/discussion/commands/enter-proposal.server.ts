import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertPossible } from '../../documents.rules';
import type { Proposal } from '../discussion.schema';
import { getModerated } from '../discussion.server';
import { makeProposal, receivedEvent } from '../make-proposal.server';
import { type EnteredProposal, EnteredProposalSchema } from '../proposal.inputs';

export interface ScanInput {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
const SCANS: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** True for what a scanner or a phone makes. */
export const isScanType = (mediaType: string): boolean => SCANS.includes(mediaType);

/**
 * «Внесено секретарём»: a proposal spoken in the hall, handed over on paper or sent by letter, with its scan if there
 * is one. Also after the term, while answers are given. Throws documents/forbidden, wrong-state, proposal-place, files/….
 */
export const enterProposal =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { documentId: string; form: EnteredProposal; scan?: ScanInput | null },
  ): Promise<{ number: number }> => {
    const form = EnteredProposalSchema.parse(input.form);
    const document = await getModerated(deps, ctx, input.documentId);
    assertPossible('decide-proposals', document);
    const scan = input.scan ? await storeScan(deps, input.scan) : null;
    const made = await makeProposal(deps, ctx, document, form, {
      source: { channel: form.channel, enteredByName: ctx.actor.name, scan },
      receiptSha256: null,
      formNonce: null,
    });
    const { proposal } = await deps.proposals.insert(made, (number) => [receivedEvent(ctx, made, number)]);
    deps.nudgeOutbox();
    return { number: proposal.number };
  };

/** Stored before it is named: what a crash leaves over is an orphan. */
async function storeScan(deps: DocumentsDeps, scan: ScanInput): Promise<Proposal['source']['scan']> {
  const { sha256, size } = await deps.files.put(scan.bytes, { mediaType: scan.mediaType });
  return { sha256, size, mediaType: scan.mediaType, name: scan.name.slice(-120) };
}
