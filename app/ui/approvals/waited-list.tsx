import { Link } from '@remix-run/react';
import type { WaitedDocument } from '~/modules/documents';
import { DueText } from '../document/approval-card';
import { useMessages } from '../messages/messages-context';

/** What the organisation has sent and waits for: «ждём ответа: 2 из 5», and who is late. */
export function WaitedList({ waited }: { waited: readonly WaitedDocument[] }) {
  const t = useMessages();
  if (waited.length === 0) return null;
  return (
    <section aria-labelledby="waited-title" className="grid gap-3">
      <h2 id="waited-title" className="text-lg font-semibold">
        {t('approvals.waited')}
      </h2>
      <ul className="grid gap-3">
        {waited.map((one) => (
          <li key={one.documentId} className="rounded-md border border-line bg-sheet px-4 py-3">
            <Link
              to={`/documents/${one.documentId}?tab=route`}
              className="inline-flex min-h-11 items-center font-medium"
            >
              {one.title}
            </Link>
            <p className="text-sm text-ink-soft">{one.waiting}</p>
            {one.overdue.map(({ name, dueText }) => (
              <DueText key={name} text={`${name}: ${dueText}`} overdue />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
