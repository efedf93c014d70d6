import type { HistoryEntryView } from '~/modules/documents';
import { EmptyState } from '../feedback';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

/** Who did what and when, newest first. */
export function HistoryList({ entries }: { entries: readonly HistoryEntryView[] }) {
  const t = useMessages();
  const locale = useLocale();
  if (entries.length === 0) {
    return <EmptyState title={t('history.none')} text={t('home.recent.empty.text')} icon="clock" />;
  }
  return (
    <ol className="grid grid-cols-1 gap-0">
      {entries.map((entry) => (
        <li
          key={entry.seq}
          className="grid gap-x-6 border-b border-line py-3 sm:grid-cols-[14rem_minmax(0,1fr)]"
        >
          <time dateTime={entry.at} className="text-sm text-ink-soft">
            {formatMoment(entry.at, locale)}
          </time>
          <p>
            <span className="font-medium">{entry.actorName}</span>: {entry.text}
          </p>
        </li>
      ))}
    </ol>
  );
}
