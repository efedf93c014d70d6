import { Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { APPROVALS_SHOWN } from '~/modules/documents';
import { Icon, type IconName } from '../icons';
import type { Translate } from '../messages';
import { useMessages } from '../messages/messages-context';
import { SearchBox } from '../search/search-box';
import { Brand } from './brand';

export interface ShellUser {
  name: string;
  /** How many documents wait for this person's decision. */
  waiting: number;
}

interface Item {
  to: string;
  label: string;
  icon: IconName;
  badge?: { count: number; label: string } | undefined;
  /** The bar of a phone has room for four; the account's page leads to the rest. */
  wideOnly?: boolean;
}

/** The frame of a signed-in page: rail on the desktop, bar on the phone, one search box, the content. */
export function PageShell({ user, children }: { user: ShellUser; children: ReactNode }) {
  return (
    <div className="shell">
      <Rail waiting={user.waiting} />
      <header className="no-print flex items-center gap-3 border-b border-line px-4 py-2 md:px-8">
        <div className="md:hidden">
          <Brand compact />
        </div>
        <div className="min-w-0 flex-1">
          <SearchBox />
        </div>
        <AccountLink name={user.name} />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none md:px-8 md:py-8">
        <div className="mx-auto max-w-[76rem]">{children}</div>
      </main>
    </div>
  );
}

function AccountLink({ name }: { name: string }) {
  const t = useMessages();
  return (
    <Link
      to="/account"
      className="flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md px-2 text-ink no-underline hover:bg-accent-soft"
    >
      <Icon name="user" className="size-6" />
      <span className="sr-only lg:not-sr-only lg:max-w-56 lg:truncate">
        <span className="sr-only">{t('nav.account')}: </span>
        {name}
      </span>
    </Link>
  );
}

/** In words also past the number that is looked for. */
const waitingWords = (waiting: number, t: Translate): string =>
  waiting > APPROVALS_SHOWN
    ? t('nav.approvals.more', { count: APPROVALS_SHOWN })
    : t('nav.approvals.waiting', { count: waiting });

function Rail({ waiting }: { waiting: number }) {
  const t = useMessages();
  const items: Item[] = [
    { to: '/documents', label: t('nav.documents'), icon: 'document' },
    {
      to: '/approvals',
      label: t('nav.approvals'),
      icon: 'approvals',
      badge: waiting > 0 ? { count: waiting, label: waitingWords(waiting, t) } : undefined,
    },
    { to: '/acts', label: t('nav.knowledge'), icon: 'book' },
    { to: '/search', label: t('nav.search'), icon: 'search' },
    { to: '/settings', label: t('nav.settings'), icon: 'settings', wideOnly: true },
  ];
  return (
    <nav aria-label={t('nav.label')} className="shell-rail">
      <div className="hidden px-3 py-3 md:block">
        <Brand />
      </div>
      <ul className="grid grid-cols-4 md:grid-cols-1 md:gap-1 md:px-2">
        {items.map((item) => (
          <li key={item.to} className={item.wideOnly ? 'hidden md:block' : undefined}>
            <RailLink {...item} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink({ to, label, icon, badge }: Item) {
  return (
    <NavLink
      to={to}
      prefetch="intent"
      className="flex min-h-16 flex-col items-center justify-start gap-1 rounded-md px-1 py-2 text-center text-sm leading-tight text-ink-soft no-underline hover:bg-accent-soft hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-accent md:min-h-11 md:justify-center md:aria-[current=page]:bg-accent-soft xl:flex-row xl:justify-start xl:gap-3 xl:px-3 xl:text-left xl:text-base"
    >
      <span className="relative">
        <Icon name={icon} className="size-6" />
        {badge ? (
          <span className="absolute -top-2 left-3.5 min-w-5 rounded-full bg-accent px-1 text-center text-sm leading-5 font-medium text-on-accent">
            <span aria-hidden="true">
              {badge.count > APPROVALS_SHOWN ? `${APPROVALS_SHOWN}+` : badge.count}
            </span>
            <span className="sr-only">{badge.label}</span>
          </span>
        ) : null}
      </span>
      <span>{label}</span>
    </NavLink>
  );
}
