import { Link, useSearchParams } from '@remix-run/react';
import type { Locale } from '../messages';
import { useLocale, useMessages } from '../messages/messages-context';

/** Switches the language of the interface: a link to this very page in the other language. */
export function LanguageLink({ className = '' }: { className?: string }) {
  const t = useMessages();
  const other: Locale = useLocale() === 'ru' ? 'en' : 'ru';
  const params = new URLSearchParams(useSearchParams()[0]);
  params.set('lang', other);
  return (
    <Link
      to={`?${params}`}
      reloadDocument
      hrefLang={other}
      lang={other}
      className={`inline-flex min-h-11 items-center ${className}`}
    >
      {t(other === 'ru' ? 'app.language.ru' : 'app.language.en')}
    </Link>
  );
}
