import { Link } from '@remix-run/react';
import { useMessages } from '../messages/messages-context';

/** The sign of the product: a sheet with a seal. Links home. */
export function Brand({ compact = false }: { compact?: boolean }) {
  const t = useMessages();
  return (
    <Link
      to="/"
      className="inline-flex min-h-11 min-w-11 items-center gap-2 rounded-md text-ink no-underline hover:text-accent-strong"
    >
      <svg viewBox="0 0 32 32" className="size-8 shrink-0" aria-hidden="true" focusable="false">
        <path d="M6 3h15l6 6v20H6z" fill="var(--accent)" />
        <path d="M21 3v6h6z" fill="var(--accent-soft)" />
        <path d="M10.5 13h9M10.5 17h6" stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round" />
        <circle cx="20.5" cy="23" r="3.2" fill="none" stroke="var(--on-accent)" strokeWidth="2" />
      </svg>
      <span className={compact ? 'sr-only' : 'text-lg font-semibold md:sr-only xl:not-sr-only'}>
        {t('app.name')}
      </span>
    </Link>
  );
}
