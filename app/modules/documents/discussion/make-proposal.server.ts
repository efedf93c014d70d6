// From an input to the proposal that is stored: place, sealed author, proven consents.

import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import type { DocumentsDeps } from '../documents.deps';
import { documentError } from '../errors';
import { CONSENT_TEXTS, type ConsentPurpose } from './consents';
import type { Consent, Proposal } from './discussion.schema';
import { type Discussed, sealAuthor, shownPoints } from './discussion.server';
import { placeOf } from './points';
import { proposalEvent } from './proposal.events';
import type { EnteredProposal, ProposalForm } from './proposal.inputs';
import type { NewProposal } from './proposals.repository.server';

interface Origin {
  readonly source: Proposal['source'];
  readonly receiptSha256: string | null;
  readonly formNonce: string | null;
}

function consentOf(ctx: Context, purpose: ConsentPurpose, how: Consent['how']): Consent {
  const { version, text } = CONSENT_TEXTS[purpose];
  return { textVersion: version, textSha256: sha256Hex(text), at: ctx.now(), how, withdrawnAt: null };
}

/** Throws documents/proposal-place when the shown version has no such block. */
export async function makeProposal(
  deps: DocumentsDeps,
  ctx: Context,
  document: Discussed,
  input: ProposalForm | EnteredProposal,
  origin: Origin,
): Promise<NewProposal> {
  const kind = input.kind === 'new-point' ? 'new' : input.block === '' ? 'whole' : 'block';
  const place = placeOf(await shownPoints(deps, document), kind, input.block || null);
  if (!place) throw documentError('proposal-place', { block: input.block });
  const _id = ctx.newId('prp');
  const how = origin.source.channel === 'form' ? 'form' : 'secretary';
  const email = 'email' in input ? input.email : '';
  const isPersonal = input.name !== '' || email !== '';
  const { number, sha256 } = document.discussion.version;
  return {
    schemaVersion: 1,
    _id,
    documentId: document._id,
    shownVersion: { number, sha256 },
    place,
    kind: input.kind,
    text: input.text,
    reason: input.reason,
    organisation: input.organisation || null,
    authorSealed: isPersonal ? await sealAuthor(deps, _id, { name: input.name, email }) : null,
    hasName: input.name !== '',
    consents: {
      processing: isPersonal && input.consentProcessing ? consentOf(ctx, 'processing', how) : null,
      publishName: input.name !== '' && input.consentPublish ? consentOf(ctx, 'publishName', how) : null,
    },
    status: 'new',
    decision: null,
    groupId: null,
    taken: null,
    hidden: null,
    at: ctx.now(),
    ...origin,
  };
}

/** The event of its arrival: what, where and under which consents, never who. */
export const receivedEvent = (ctx: Context, made: NewProposal, number: number) =>
  proposalEvent(ctx, 'proposal.received', {
    documentId: made.documentId,
    number,
    kind: made.kind,
    place: made.place.label,
    versionSha256: made.shownVersion.sha256,
    channel: made.source.channel,
    consents: {
      processing: made.consents.processing?.textVersion ?? null,
      publishName: made.consents.publishName?.textVersion ?? null,
    },
  });
