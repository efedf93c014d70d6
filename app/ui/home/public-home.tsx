import type { FeedEntry } from '~/modules/documents';
import { buttonClass } from '../button';
import { EmptyState } from '../feedback';
import { formatDay } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { PageHeader } from '../shell/page-header';

/** What a visitor sees: published documents, and the way to verify a paper copy. */
export function PublicHome({ published }: { published: readonly FeedEntry[] }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <>
      <PageHeader title={t('home.public')} lead={t('home.public.lead')}>
        <a href="/verify" className={buttonClass('secondary')}>
          <Icon name="verify" />
          {t('home.verify')}
        </a>
      </PageHeader>
      {published.length === 0 ? (
        <EmptyState title={t('home.public.empty')} text={t('home.public.empty.text')}>
          <a href="/verify" className={buttonClass('primary')}>
            {t('home.verify')}
          </a>
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-1 gap-3">
          {published.map((entry) => (
            <li
              key={entry.slug}
              className="relative rounded-md border border-line bg-sheet px-4 py-4 hover:border-accent md:px-6"
            >
              <h2 className="text-lg font-medium">
                <a
                  href={`/p/${entry.slug}`}
                  className="text-ink no-underline after:absolute after:inset-0 hover:text-accent-strong"
                >
                  {entry.title}
                </a>
              </h2>
              <p className="mt-1 text-sm text-ink-soft">
                {[
                  entry.kindName,
                  entry.date ? t('documents.adopted', { date: formatDay(entry.date, locale) }) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {entry.summary ? <p className="mt-2 line-clamp-3 max-w-[46rem]">{entry.summary}</p> : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
