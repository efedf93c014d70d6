// The organisers' page: conditions, proposals by filter, what may say the same.

import type { Context } from '~/shared/context';
import { formatDate } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { documentError } from '../../errors';
import { fieldResolver } from '../../field-resolver';
import { discussionPolicy } from '../discussion.policy';
import { alikeNumbers, presentProposal } from '../discussion.present';
import { basisResult, basisWord, discussionOf, isTaking, termWords } from '../discussion.rules';
import { PROPOSAL_STATUSES, type Proposal } from '../discussion.schema';
import { contentOf, todayOf } from '../discussion.server';
import type { ModerationView, ProposalFilter } from '../discussion.views';
import { choosablePoints, type Point, pointsOf } from '../points';
import { suggestGroups } from '../similarity';

const PAGE_SIZE = 50;

/** Throws documents/not-found. Readers who do not moderate see the conditions and numbers, not the proposals. */
export const getDiscussion =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    { documentId, filter }: { documentId: string; filter: ProposalFilter },
  ): Promise<ModerationView> => {
    const document = await deps.repository.getById(documentId);
    assertReadable(ctx.actor, document);
    const [{ definition }, content, all, today] = await Promise.all([
      deps.templates.getTemplate(document.template.release),
      contentOf(deps, document._id, document.currentVersion.sha256),
      deps.proposals.list(document._id),
      todayOf(deps, ctx, document),
    ]);
    const points = pointsOf(content.body, fieldResolver(content.fields));
    const can = {
      run: discussionPolicy.run(ctx.actor, document),
      moderate: discussionPolicy.moderate(ctx.actor, document),
      take: discussionPolicy.take(ctx.actor, document),
    };
    const seen = can.moderate ? all : [];
    const shown = filtered(seen, filter);
    const page = Math.min(Math.max(filter.page ?? 1, 1), Math.max(1, Math.ceil(shown.length / PAGE_SIZE)));
    const alike = alikeNumbers(all);
    const pointById = new Map(points.map((point) => [point.id, point]));
    return {
      documentId,
      can,
      allowed: discussionOf(definition.lifecycle),
      mayStart: can.run && isPossible('start-discussion', document.state),
      mayDecide: can.moderate && isPossible('decide-proposals', document.state),
      mayRecordBasis: can.run && isPossible('take-as-basis', document.state),
      basisWord: basisWord(definition),
      basis: presentBasis(document),
      today,
      discussion: await presentConditions(deps, ctx, document, today),
      counts: countsOf(all),
      points: pointFacets(seen),
      sections: [...new Set(seen.flatMap(({ place }) => place.section ?? []))],
      proposals: shown
        .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
        .map((one) => presentProposal(one, alike.get(one._id) ?? [], pointById.get(one.place.block ?? ''))),
      total: shown.length,
      page,
      pageSize: PAGE_SIZE,
      suggestions: suggestionsOf(seen),
      choices: choices(points),
    };
  };

const choices = (points: readonly Point[]) =>
  choosablePoints(points).map(({ id, label, excerpt }) => ({ id, label, excerpt }));

function filtered(all: readonly Proposal[], { status, point, section }: ProposalFilter): Proposal[] {
  return all.filter(
    (one) =>
      (status === undefined
        ? one.status !== 'hidden'
        : status === 'alike'
          ? one.groupId !== null
          : one.status === status) &&
      (point === undefined || (one.place.block ?? one.place.kind) === point) &&
      (section === undefined || one.place.section === section),
  );
}

function countsOf(all: readonly Proposal[]): ModerationView['counts'] {
  const of = (test: (one: Proposal) => boolean) => all.filter(test).length;
  const byStatus = Object.fromEntries(
    PROPOSAL_STATUSES.map((status) => [status, of((one) => one.status === status)]),
  );
  return {
    ...(byStatus as Record<Proposal['status'], number>),
    all: of((one) => one.status !== 'hidden'),
    alike: of((one) => one.groupId !== null),
  };
}

function pointFacets(all: readonly Proposal[]): ModerationView['points'] {
  const facets = new Map<string, { value: string; label: string; count: number; order: number }>();
  for (const { place } of all) {
    const value = place.block ?? place.kind;
    const known = facets.get(value);
    facets.set(value, {
      value,
      label: known?.label ?? place.label.replace(/^новый пункт после: /, ''),
      order: place.order,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...facets.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ value, label, count }) => ({ value, label, count }));
}

/** Only among those that wait for an answer and stand in no group yet. */
function suggestionsOf(all: readonly Proposal[]): ModerationView['suggestions'] {
  const open = all.filter(({ status, groupId }) => status === 'new' && groupId === null);
  const byId = new Map(open.map((one) => [one._id, one]));
  const compared = open.map(({ _id, text, place }) => ({ id: _id, text, place: place.block ?? place.kind }));
  return suggestGroups(compared).map((ids) => ({
    ids,
    numbers: ids.map((id) => byId.get(id)?.number ?? 0),
    place: byId.get(ids[0] ?? '')?.place.label ?? '',
  }));
}

function presentBasis({ basis }: Document): ModerationView['basis'] {
  if (!basis) return null;
  const text = `${basis.word} ${formatDate(basis.date)}, версия ${basis.version.number}: ${basisResult(basis)}`;
  return { text, objections: basis.objections };
}

async function presentConditions(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  today: string,
): Promise<ModerationView['discussion']> {
  const { discussion } = document;
  if (!discussion) return null;
  const closed = discussion.closedAt !== null || document.state !== 'discussion';
  return {
    code: discussion.code,
    url: `${deps.siteUrl()}/d/${discussion.code}`,
    openPage: discussion.openPage,
    taking: isTaking(document, ctx.now(), await deps.timeZone(document.owner)),
    closed,
    until: discussion.until,
    term: closed ? 'приём предложений закончен' : termWords(discussion.until, today),
    place: discussion.place,
    notes: discussion.notes,
    versionNumber: discussion.version.number,
    isCurrent: discussion.version.sha256 === document.currentVersion.sha256,
  };
}

/** The scan of a written proposal, for who moderates. Throws documents/proposal-not-found. */
export const getProposalScan =
  (deps: DocumentsDeps) => async (ctx: Context, input: { documentId: string; proposalId: string }) => {
    const document = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, document);
    if (!discussionPolicy.moderate(ctx.actor, document)) throw documentError('proposal-not-found');
    const { source } = await deps.proposals.get(document._id, input.proposalId);
    const bytes = source.scan ? await deps.files.get(source.scan.sha256) : null;
    if (!source.scan || !bytes) throw documentError('proposal-not-found');
    return { name: source.scan.name, mediaType: source.scan.mediaType, bytes: new Uint8Array(bytes) };
  };
