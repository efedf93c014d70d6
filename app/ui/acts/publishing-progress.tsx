import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import type { ImportPreview } from '~/modules/knowledge';
import { useMessages } from '../messages/messages-context';
import { PageHeader } from '../shell/page-header';

const ASK_EVERY_MS = 1000;

/** How far the publishing of an act is: asked again by the page itself, or reloaded where scripts do not run. */
export function PublishingProgress({ going }: { going: ImportPreview['publishing'] }) {
  const t = useMessages();
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== 'idle') return;
    const timer = setTimeout(revalidate, ASK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  const { done = 0, total = 0 } = going ?? {};
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <PageHeader title={t('acts.publishing')} lead={t('acts.publishing.lead')} />
      <div className="max-w-[40rem]" role="status">
        <label className="block">
          <span className="mb-2 block font-medium">
            {total === 0 ? t('acts.publishing.reading') : t('acts.publishing.writing', { done, total })}
          </span>
          {/* Without a value the bar only says that something goes on. */}
          <progress
            className="h-3 w-full accent-[var(--accent)]"
            max={total || 1}
            {...(total > 0 ? { value: done } : {})}
          />
        </label>
        <p className="mt-4 text-ink-soft">{t('acts.publishing.then')}</p>
      </div>
    </>
  );
}
