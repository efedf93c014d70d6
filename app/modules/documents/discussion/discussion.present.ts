// From stored proposals to what pages and the summary show. Names leave this file only by consent.
import type { SummaryRow } from '../output';
import { isCounted, mayPrintName } from './discussion.rules';
import type { Proposal, ProposalKind, ProposalStatus } from './discussion.schema';
import type { ProposalView } from './discussion.views';
import type { Point } from './points';

export const KIND_WORDS: Readonly<Record<ProposalKind, string>> = {
  change: 'изменить',
  add: 'дополнить',
  exclude: 'исключить',
  'new-point': 'новый пункт',
  question: 'вопрос',
};
export const STATUS_WORDS: Readonly<Record<ProposalStatus, string>> = {
  new: 'не рассмотрено',
  accepted: 'принято',
  partly: 'принято частично',
  declined: 'отклонено',
  answered: 'дан ответ',
  withdrawn: 'отозвано автором',
  hidden: 'скрыто',
};
export const NO_AUTHOR = 'без указания автора';

const iso = (date: Date) => date.toISOString();

/** `names`: opened names of those who consented, by proposal. */
export function presentSummaryRow(
  proposal: Proposal,
  names: ReadonlyMap<string, string>,
  alike: readonly number[],
): SummaryRow {
  const name = mayPrintName(proposal) ? names.get(proposal._id) : undefined;
  const author = [name, proposal.organisation].filter(Boolean).join(', ');
  const same = alike.length > 0 ? `Сходно с № ${alike.join(', ')}. ` : '';
  return {
    number: String(proposal.number),
    point: proposal.place.label,
    order: proposal.place.order,
    author: author || NO_AUTHOR,
    kind: KIND_WORDS[proposal.kind],
    text: proposal.text,
    grounds: proposal.reason,
    outcome: STATUS_WORDS[proposal.status],
    reason: `${same}${proposal.decision?.reason ?? ''}`.trim(),
    wording: proposal.decision?.wording ?? '',
  };
}

/** Numbers of the others that say the same, by proposal. */
export function alikeNumbers(proposals: readonly Proposal[]): ReadonlyMap<string, number[]> {
  const groups = new Map<string, Proposal[]>();
  for (const proposal of proposals) {
    if (!proposal.groupId || !isCounted(proposal.status)) continue;
    groups.set(proposal.groupId, [...(groups.get(proposal.groupId) ?? []), proposal]);
  }
  return new Map(
    proposals.map((one) => [
      one._id,
      (groups.get(one.groupId ?? '') ?? []).filter((other) => other !== one).map(({ number }) => number),
    ]),
  );
}

export function presentProposal(
  proposal: Proposal,
  alike: readonly number[],
  point: Point | undefined,
): ProposalView {
  const { decision, place, source } = proposal;
  return {
    id: proposal._id,
    number: proposal.number,
    at: iso(proposal.at),
    place: place.label,
    block: point ? place.block : null,
    blockText: point?.text ?? '',
    placeKind: place.kind,
    kind: proposal.kind,
    text: proposal.text,
    reason: proposal.reason,
    organisation: proposal.organisation,
    hasAuthor: proposal.authorSealed !== null,
    hasName: proposal.hasName,
    printsName: mayPrintName(proposal),
    channel: source.channel,
    enteredBy: source.enteredByName,
    scan: source.scan
      ? { href: `/documents/${proposal.documentId}/discussion/scan-${proposal._id}`, name: source.scan.name }
      : null,
    versionNumber: proposal.shownVersion.number,
    status: proposal.status,
    answer: decision && {
      outcome: decision.outcome,
      reason: decision.reason,
      wording: decision.wording,
      byName: decision.byName,
      at: iso(decision.at),
    },
    alike: [...alike],
    taken: proposal.taken && { block: proposal.taken.block },
    hidden: proposal.hidden && { reason: proposal.hidden.reason, byName: proposal.hidden.byName },
  };
}
