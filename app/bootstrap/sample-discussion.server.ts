// A sample project under discussion: some proposals by the form, one from the hall, some answered.

import type { Context } from '~/shared/context';
import { addDays, localDate } from '~/shared/russian';
import { FORM_PROPOSALS, HALL_PROPOSAL } from './sample-lives';
import { contextOf, type Report, type SampleDeps } from './sample-people.server';

const NOBODY = { name: '', organisation: '', email: '', consentProcessing: false, consentPublish: false };
/** A form is filled in no time here; people need a minute. */
const A_MINUTE_MS = 60_000;

export async function discuss(deps: SampleDeps, documentId: string, report: Report): Promise<void> {
  const { commands, queries } = deps.documents;
  const [drafter, secretary] = await Promise.all([contextOf(deps, 'drafter'), contextOf(deps, 'secretary')]);
  const { versionSha256 } = await queries.getDocumentHead(drafter, { id: documentId });
  const { code } = await commands.startDiscussion(drafter, {
    documentId,
    versionSha256,
    until: addDays(localDate(deps.clock.now()), 14),
    openPage: true,
    place: 'зал заседаний, стойка секретаря',
    notes: 'Предложите поправку к любому пункту. Регистрация не нужна.',
  });
  for (const proposal of FORM_PROPOSALS) await propose(deps, code, proposal);
  await commands.enterProposal(secretary, {
    documentId,
    form: { ...NOBODY, block: '', ...HALL_PROPOSAL },
  });
  report(`вынесено на обсуждение: /d/${code}, предложений ${FORM_PROPOSALS.length + 1}`);
  const { proposals } = await queries.getDiscussion(secretary, { documentId, filter: {} });
  const [first, , third] = proposals;
  if (!first || !third) return;
  await commands.decideProposals(secretary, {
    documentId,
    ids: [third.id],
    outcome: 'declined',
    reason: 'Штрафы устанавливает закон, а не резолюция; предложение передано в городской совет.',
  });
  await commands.takeProposal(drafter, { documentId, proposalId: first.id, mode: 'new', text: first.text });
  report('одно предложение взято в текст, одно отклонено с ответом');
}

async function propose(
  deps: SampleDeps,
  code: string,
  proposal: (typeof FORM_PROPOSALS)[number],
): Promise<void> {
  const { commands, queries } = deps.documents;
  const visitor = (ago: number): Context => ({
    actor: { type: 'anonymous', id: 'anonymous', name: 'Гость', memberships: [] },
    now: () => new Date(deps.clock.now().getTime() - ago),
    newId: deps.newId,
    requestId: deps.newId('req'),
    locale: 'ru',
  });
  const { token, points } = await queries.getProposalForm(visitor(A_MINUTE_MS), { code });
  const block = points.find(({ label }) => label === proposal.point)?.id ?? '';
  const { point: _point, ...words } = proposal;
  await commands.submitProposal(visitor(0), {
    code,
    token,
    honeypot: '',
    form: { ...NOBODY, ...words, block },
  });
}
