// The open page of a discussion: what it is, until when, the text with a way to propose at each point.
import type { DiscussionPageView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Paper } from '../document/paper';
import { Notice } from '../feedback';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

export function DiscussionOpenPage({ page }: { page: DiscussionPageView }) {
  const t = useMessages();
  return (
    <>
      <header className="mx-auto mb-6 grid max-w-[52rem] grid-cols-1 gap-3">
        <p className="text-ink-soft">{t('public.kicker', { kind: page.kindName, owner: page.ownerName })}</p>
        <h1 className="text-xl font-semibold md:text-2xl">{page.title}</h1>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Badge icon="talk" tone="accent">
            {page.stamp}
          </Badge>
          {page.basis ? <span>{page.basis}</span> : null}
        </p>
        <Term page={page} />
        {page.place ? <p>{t('discussion.placeIs', { place: page.place })}</p> : null}
        {page.notes ? <p className="whitespace-pre-line">{page.notes}</p> : null}
        <Actions page={page} />
      </header>
      <Paper html={page.paperHtml} label={t('discussion.textOf')} />
      {page.taking ? (
        <p className="no-print mx-auto mt-6 max-w-[52rem]">
          <a href={`/d/${page.code}/propose`} className={buttonClass('primary')}>
            <Icon name="pen" />
            {t('discussion.proposeWhole')}
          </a>
        </p>
      ) : null}
    </>
  );
}

function Term({ page }: { page: DiscussionPageView }) {
  const t = useMessages();
  if (!page.taking) {
    return (
      <Notice tone="info">
        <p className="font-medium">{t('discussion.over')}</p>
        <p>
          {t('discussion.received', { count: page.received })}{' '}
          {page.publicUrl ? (
            <a href={page.publicUrl}>{t('discussion.adoptedText')}</a>
          ) : (
            t('discussion.over.next')
          )}
        </p>
      </Notice>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="flex items-start gap-2 font-medium">
        <Icon name="clock" className="mt-0.5 size-5" />
        {t('discussion.term', { term: page.term })}
      </span>
      <span className="text-ink-soft">{t('discussion.received', { count: page.received })}</span>
    </p>
  );
}

function Actions({ page }: { page: DiscussionPageView }) {
  const t = useMessages();
  const at = `/d/${page.code}`;
  return (
    <p className="no-print flex flex-wrap gap-2">
      {page.taking ? (
        <a href={`${at}/propose`} className={buttonClass('primary')}>
          <Icon name="pen" />
          {t('discussion.propose')}
        </a>
      ) : null}
      {(['pdf', 'docx'] as const).map((format) => (
        <a key={format} href={`${at}/proekt.${format}`} className={buttonClass('secondary')}>
          <Icon name="download" />
          {t('discussion.project', { format: format.toUpperCase() })}
        </a>
      ))}
      <a href={`${at}/sheet`} className={buttonClass('quiet')}>
        {t('discussion.sheet')}
      </a>
    </p>
  );
}
