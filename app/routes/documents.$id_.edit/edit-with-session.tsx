// Joins the editor with saving.
import { useFetcher } from '@remix-run/react';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentBody, EditingView } from '~/modules/documents';
import { Button } from '~/ui/button';
import { CsrfContext } from '~/ui/csrf';
import { EditPage } from '~/ui/editor/edit-page';
import type { DocumentEditorHandle } from '~/ui/editor/editor-types';
import { useMessages } from '~/ui/messages/messages-context';
import { RemarkPanel } from '~/ui/remarks/remark-panel';
import type { action } from './route';

export function EditWithSession({ view }: { view: EditingView }) {
  const t = useMessages();
  const csrf = useContext(CsrfContext);
  const editor = useRef<DocumentEditorHandle>(null);
  const fetcher = useFetcher<typeof action>();
  const initial = useMemo(() => JSON.parse(view.bodyJson) as DocumentBody, [view.bodyJson]);
  const [blockId, setBlockId] = useState<string | null>(null);
  const decorations = useMemo(
    () => ({ remarks: view.remarkCounts, suggestions: view.suggestionCounts }),
    [view.remarkCounts, view.suggestionCounts],
  );
  const panels = useMemo(
    () => [
      {
        id: 'remarks',
        label: t('document.tab.remarks'),
        render: () => <RemarkPanel documentId={view.head.id} blockId={blockId} />,
      },
    ],
    [t, view.head.id, blockId],
  );
  const [dirty, setDirty] = useState(false);
  const sent = useRef({
    n: 0,
    base: view.bodySha256,
    client: `tab-${Math.random().toString(36).slice(2, 12)}`,
  });
  const saved = fetcher.data;
  useEffect(() => {
    if (saved?.status === 'saved') sent.current.base = saved.sha256;
  }, [saved]);
  const save = () => {
    setDirty(false);
    sent.current.n += 1;
    const form = new FormData();
    form.set('csrf', csrf);
    form.set('intent', 'version');
    form.set('client', sent.current.client);
    form.set('n', String(sent.current.n));
    form.set('baseSha256', sent.current.base);
    form.set('note', t('editor.save.note'));
    form.set('body', JSON.stringify(editor.current?.getBody()));
    fetcher.submit(form, { method: 'post', encType: 'multipart/form-data' });
  };
  const busy = fetcher.state !== 'idle';
  const word = busy ? t('editor.saving') : dirty ? t('editor.unsaved') : t('editor.saved');
  return (
    <EditPage
      view={view}
      initial={initial}
      editor={editor}
      bring={{
        onChange: () => setDirty(true),
        onFocusBlock: setBlockId,
        onMark: setBlockId,
        decorations,
        panels,
        onPreview: () => window.open(`/documents/${view.head.id}/draft.pdf`, '_blank', 'noopener'),
        status: (
          <>
            <span role="status">{word}</span>
            <Button type="button" onPress={save} isDisabled={busy}>
              {t('editor.save')}
            </Button>
          </>
        ),
      }}
    />
  );
}
