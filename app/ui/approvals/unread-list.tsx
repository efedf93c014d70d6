import { Link } from '@remix-run/react';
import { useMessages } from '../messages/messages-context';

/** Documents this person was asked to read; nothing where there are none. */
export function UnreadList({ unread }: { unread: readonly { id: string; title: string }[] }) {
  const t = useMessages();
  if (unread.length === 0) return null;
  return (
    <section aria-labelledby="unread-title">
      <h2 id="unread-title" className="text-lg font-semibold">
        {t('acquaintance.unread')}
      </h2>
      <ul className="mt-2 grid">
        {unread.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/documents/${id}/acquaintance`} className="inline-flex min-h-11 items-center">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
