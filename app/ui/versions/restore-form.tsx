import { Form, useNavigation } from '@remix-run/react';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import { Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';

export interface RestoreFormProps {
  documentId: string;
  number: number;
  currentNumber: number;
  currentSha256: string;
  /** Unsaved changes of the working copy, or null. */
  draftChanges: number | null;
}

/** Says what will happen, the unsaved working copy included, then asks once. */
export function RestoreForm({
  documentId,
  number,
  currentNumber,
  currentSha256,
  draftChanges,
}: RestoreFormProps) {
  const t = useMessages();
  const busy = useNavigation().formData?.get('intent') === 'restore';
  return (
    <Disclosure summary={t('versions.restore')} summaryClassName="w-fit font-medium text-accent">
      <Form
        method="post"
        action={`/documents/${documentId}/versions`}
        aria-label={t('versions.restore.title', { number })}
        className="grid max-w-[40rem] grid-cols-1 gap-3 pb-3"
      >
        <CsrfInput />
        <input type="hidden" name="intent" value="restore" />
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="versionSha256" value={currentSha256} />
        <p>{t('versions.restore.help', { number, current: currentNumber })}</p>
        {draftChanges === null ? null : (
          <Notice tone="info">{t('versions.restore.draft', { count: draftChanges })}</Notice>
        )}
        <div>
          <Button look="primary" isDisabled={busy}>
            {busy ? t('action.working') : t('versions.restore.title', { number })}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}
