import type { ModerationView, ProposalView } from '~/modules/documents';
import type { RefusedForm } from '../document/refused-form';
import { formatMoment } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { ProposalSteps } from './proposal-answer';
import { ProposalStatusBadge } from './proposal-status';
import { BULK } from './typed';

interface CardProps {
  proposal: ProposalView;
  desk: ModerationView;
  author: { name: string; email: string } | null;
  refused: RefusedForm | null;
}

/** One proposal: where and what, who (as far as he may be seen), the answer, and the steps. */
export function ProposalCard({ proposal, desk, author, refused }: CardProps) {
  const t = useMessages();
  const locale = useLocale();
  const isAlive = proposal.status !== 'withdrawn' && proposal.status !== 'hidden';
  return (
    <article
      id={`p-${proposal.number}`}
      aria-labelledby={`t-${proposal.id}`}
      className="rounded-md border border-line bg-sheet p-4 md:p-5"
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {desk.mayDecide && isAlive && desk.proposals.length > 1 ? (
          <label className="flex size-11 items-center justify-center">
            <input
              type="checkbox"
              name="ids"
              value={proposal.id}
              form={BULK}
              className="size-6 accent-accent"
            />
            <span className="sr-only">{t('discussion.mark', { number: proposal.number })}</span>
          </label>
        ) : null}
        <h3 id={`t-${proposal.id}`} className="font-semibold">
          {t('discussion.number', { number: proposal.number })} · {proposal.place}
        </h3>
        <ProposalStatusBadge status={proposal.status} />
        <span className="text-ink-soft">{t(`discussion.kind.${proposal.kind}`)}</span>
      </header>
      <p className="mt-2 font-serif break-words whitespace-pre-line">{proposal.text}</p>
      {proposal.reason ? (
        <p className="mt-1 break-words whitespace-pre-line text-ink-soft">
          {t('discussion.form.reason')}: {proposal.reason}
        </p>
      ) : null}
      <p className="mt-2 text-sm text-ink-soft">
        {[
          ...authorWords(proposal, author, t),
          proposal.channel === 'form'
            ? t('discussion.channel.form')
            : t(`discussion.channel.${proposal.channel}`, { name: proposal.enteredBy ?? '' }),
          t('discussion.onVersion', { version: proposal.versionNumber }),
          formatMoment(proposal.at, locale),
          proposal.alike.length > 0 ? t('discussion.alike', { numbers: proposal.alike.join(', ') }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {proposal.scan ? (
        <p>
          <a href={proposal.scan.href} className="inline-flex min-h-11 items-center gap-2">
            <Icon name="download" />
            {t('discussion.scan', { name: proposal.scan.name })}
          </a>
        </p>
      ) : null}
      <Answer proposal={proposal} />
      {desk.mayDecide ? <ProposalSteps proposal={proposal} desk={desk} refused={refused} /> : null}
    </article>
  );
}

function authorWords(
  { organisation, hasAuthor, hasName, printsName }: ProposalView,
  author: CardProps['author'],
  t: ReturnType<typeof useMessages>,
): string[] {
  const words: string[] = [];
  if (author) words.push(...[author.name, author.email].filter(Boolean));
  else if (hasAuthor) words.push(hasName ? t('discussion.author.hidden') : t('discussion.author.email'));
  if (organisation) words.push(organisation);
  if (words.length === 0) words.push(t('discussion.author.none'));
  if (printsName) words.push(t('discussion.author.prints'));
  return words;
}

function Answer({ proposal }: { proposal: ProposalView }) {
  const t = useMessages();
  const locale = useLocale();
  const { answer, hidden, taken } = proposal;
  if (hidden)
    return <p className="mt-2">{t('discussion.hiddenBy', { reason: hidden.reason, name: hidden.byName })}</p>;
  if (!answer) return null;
  return (
    <div className="mt-3 border-l-4 border-accent pl-3">
      {taken ? (
        <p className="flex items-center gap-2 font-medium">
          <Icon name="check" className="size-5 text-success" />
          {t('discussion.taken')}
        </p>
      ) : null}
      {answer.reason ? <p className="whitespace-pre-line">{answer.reason}</p> : null}
      {answer.wording ? (
        <p className="whitespace-pre-line">
          <span className="text-ink-soft">{t('discussion.wording')}: </span>
          {answer.wording}
        </p>
      ) : null}
      <p className="text-sm text-ink-soft">
        {t('discussion.decided', { name: answer.byName, at: formatMoment(answer.at, locale) })}
      </p>
    </div>
  );
}
