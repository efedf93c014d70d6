import type { PublicDocumentView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Notice } from '../feedback';
import { formatDay, formatSize } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';
import { Outline } from './outline';
import { Paper } from './paper';

/** A published document for everybody: state, number, files, the text as paper, its verification code. */
export function PublicDocument({ document }: { document: PublicDocumentView }) {
  const t = useMessages();
  return (
    <>
      <PublicHeader document={document} />
      <div className="grid gap-x-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div>
          <Outline title={t('public.outline')} entries={document.outline} />
        </div>
        <Paper html={document.paperHtml} label={t('document.textOf')} />
      </div>
    </>
  );
}

function PublicHeader({ document }: { document: PublicDocumentView }) {
  const t = useMessages();
  const locale = useLocale();
  const facts = [
    document.number ? t('public.number', { number: document.number }) : null,
    document.date ? t('public.adopted', { date: formatDay(document.date, locale) }) : null,
    document.inForceFrom ? t('editions.from', { date: formatDay(document.inForceFrom, locale) }) : null,
  ].filter(Boolean);
  return (
    <header className="no-print mb-6">
      <p className="text-sm text-ink-soft">
        {t('public.kicker', { kind: document.kindName, owner: document.ownerName })}
      </p>
      <h1 className="mt-1 text-lg font-semibold md:text-2xl">{document.title}</h1>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Badge icon="verify" tone="success">
          {document.stateWord}
        </Badge>
        {facts.length > 0 ? <span>{facts.join(' ')}</span> : null}
        <span className="text-ink-soft">
          {t('public.published', { date: formatDay(document.publishedAt, locale) })}
        </span>
      </p>
      {document.supersededFrom ? (
        <div className="mt-4">
          <Notice tone="warning">
            <p>{t('editions.until', { date: formatDay(document.supersededFrom, locale) })}</p>
            {document.successorUrl ? <a href={document.successorUrl}>{t('editions.newer.open')}</a> : null}
          </Notice>
        </div>
      ) : null}
      <ul className="mt-4 grid grid-cols-2 gap-3 sm:flex sm:flex-wrap [&_a]:w-full">
        {document.files.map((file) => (
          <li key={`${file.format} ${file.sha256}`}>
            <a href={file.href} download={file.name} className={buttonClass('secondary')}>
              <Icon name="download" />
              <span>
                <span className="sr-only">{t('public.files')} </span>
                {file.format.toUpperCase()}
              </span>
              <span className="text-sm text-ink-soft">{formatSize(file.size, locale)}</span>
            </a>
          </li>
        ))}
        <li className="col-span-2">
          <a href={`/verify/${encodeURIComponent(document.verifyCode)}`} className={buttonClass('quiet')}>
            <Icon name="verify" />
            {t('public.verify')}
          </a>
        </li>
      </ul>
    </header>
  );
}
