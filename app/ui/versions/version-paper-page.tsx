import { Link } from '@remix-run/react';
import type { VersionPaperView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Paper } from '../document/paper';
import { Notice } from '../feedback';
import { formatMoment } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { RestoreForm } from './restore-form';

/** Any version as paper. An earlier one says so before anything else, on the paper too. */
export function VersionPaperPage({ documentId, view }: { documentId: string; view: VersionPaperView }) {
  const t = useMessages();
  const locale = useLocale();
  const at = `/documents/${documentId}`;
  return (
    <div className="grid grid-cols-1 gap-4">
      <header className="grid grid-cols-1 gap-3">
        <h2 className="text-lg font-semibold">
          {t('versions.number', { number: view.number })}
          {view.note ? ` — ${view.note}` : ''}
        </h2>
        <p className="text-sm text-ink-soft">
          {view.authorName} · <time dateTime={view.at}>{formatMoment(view.at, locale)}</time>
        </p>
        {view.current ? null : (
          <Notice tone="warning">
            <p className="font-medium">{t('versions.stale')}</p>
            <p>{t('versions.stale.text', { number: view.number, current: view.currentNumber })}</p>
          </Notice>
        )}
        <div className="no-print flex flex-wrap items-start gap-2">
          {(['pdf', 'docx'] as const).map((format) => (
            <a
              key={format}
              href={`${at}/versions/${view.number}/file?format=${format}`}
              className={buttonClass()}
            >
              <Icon name="download" />
              {t(`versions.download.${format}`)}
            </a>
          ))}
          {view.current ? null : (
            <Link
              to={`${at}/compare?from=${view.number}&to=${view.currentNumber}`}
              className={buttonClass('quiet')}
            >
              {t('versions.compareWithCurrent')}
            </Link>
          )}
        </div>
        {view.canRestore ? (
          <RestoreForm
            documentId={documentId}
            number={view.number}
            currentNumber={view.currentNumber}
            currentSha256={view.currentSha256}
            draftChanges={view.draftChanges}
          />
        ) : null}
        <nav aria-label={t('versions.title')} className="no-print flex flex-wrap gap-x-5">
          <Link to={`${at}/versions`} className="inline-flex min-h-11 items-center">
            {t('versions.all')}
          </Link>
          {[view.previous, view.next].map((number) =>
            number === null ? null : (
              <Link
                key={number}
                to={`${at}/versions/${number}`}
                className="inline-flex min-h-11 items-center"
              >
                {t('versions.previous', { number })}
              </Link>
            ),
          )}
        </nav>
      </header>
      <Paper html={view.paperHtml} label={t('document.textOf')} />
    </div>
  );
}
