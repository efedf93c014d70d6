// Rules of a discussion. Pure.
import type { TemplateDefinition } from '~/modules/templates';
import { addDays, formatDate, localDate, plural } from '~/shared/russian';
import type { LifecycleState } from '../lifecycle';
import type { Basis, Discussion, Outcome, Proposal, ProposalStatus } from './discussion.schema';

/** A term longer than this is a slip of the pen. */
export const MAX_TERM_DAYS = 366;
/** Enough for a forum; past it someone is flooding the form. */
export const MAX_PROPOSALS = 5000;

export type DiscussionKind = 'public' | 'inside' | 'none';

/** Whether this kind may be discussed, and how: its own data, else by its publication (never published → never on an open page). */
export function discussionOf(lifecycle: TemplateDefinition['lifecycle'] | undefined): DiscussionKind {
  if (!lifecycle) return 'none';
  if (lifecycle.publication === 'never') return lifecycle.discussion === 'none' ? 'none' : 'inside';
  return lifecycle.discussion ?? 'public';
}

/** «Принята за основу»: the kind's word, else by the grammatical gender of what it is. */
export function basisWord(definition: Pick<TemplateDefinition, 'lifecycle' | 'subject'>): string {
  const { subject } = definition;
  const stem = subject.plural ? 'Приняты' : { m: 'Принят', f: 'Принята', n: 'Принято' }[subject.gender];
  return definition.lifecycle.basisWord ?? `${stem} за основу`;
}

/** True while the form takes proposals. */
export function isTaking(
  document: { state: LifecycleState; discussion: Pick<Discussion, 'until' | 'closedAt'> | null },
  now: Date,
  timeZone: string,
): boolean {
  const { state, discussion } = document;
  if (state !== 'discussion' || !discussion || discussion.closedAt) return false;
  return localDate(now, timeZone) <= discussion.until;
}

/** What is wrong with a term; null when nothing. */
export function termProblem(until: string, today: string): string | null {
  if (until < today) return 'Срок уже прошёл: укажите сегодняшний день или более поздний.';
  if (until > addDays(today, MAX_TERM_DAYS)) return 'Срок дальше чем через год: проверьте дату.';
  return null;
}

/** «до 25 сентября 2026 г., осталось 4 дня»; days are calendar days. */
export function termWords(until: string, today: string): string {
  const left = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  const day = formatDate(until);
  if (left < 0) return `приём предложений закончен ${day}`;
  if (left === 0) return `последний день: ${day}`;
  return `до ${day} включительно, ${plural(left, 'остался', 'осталось', 'осталось')} ${left} ${plural(left, 'день', 'дня', 'дней')}`;
}

/** Statuses that are an answer; the others are either waited for or do not need one. */
export const isAnswered = (status: ProposalStatus): boolean =>
  ['accepted', 'partly', 'declined', 'answered'].includes(status);
/** What the summary holds: withdrawn and hidden ones are not anybody's proposals any more. */
export const isCounted = (status: ProposalStatus): boolean => status !== 'withdrawn' && status !== 'hidden';

/** Without a reason only «принято» is an answer (FACTS §5.7: declined + reason). */
export function decisionProblem(outcome: Outcome, reason: string): string | null {
  if (outcome === 'accepted' || reason.trim() !== '') return null;
  return outcome === 'answered'
    ? 'Напишите ответ на вопрос.'
    : 'Напишите, почему решено так: без основания автор не поймёт ответа.';
}

/** Whose name the summary prints: only with the person's separate consent, which was not taken back. */
export function mayPrintName(proposal: Pick<Proposal, 'hasName' | 'consents' | 'authorSealed'>): boolean {
  const consent = proposal.consents.publishName;
  return (
    proposal.hasName && proposal.authorSealed !== null && consent !== null && consent.withdrawnAt === null
  );
}

/** «без возражений» or «за — 40, против — 2, воздержались — 3». */
export function basisResult(basis: Pick<Basis, 'result' | 'votes'>): string {
  if (basis.result === 'no-objection' || !basis.votes) return 'без возражений';
  const { votes } = basis;
  return `за — ${votes.for}, против — ${votes.against}, воздержались — ${votes.abstained}`;
}
