// «Сохранить версию»: what is typed is sent first, then the working copy becomes a version.
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { useMessages } from '../messages/messages-context';

type Saved = { ok: true; number: number } | { ok: false; message: string };

interface SaveVersionButtonProps {
  documentId: string;
  /** State of the session: `saved` and `idle` mean that the server has everything. */
  status: string;
  flush: () => void;
}

const SETTLED = new Set(['saved', 'idle']);

export function SaveVersionButton({ documentId, status, flush }: SaveVersionButtonProps) {
  const t = useMessages();
  const fetcher = useFetcher<Saved>();
  const [wanted, setWanted] = useState<HTMLFormElement | null>(null);
  const busy = fetcher.state !== 'idle' || wanted !== null;
  const { submit } = fetcher;
  useEffect(() => {
    if (!wanted || !SETTLED.has(status)) return;
    submit(wanted);
    setWanted(null);
  }, [wanted, status, submit]);
  const { data } = fetcher;
  return (
    <>
      {data && !busy ? (
        <span role="status">
          {data.ok
            ? t('editor.version.saved', { number: data.number })
            : t('editor.saveFailed', { reason: data.message })}
        </span>
      ) : null}
      <fetcher.Form
        method="post"
        action={`/documents/${documentId}/edit`}
        onSubmit={(event) => {
          event.preventDefault();
          flush();
          setWanted(event.currentTarget);
        }}
      >
        <CsrfInput />
        <input type="hidden" name="note" value={t('editor.save.note')} />
        <Button isDisabled={busy}>{busy ? t('editor.saving') : t('editor.save')}</Button>
      </fetcher.Form>
    </>
  );
}
