import type { ReactNode } from 'react';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { LanguageLink } from './language-link';

const linkClass =
  'inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-ink no-underline hover:bg-accent-soft hover:text-accent-strong';

/** The frame of what anybody may read; plain links, works without JavaScript. */
export function PublicShell({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const t = useMessages();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="no-print border-b border-line px-4 md:px-8">
        <nav
          aria-label={t('nav.label')}
          className="mx-auto flex max-w-[76rem] flex-wrap items-center gap-x-1 py-2 sm:gap-x-2"
        >
          <a href="/" className={`${linkClass} mr-auto -ml-2 text-lg font-semibold`}>
            <Icon name="document" className="size-6 text-accent" />
            {t('app.name')}
          </a>
          <a href="/acts" className={linkClass}>
            <Icon name="book" />
            <span className="sr-only sm:not-sr-only">{t('nav.knowledge')}</span>
          </a>
          <a href="/search" className={linkClass}>
            <Icon name="search" />
            <span className="sr-only sm:not-sr-only">{t('nav.search')}</span>
          </a>
          <a href="/verify" className={linkClass}>
            <Icon name="verify" />
            <span className="sr-only sm:not-sr-only">{t('nav.verify')}</span>
          </a>
          {signedIn ? null : (
            <a href="/sign-in" className={linkClass}>
              <Icon name="user" className="hidden size-5 sm:block" />
              {t('nav.signIn')}
            </a>
          )}
        </nav>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 px-4 py-6 outline-none md:px-8 md:py-10">
        <div className="mx-auto max-w-[76rem]">{children}</div>
      </main>
      <PublicFooter />
    </div>
  );
}

function PublicFooter() {
  const t = useMessages();
  return (
    <footer className="no-print border-t border-line px-4 py-4 text-sm md:px-8">
      <div className="mx-auto flex max-w-[76rem] flex-wrap items-center gap-x-4">
        <a href="/feed.xml" className="inline-flex min-h-11 items-center">
          {t('home.feed')}
        </a>
        <LanguageLink className="ml-auto" />
      </div>
    </footer>
  );
}
