// The line under the text: how much there is, what was found, whether it is saved, who else is here.
import type { ReactNode } from 'react';
import { Button } from '../../button';
import { useMessages } from '../../messages/messages-context';
import type { TextCounts } from '../model/overview';
import { ToolButton, ToolToggle } from './tool-button';

interface StatusLineProps {
  counts: TextCounts | null;
  found: number;
  onAccept: () => void;
  onPanel: (() => void) | null;
  panelOpen: boolean;
  onPreview: (() => void) | undefined;
  children: ReactNode;
}

export function StatusLine({
  counts,
  found,
  onAccept,
  onPanel,
  panelOpen,
  onPreview,
  children,
}: StatusLineProps) {
  const t = useMessages();
  return (
    <section aria-label={t('editor.status')} className="editor-status">
      {counts ? (
        <p className="shrink-0 text-ink-soft max-lg:hidden">
          {t('editor.words', { count: counts.words })} ·{' '}
          {t('editor.characters', { count: counts.characters })}
        </p>
      ) : null}
      {found > 0 ? (
        <p className="flex flex-wrap items-center gap-x-1 max-sm:hidden">
          <span role="status">{t('editor.citations.found', { count: found })}</span>
          <Button look="quiet" type="button" onPress={onAccept}>
            {t('editor.citations.accept')}
          </Button>
        </p>
      ) : null}
      <div className="editor-status-own">{children}</div>
      {onPreview ? <ToolButton icon="printer" label={t('editor.preview')} onPress={onPreview} /> : null}
      {onPanel ? (
        <ToolToggle icon="panel" label={t('editor.panel')} isSelected={panelOpen} onPress={onPanel} />
      ) : null}
    </section>
  );
}
