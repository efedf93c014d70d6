import { Link } from '@remix-run/react';
import type { DocumentListItem } from '~/modules/documents';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge, StateBadge } from '../state-badge';

/** One document in a list: title, kind, number and date, state, whom it waits for. */
export function DocumentCard({ document: item, level = 2 }: { document: DocumentListItem; level?: 2 | 3 }) {
  const t = useMessages();
  const locale = useLocale();
  const Heading = level === 2 ? 'h2' : 'h3';
  const facts = [
    item.kindName,
    item.number ? t('documents.number', { number: item.number }) : null,
    item.date ? t('documents.adopted', { date: formatDay(item.date, locale) }) : null,
    t('documents.version', { number: item.versionNumber }),
    t('documents.updated', { date: formatDay(item.updatedAt, locale) }),
  ].filter((fact) => fact !== null);
  return (
    <article className="relative flex flex-wrap items-start justify-between gap-x-6 gap-y-2 rounded-md border border-line bg-sheet px-4 py-3 hover:border-accent md:px-5 md:py-4">
      <div className="min-w-0 flex-[1_1_18rem]">
        <Heading className="font-medium">
          <Link
            to={`/documents/${item.id}`}
            prefetch="intent"
            className="text-ink no-underline after:absolute after:inset-0 hover:text-accent-strong"
          >
            {item.title}
          </Link>
        </Heading>
        <p className="mt-1 text-sm text-ink-soft">{facts.join(' · ')}</p>
        <p className="text-sm text-ink-soft">{item.ownerName}</p>
      </div>
      <div className="flex flex-col items-start gap-1 sm:items-end">
        <StateBadge state={item.state} word={item.stateWord} />
        {item.supersededFrom ? (
          <span className="text-sm text-ink-soft">
            {t('editions.until', { date: formatDay(item.supersededFrom, locale) })}
          </span>
        ) : null}
        {item.lapsedNorms > 0 ? (
          <Badge icon="warning" tone="warning">
            {t('documents.lapsed')}
          </Badge>
        ) : null}
        {item.waiting ? <span className="text-sm text-ink-soft">{item.waiting}</span> : null}
      </div>
    </article>
  );
}
