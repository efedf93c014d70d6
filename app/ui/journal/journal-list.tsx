import { Link } from '@remix-run/react';
import type { JournalLine } from '~/modules/audit';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

interface JournalListProps {
  lines: readonly JournalLine[];
  /** Titles of the documents that this person may open, by id. */
  titles: Readonly<Record<string, string>>;
  timeZone: string;
}

/** Number, when, who did what, and to which document; on a phone one under another. */
export function JournalList({ lines, titles, timeZone }: JournalListProps) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <ol className="border-t border-line">
      {lines.map(({ seq, at, actorName, text, documentId }) => (
        <li
          key={seq}
          className="grid gap-x-6 border-b border-line py-3 md:grid-cols-[5rem_14rem_minmax(0,1fr)]"
        >
          <span className="text-sm text-ink-soft tabular-nums">{t('journal.number', { number: seq })}</span>
          <time dateTime={at} className="text-sm text-ink-soft">
            {formatMoment(at, locale, timeZone)}
          </time>
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <p>
              <span className="font-medium">{actorName ?? t('journal.erased')}</span>: {text}
            </p>
            {documentId === null ? null : <DocumentLink id={documentId} title={titles[documentId]} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function DocumentLink({ id, title }: { id: string; title: string | undefined }) {
  const t = useMessages();
  if (title === undefined) return <p className="text-sm text-ink-soft">{t('journal.document.closed')}</p>;
  return (
    <p>
      <Link to={`/documents/${id}`} className="inline-flex min-h-11 items-center text-sm">
        {t('journal.document', { title })}
      </Link>
    </p>
  );
}
