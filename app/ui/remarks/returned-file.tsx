import { Form, Link } from '@remix-run/react';
import type { ReturnedFileView } from '~/modules/documents';
import { Button, buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import { EmptyState, FormErrors, Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { keyed } from './keyed';
import type { RemarksRefusal } from './remarks-refusal';
import { SuggestionCard } from './suggestion-card';

export interface ReturnedFilePageProps {
  documentId: string;
  file: ReturnedFileView;
  refused: RemarksRefusal | null;
}

/** What a file would bring; nothing is in the document until it is taken over. */
export function ReturnedFilePage({ documentId, file, refused }: ReturnedFilePageProps) {
  const t = useMessages();
  const { counts } = file;
  const nothing = counts.suggestions + counts.remarks + counts.lost === 0;
  return (
    <div className="grid max-w-[56rem] grid-cols-1 gap-5">
      <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      <div>
        <h2 className="text-lg font-semibold">{t('remarks.preview.title')}</h2>
        <p className="break-words">{t('remarks.preview.file', { name: file.name, by: file.byName })}</p>
        <p className="text-ink-soft">
          {t(file.base.guessed ? 'remarks.preview.base.guess' : 'remarks.preview.base', {
            number: file.base.number,
          })}
        </p>
      </div>
      {file.taken ? <Notice tone="info">{t('remarks.preview.taken')}</Notice> : null}
      {nothing && !file.taken ? (
        <EmptyState
          level={3}
          title={t('remarks.preview.nothing')}
          text={t('remarks.preview.nothing.text', { number: file.base.number })}
        />
      ) : null}
      {nothing ? null : <Found file={file} />}
      <div className="no-print flex flex-wrap gap-3">
        {file.can.take ? (
          <Form method="post">
            <CsrfInput />
            <Button look="primary">{t('remarks.preview.take')}</Button>
          </Form>
        ) : null}
        <Link to={`/documents/${documentId}/remarks`} className={buttonClass('quiet')}>
          {t('remarks.preview.back')}
        </Link>
      </div>
    </div>
  );
}

function Found({ file }: { file: ReturnedFileView }) {
  const t = useMessages();
  const { counts } = file;
  return (
    <>
      <div>
        <p className="font-medium">
          {t('remarks.preview.found', {
            suggestions: t('remarks.preview.suggestions', { count: counts.suggestions }),
            remarks: t('remarks.preview.remarks', { count: counts.remarks }),
          })}
          {counts.lost > 0 ? `. ${t('remarks.preview.lost', { count: counts.lost })}` : ''}
        </p>
        {counts.untracked > 0 ? <p>{t('remarks.preview.untracked', { count: counts.untracked })}</p> : null}
        {counts.known > 0 ? (
          <p className="text-ink-soft">{t('remarks.preview.known', { count: counts.known })}</p>
        ) : null}
      </div>
      <Lost file={file} />
      {file.groups.length > 0 ? (
        <section aria-labelledby="preview-suggestions">
          <h3 id="preview-suggestions" className="mb-2 font-semibold">
            {t('remarks.suggestions')}
          </h3>
          <ul className="grid grid-cols-1 gap-3">
            {file.groups.map((group) => (
              <SuggestionCard key={group.key} group={group} canDecide={false} choosing={false} level={4} />
            ))}
          </ul>
        </section>
      ) : null}
      <Comments file={file} />
    </>
  );
}

function Lost({ file }: { file: ReturnedFileView }) {
  const t = useMessages();
  if (file.lost.length === 0) return null;
  return (
    <Notice tone="warning">
      <p className="font-medium">{t('remarks.preview.lost', { count: file.lost.length })}</p>
      <ul className="mt-1 list-disc pl-5">
        {keyed(file.lost).map(({ key, value }) => (
          <li key={key} className="break-words">
            {value.author ? `${value.author}: ` : ''}
            {value.text}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-sm">{t('remarks.preview.lost.help')}</p>
    </Notice>
  );
}

function Comments({ file }: { file: ReturnedFileView }) {
  const t = useMessages();
  if (file.remarks.length === 0) return null;
  return (
    <section aria-labelledby="preview-remarks">
      <h3 id="preview-remarks" className="mb-2 font-semibold">
        {t('remarks.title')}
      </h3>
      <ul className="grid grid-cols-1 gap-3">
        {keyed(file.remarks).map(({ key, value }) => (
          <li key={key} className="rounded-md border border-line bg-sheet px-4 py-3">
            <p className="text-sm text-ink-soft">
              <span className="font-medium text-ink">{value.author}</span> ·{' '}
              {value.point ? t('remarks.thread.point', { point: value.point }) : t('remarks.thread.document')}
            </p>
            {value.quote ? <q className="font-serif break-words">{value.quote}</q> : null}
            <p className="break-words whitespace-pre-line">{value.text}</p>
            {keyed(value.replies).map(({ key: replyKey, value: reply }) => (
              <p key={replyKey} className="mt-1 border-l-3 border-line pl-3 break-words whitespace-pre-line">
                <span className="font-medium">{reply.author}: </span>
                {reply.text}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
