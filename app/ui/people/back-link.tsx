import { Link } from '@remix-run/react';
import { Icon } from '../icons';

/** The way back to the list a page belongs to. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} prefetch="intent" className="no-print inline-flex min-h-11 items-center gap-2">
      <Icon name="back" />
      {children}
    </Link>
  );
}
