import { Link, useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { RemarksView } from '~/modules/documents';
import { Button } from '../button';
import { FormErrors } from '../feedback';
import { TextArea } from '../fields';
import { useMessages } from '../messages/messages-context';
import { PanelFormContext, PostForm } from './post-form';
import type { RemarksRefusal } from './remarks-refusal';
import { SuggestionCard } from './suggestion-card';
import { ThreadCard } from './thread-card';

export interface RemarkPanelProps {
  documentId: string;
  /** The block the caret stands in; null shows what is open everywhere. */
  blockId: string | null;
}

interface PanelData {
  remarks: RemarksView;
}

/** Remarks and suggestions beside the editor. It reads and writes the page of remarks without leaving the editor. */
export function RemarkPanel({ documentId, blockId }: RemarkPanelProps) {
  const t = useMessages();
  const reader = useFetcher<PanelData>();
  const writer = useFetcher<RemarksRefusal | null>();
  const address = `/documents/${documentId}/remarks`;
  const query = blockId ? `?block=${encodeURIComponent(blockId)}` : '';
  const { load } = reader;
  // A written remark is read again: the writer comes to rest after its answer.
  const settled = writer.state === 'idle';
  useEffect(() => {
    if (settled) load(`${address}${query}`);
  }, [address, query, settled, load]);
  const view = reader.data?.remarks;
  const refused = Object.values(writer.data?.errors ?? {}).flat();
  if (!view) return <p className="text-ink-soft">{t('remarks.panel.loading')}</p>;
  return (
    <PanelFormContext.Provider value={{ Form: writer.Form, action: address }}>
      <div className="grid grid-cols-1 gap-4" aria-live="polite">
        {view.can.remark && blockId ? (
          <div key={`${blockId} ${view.counts.all}`}>
            <PostForm intent="remark">
              <input type="hidden" name="block" value={blockId} />
              <TextArea name="text" label={t('remarks.panel.here')} required rows={3} maxLength={20_000} />
              <div>
                <Button>{t('remarks.form.send')}</Button>
              </div>
            </PostForm>
          </div>
        ) : null}
        {refused.length > 0 ? <FormErrors errors={refused} /> : null}
        {view.threads.length + view.groups.length === 0 ? (
          <p className="text-ink-soft">{t(blockId ? 'remarks.empty' : 'remarks.panel.pick')}</p>
        ) : null}
        <ul className="grid grid-cols-1 gap-3">
          {view.threads.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} href={null} />
          ))}
        </ul>
        <PostForm intent="decide">
          <ul className="grid grid-cols-1 gap-3">
            {view.groups.map((group) => (
              <SuggestionCard key={group.key} group={group} canDecide={view.can.decide} choosing={false} />
            ))}
          </ul>
        </PostForm>
        <Link to={address} className="inline-flex min-h-11 items-center">
          {t('remarks.panel.all')}
        </Link>
      </div>
    </PanelFormContext.Provider>
  );
}
