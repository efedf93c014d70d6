import { Link } from '@remix-run/react';

export interface TabItem {
  id: string;
  /** Address of the page behind the tab. */
  to: string;
  label: string;
  /** A count beside the label, e.g. of files; 0 is shown too. */
  count?: number | undefined;
}

/**
 * Tabs as links: they work without JavaScript, can be bookmarked, and the back button undoes them.
 * Each is a page of its own, so they are navigation (aria-current), not ARIA tabs.
 */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly TabItem[]; current: string }) {
  return (
    <nav
      aria-label={label}
      className="no-print -mx-4 overflow-x-auto border-b border-line px-4 md:mx-0 md:px-0"
    >
      <ul className="flex gap-1 md:flex-wrap lg:gap-0">
        {tabs.map((tab) => (
          <li key={tab.id}>
            <Link
              to={tab.to}
              preventScrollReset
              prefetch="intent"
              aria-current={tab.id === current ? 'page' : undefined}
              className="flex min-h-11 items-center gap-2 border-b-3 border-transparent px-3 lg:gap-1 lg:px-2 whitespace-nowrap text-ink-soft no-underline hover:text-accent-strong aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="text-sm text-ink-soft">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
