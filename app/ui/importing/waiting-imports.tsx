import { Link } from '@remix-run/react';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

interface WaitingImportsProps {
  imports: readonly { id: string; title: string; createdAt: string }[];
}

/** Texts read earlier that wait for their document. */
export function WaitingImports({ imports }: WaitingImportsProps) {
  const t = useMessages();
  const locale = useLocale();
  if (imports.length === 0) return null;
  return (
    <section aria-labelledby="waiting-imports">
      <h2 id="waiting-imports" className="text-lg font-semibold">
        {t('import.waiting')}
      </h2>
      <p className="mb-2 text-ink-soft">{t('import.waiting.text')}</p>
      <ul className="grid grid-cols-1">
        {imports.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3">
            <Link to={`/documents/new/import/${one.id}`} className="inline-flex min-h-11 items-center">
              {one.title}
            </Link>
            <span className="text-sm text-ink-soft">{formatMoment(one.createdAt, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
