import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../messages/messages-context';

/**
 * Slow navigations show a bar (after 300 ms); every finished one moves the focus to the content and says the new
 * title, as a page load would.
 */
export function NavigationProgress() {
  const t = useMessages();
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      {busy ? <div className="progress no-print" role="progressbar" aria-label={t('app.loading')} /> : null}
      <RouteAnnouncer />
    </>
  );
}

function RouteAnnouncer() {
  const { pathname } = useLocation();
  const first = useRef(pathname);
  const [title, setTitle] = useState('');
  useEffect(() => {
    if (first.current === pathname) return;
    first.current = '';
    setTitle(document.title);
    const active = document.activeElement;
    if (!active || active === document.body || !active.closest('main')) {
      document.getElementById('content')?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <p aria-live="polite" className="sr-only">
      {title}
    </p>
  );
}
