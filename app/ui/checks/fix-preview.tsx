import { Form, useNavigation } from '@remix-run/react';
import type { FixPreview } from '~/modules/documents';
import { Button, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { DiffWords } from '../versions/diff-words';

export interface FixPreviewListProps {
  documentId: string;
  preview: readonly FixPreview[];
  /** `all` or one problem. */
  wish: string;
}

/** What will be mended, word by word, and one button; nothing has happened yet. */
export function FixPreviewList({ documentId, preview, wish }: FixPreviewListProps) {
  const t = useMessages();
  const busy = useNavigation().formData?.get('intent') === 'fix';
  return (
    <section
      id="preview"
      aria-labelledby="preview-title"
      className="grid grid-cols-1 gap-3 rounded-md border-2 border-accent bg-sheet p-4 md:p-5"
    >
      <h3 id="preview-title" className="text-lg font-semibold">
        {t('checks.preview.title')}
      </h3>
      {preview.length === 0 ? <Notice tone="info">{t('checks.preview.empty')}</Notice> : null}
      <ul className="grid grid-cols-1 gap-3">
        {preview.map((one) => (
          <li key={one.blockId} className="border-l-4 border-line pl-3">
            <p className="text-sm text-ink-soft">
              {one.place}
              {one.after === null ? ` — ${t('checks.preview.gone')}` : ''}
            </p>
            <p className="font-serif">
              <DiffWords words={one.words} />
            </p>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        {preview.length > 0 ? (
          <Form method="post" action={`/documents/${documentId}/checks`}>
            <CsrfInput />
            <input type="hidden" name="intent" value="fix" />
            {wish === 'all' ? null : <input type="hidden" name="problem" value={wish} />}
            <Button look="primary" isDisabled={busy}>
              {busy ? t('action.working') : t(wish === 'all' ? 'checks.fixAll' : 'checks.fix')}
            </Button>
          </Form>
        ) : null}
        <LinkButton to="?" look="quiet" preventScrollReset>
          {t('checks.preview.back')}
        </LinkButton>
      </div>
    </section>
  );
}
