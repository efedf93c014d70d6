import { Form, Link } from '@remix-run/react';
import type { FormDraftView } from '~/modules/documents';
import { Button, buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import { formatDay, formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

/** Forms put away for later; nothing is shown where there are none. */
export function FormDraftList({ drafts }: { drafts: readonly FormDraftView[] }) {
  const t = useMessages();
  if (drafts.length === 0) return null;
  return (
    <section id="drafts" aria-labelledby="drafts-title" className="mb-8">
      <h2 id="drafts-title" className="text-lg font-semibold">
        {t('start.drafts')}
      </h2>
      <p className="mb-3 text-ink-soft">{t('start.drafts.text')}</p>
      <ul className="grid grid-cols-1 gap-3">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DraftCard draft={draft} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DraftCard({ draft }: { draft: FormDraftView }) {
  const t = useMessages();
  const locale = useLocale();
  const title = draft.title || t('start.drafts.untitled');
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-md border border-line bg-sheet px-4 py-3">
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <p className="text-sm text-ink-soft">
          {draft.templateTitle};{' '}
          {t('start.drafts.saved', {
            moment: formatMoment(draft.updatedAt, locale),
            day: formatDay(draft.expiresAt, locale),
          })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link
          to={`/documents/new/${draft.templateId}?draft=${draft.id}`}
          prefetch="intent"
          className={buttonClass('secondary')}
          aria-label={t('start.drafts.open.of', { title })}
        >
          {t('start.drafts.open')}
        </Link>
        <Form method="post">
          <CsrfInput />
          <input type="hidden" name="draft" value={draft.id} />
          <Button
            look="quiet"
            name="intent"
            value="discard"
            aria-label={t('start.drafts.delete.of', { title })}
          >
            {t('start.drafts.delete')}
          </Button>
        </Form>
      </div>
    </div>
  );
}
