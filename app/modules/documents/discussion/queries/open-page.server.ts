// What people without an account see: the project with its points, the form, and a proposal of one's own.
import { renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { formatDate } from '~/shared/russian';
import { sha256Hex } from '~/shared/sha256.server';
import type { DocumentsDeps } from '../../documents.deps';
import { kindName } from '../../documents.present';
import { draftStamp } from '../../output';
import { paperOf } from '../../render-document.server';
import { type AsideWords, asides } from '../asides';
import { normaliseTyped, spacedReceipt } from '../codes.server';
import { findByReceipt } from '../commands/own-proposal.server';
import { CONSENT_TEXTS } from '../consents';
import { basisResult, isCounted, termWords } from '../discussion.rules';
import {
  contentOf,
  type Discussed,
  findByCode,
  isTakingNow,
  shownPoints,
  todayOf,
} from '../discussion.server';
import type { DiscussionPageView, ProposalFormView, ReceiptView } from '../discussion.views';
import { issueFormToken } from '../form-token.server';
import { choosablePoints } from '../points';

/** Bump when the page's own layout changes: it is part of the ETag. */
const PAGE_LAYOUT = 1;

async function termOf(deps: DocumentsDeps, ctx: Context, document: Discussed): Promise<string> {
  const { until, closedAt } = document.discussion;
  const today = await todayOf(deps, ctx, document);
  if (document.state === 'discussion' && !closedAt) return termWords(until, today);
  return 'приём предложений закончен';
}

/** The project under discussion. Throws documents/discussion-not-found. */
export const getDiscussionPage =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { code: string; words: AsideWords }): Promise<DiscussionPageView> => {
    const document = await findByCode(deps, input.code);
    const { discussion, basis } = document;
    const [content, points, all, taking, term, timeZone] = await Promise.all([
      contentOf(deps, document._id, discussion.version.sha256),
      shownPoints(deps, document),
      deps.proposals.list(document._id),
      isTakingNow(deps, ctx, document),
      termOf(deps, ctx, document),
      deps.timeZone(document.owner),
    ]);
    const counted = all.filter(({ status }) => isCounted(status));
    const version = discussion.version;
    const paper = await paperOf(
      deps,
      { ...document, route: null, adoption: null, registration: null },
      content,
      {
        withSheet: false,
        verifyUrl: null,
        version,
      },
    );
    return {
      code: discussion.code,
      title: content.card.heading,
      kindName: kindName(document.kind),
      ownerName: await deps.organisationName(document.owner),
      stamp: draftStamp(version.number, version.at, timeZone),
      versionNumber: version.number,
      term,
      taking,
      place: discussion.place,
      notes: discussion.notes,
      basis: basis ? `${basis.word} ${formatDate(basis.date)}: ${basisResult(basis)}` : null,
      paperHtml: renderPaperFragment(
        paper,
        asides({ code: discussion.code, points, proposals: counted, taking, words: input.words }),
      ),
      received: counted.length,
      publicUrl: document.publication ? `/p/${document.publication.slug}` : null,
      etag: sha256Hex(
        [PAGE_LAYOUT, document._id, document.version, counted.length, taking, term].join(':'),
      ).slice(0, 24),
    };
  };

/** The form with a fresh token; after the term the page says so instead. Throws documents/discussion-not-found. */
export const getProposalForm =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { code: string; block?: string | undefined }): Promise<ProposalFormView> => {
    const document = await findByCode(deps, input.code);
    const points = await shownPoints(deps, document);
    const chosen = points.find(({ id }) => id === input.block);
    return {
      code: document.discussion.code,
      title: document.title,
      taking: await isTakingNow(deps, ctx, document),
      term: await termOf(deps, ctx, document),
      versionNumber: document.discussion.version.number,
      points: choosablePoints(points).map(({ id, label, excerpt }) => ({ id, label, excerpt })),
      chosen: chosen ? { id: chosen.id, label: chosen.label, text: chosen.text } : null,
      token: issueFormToken(document.discussion, ctx.now(), ctx.newId),
      consents: { processing: CONSENT_TEXTS.processing.text, publishName: CONSENT_TEXTS.publishName.text },
    };
  };

/** The author's page by his code; works also when the open page was closed. Throws documents/proposal-not-found. */
export const getReceipt =
  (deps: DocumentsDeps) =>
  async (_ctx: Context, input: { receipt: string }): Promise<ReceiptView> => {
    const receipt = normaliseTyped(input.receipt);
    const proposal = await findByReceipt(deps, receipt);
    const document = await deps.repository.getById(proposal.documentId);
    const { decision, consents, status } = proposal;
    const isGiven = (purpose: keyof typeof consents) =>
      consents[purpose] !== null && consents[purpose].withdrawnAt === null && proposal.authorSealed !== null;
    return {
      code: document.discussion?.code ?? '',
      receipt,
      spaced: spacedReceipt(receipt),
      title: document.title,
      number: proposal.number,
      versionNumber: proposal.shownVersion.number,
      place: proposal.place.label,
      kind: proposal.kind,
      text: proposal.text,
      reason: proposal.reason,
      at: proposal.at.toISOString(),
      status,
      answer: decision && {
        outcome: decision.outcome,
        reason: decision.reason,
        wording: decision.wording,
        at: decision.at.toISOString(),
      },
      hiddenReason: proposal.hidden?.reason ?? null,
      mayWithdraw: status === 'new',
      consents: { processing: isGiven('processing'), publishName: isGiven('publishName') },
    };
  };
