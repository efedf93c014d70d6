import { Form } from '@remix-run/react';
import { type ClipboardEvent, useId, useState } from 'react';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { FormErrors, Notice } from '../feedback';
import { controlClass } from '../field';
import { TextArea } from '../fields';
import { useMessages } from '../messages/messages-context';

export interface ImportRefusal {
  text: string;
  html: string;
  error: string;
  signedOut: boolean;
}

interface ImportFormProps {
  owner: string;
  refusal: ImportRefusal | null;
  busy: boolean;
}

const ACCEPTED = '.docx,.odt,.rtf,.html,.htm,.txt';

/** A file or a pasted text. With scripts a paste keeps its structure: the clipboard's HTML goes along with the words. */
export function ImportForm({ owner, refusal, busy }: ImportFormProps) {
  const t = useMessages();
  const id = useId();
  const [html, setHtml] = useState(refusal?.html ?? '');
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    // Only into an empty field: a paste into words already there is their part, not the whole.
    const given = event.clipboardData.getData('text/html');
    if (event.currentTarget.value === '') window.setTimeout(() => setHtml(given), 0);
  };
  return (
    <Form method="post" encType="multipart/form-data" className="grid grid-cols-1 gap-6" noValidate>
      <CsrfInput />
      <input type="hidden" name="owner" value={owner} />
      <input type="hidden" name="html" value={html} />
      {refusal?.signedOut ? (
        <Notice tone="warning">
          <p>{t('form.signedOut')}</p>
          <a href="/sign-in" target="_blank" rel="noreferrer" className="inline-flex min-h-11 items-center">
            {t('form.signedOut.link')}
          </a>
        </Notice>
      ) : null}
      <FormErrors errors={refusal?.error ? [refusal.error] : []} />
      <div>
        <label htmlFor={id} className="mb-1 block font-medium">
          {t('import.file')}
        </label>
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink-soft">
          {t('import.file.hint')}
        </p>
        <input
          id={id}
          type="file"
          name="file"
          accept={ACCEPTED}
          aria-describedby={`${id}-hint`}
          className={controlClass}
        />
      </div>
      <TextArea
        label={t('import.text')}
        hint={t('import.text.hint')}
        name="text"
        rows={10}
        defaultValue={refusal?.text ?? ''}
        onPaste={onPaste}
        onInput={() => setHtml('')}
      />
      {html ? <p className="text-sm text-ink-soft">{t('import.text.rich')}</p> : null}
      <p>
        <Button look="primary" isDisabled={busy}>
          {t(busy ? 'import.reading' : 'import.read')}
        </Button>
      </p>
    </Form>
  );
}
