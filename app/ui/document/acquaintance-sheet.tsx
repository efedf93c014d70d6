import { Link } from '@remix-run/react';
import type { AcquaintanceView, DocumentHead } from '~/modules/documents';
import { Button } from '../button';
import { EmptyState, Notice } from '../feedback';
import { Checkbox } from '../fields';
import { formatDay, formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Part, SharingForm } from '../sharing/sharing-form';

interface SheetProps {
  document: DocumentHead;
  sheet: AcquaintanceView;
  /** Whom one may still ask. */
  people: readonly { subject: string; name: string; detail: string }[];
}

export function AcquaintanceSheet({ document, sheet, people }: SheetProps) {
  const t = useMessages();
  if (!sheet.foreseen) return <Notice tone="info">{t('acquaintance.notForeseen')}</Notice>;
  return (
    <div className="grid max-w-[56rem] grid-cols-1 gap-8">
      {sheet.open ? null : <Notice tone="info">{t('acquaintance.notInForce')}</Notice>}
      {sheet.mine && sheet.open ? <Confirm document={document} /> : null}
      <Part title={t('acquaintance.title')} lead={t('acquaintance.lead')}>
        {sheet.lines.length === 0 ? (
          <EmptyState icon="user" title={t('acquaintance.nobody')} text={t('acquaintance.none')} level={3} />
        ) : (
          <Lines sheet={sheet} />
        )}
        {sheet.mayLead ? <Papers documentId={document.id} /> : null}
      </Part>
      {sheet.mayLead && sheet.open ? <Ask people={people} /> : null}
    </div>
  );
}

function Confirm({ document }: Pick<SheetProps, 'document'>) {
  const t = useMessages();
  return (
    <Part
      title={t('acquaintance.mine')}
      lead={t('acquaintance.mine.text', { number: document.versionNumber })}
    >
      <Link to={`/documents/${document.id}`} className="inline-flex min-h-11 items-center">
        {t('acquaintance.read')}
      </Link>
      <SharingForm intent="confirm" values={{ versionSha256: document.versionSha256 }}>
        <Button look="primary">{t('acquaintance.confirm')}</Button>
      </SharingForm>
    </Part>
  );
}

function Lines({ sheet }: Pick<SheetProps, 'sheet'>) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <>
      <p role="status">{t('acquaintance.count', { done: sheet.confirmed, all: sheet.lines.length })}</p>
      <ul className="grid grid-cols-1">
        {sheet.lines.map((line) => (
          <li
            key={line.userId}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-3"
          >
            <div className="min-w-0">
              <p className="font-medium">{line.name}</p>
              <p className="text-sm text-ink-soft">{line.position}</p>
              <p className="text-sm">
                {line.confirmedAt
                  ? t('acquaintance.done', {
                      date: formatMoment(line.confirmedAt, locale),
                      hash: line.versionSha256?.slice(0, 8) ?? '',
                    })
                  : t('acquaintance.waiting', { date: formatDay(line.askedAt, locale) })}
              </p>
            </div>
            {sheet.mayLead && sheet.open && !line.confirmedAt ? (
              <SharingForm intent="remove" values={{ userId: line.userId }}>
                <Button aria-label={t('acquaintance.remove', { name: line.name })}>
                  {t('acquaintance.remove.short')}
                </Button>
              </SharingForm>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Ask({ people }: Pick<SheetProps, 'people'>) {
  const t = useMessages();
  return (
    <Part title={t('acquaintance.ask')}>
      {people.length === 0 ? (
        <p className="text-ink-soft">{t('acquaintance.ask.nobody')}</p>
      ) : (
        <SharingForm intent="ask" className="grid gap-3">
          <fieldset className="grid max-h-96 gap-1 overflow-y-auto rounded-md border border-line p-3">
            <legend className="px-1 text-sm text-ink-soft">{t('acquaintance.ask.legend')}</legend>
            {people.map(({ subject, name, detail }) => (
              <Checkbox
                key={subject}
                name="subjects"
                value={subject}
                label={[name, detail].filter(Boolean).join(', ')}
              />
            ))}
          </fieldset>
          <div>
            <Button look="primary">{t('acquaintance.ask')}</Button>
          </div>
        </SharingForm>
      )}
    </Part>
  );
}

function Papers({ documentId }: { documentId: string }) {
  const t = useMessages();
  return (
    <p className="no-print flex flex-wrap gap-x-5">
      {(['pdf', 'docx'] as const).map((format) => (
        <a
          key={format}
          href={`/documents/${documentId}/acquaintance/sheet.${format}`}
          className="inline-flex min-h-11 items-center"
        >
          {t('acquaintance.paper', { format: format.toUpperCase() })}
        </a>
      ))}
    </p>
  );
}
