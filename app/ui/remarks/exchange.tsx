import { Form, Link } from '@remix-run/react';
import type { RemarksView } from '~/modules/documents';
import { Button, buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import { Field } from '../field';
import { formatMoment } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';

export interface ExchangeProps {
  documentId: string;
  view: RemarksView;
  /** Megabytes of a file. */
  limit: number;
}

/** Word files out and in. */
export function Exchange({ documentId, view, limit }: ExchangeProps) {
  const t = useMessages();
  return (
    <section aria-labelledby="exchange-title" className="no-print mt-8">
      <h2 id="exchange-title" className="mb-2 text-lg font-semibold">
        {t('remarks.exchange')}
      </h2>
      <a href={`/documents/${documentId}/working-copy.docx`} className={buttonClass()} download>
        <Icon name="download" />
        {t('remarks.exchange.out')}
      </a>
      <p className="mt-1 text-sm text-ink-soft">{t('remarks.exchange.out.help')}</p>
      {view.can.remark ? (
        <Form
          method="post"
          action={`/documents/${documentId}/remarks/file`}
          encType="multipart/form-data"
          className="mt-4 grid grid-cols-1 gap-3 rounded-md border border-line px-4 py-3"
        >
          <CsrfInput />
          <h3 className="font-semibold">{t('remarks.exchange.in')}</h3>
          <Field
            label={t('remarks.exchange.file')}
            hint={t('remarks.exchange.in.help', { size: limit })}
            required
          >
            {(ids) => (
              <input
                {...ids}
                type="file"
                name="file"
                accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                className="block min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-sheet px-3 py-2"
              />
            )}
          </Field>
          <div>
            <Button>{t('remarks.exchange.in.send')}</Button>
          </div>
        </Form>
      ) : null}
      <Files documentId={documentId} view={view} />
    </section>
  );
}

function Files({ documentId, view }: Pick<ExchangeProps, 'documentId' | 'view'>) {
  const t = useMessages();
  const locale = useLocale();
  if (view.files.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-semibold">{t('remarks.exchange.files')}</h3>
      <ul>
        {view.files.map((file) => (
          <li
            key={file.id}
            className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line py-1"
          >
            <Link
              to={`/documents/${documentId}/remarks/file/${file.id}`}
              className="inline-flex min-h-11 items-center break-all"
            >
              {file.name}
            </Link>
            <span className="text-sm text-ink-soft">
              {file.byName}, {formatMoment(file.at, locale)},{' '}
              {t(file.taken ? 'remarks.exchange.taken' : 'remarks.exchange.waiting')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
