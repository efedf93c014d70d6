// Numbering of the document or of a block, and the list of keys.
import { useState } from 'react';
import type { NumberingMode } from '~/modules/documents';
import { Select } from '../../fields';
import { useMessages } from '../../messages/messages-context';
import { EditorDialog } from './editor-dialog';

const MODES: readonly NumberingMode[] = ['flat', 'addressee', 'section', 'dash', 'none'];

interface NumberingDialogProps {
  document: NumberingMode;
  /** The heading the caret stands in, with its own mode; null when there is none. */
  block: { id: string; text: string; mode: NumberingMode | null } | null;
  onApply: (document: NumberingMode, block: NumberingMode | null) => void;
  onClose: () => void;
}

export function NumberingDialog({ document, block, onApply, onClose }: NumberingDialogProps) {
  const t = useMessages();
  const [whole, setWhole] = useState(document);
  const [inside, setInside] = useState<string>(block?.mode ?? '');
  const options = MODES.map((mode) => ({ value: mode, label: t(`editor.numbering.${mode}`) }));
  const apply = () => {
    onApply(whole, inside === '' ? null : (inside as NumberingMode));
    return true;
  };
  return (
    <EditorDialog title={t('editor.numbering')} onClose={onClose} onApply={apply}>
      <Select
        label={t('editor.numbering.document')}
        value={whole}
        onChange={(event) => setWhole(event.target.value as NumberingMode)}
        options={options}
        autoFocus
      />
      {block ? (
        <Select
          label={t('editor.numbering.inside')}
          hint={block.text}
          value={inside}
          onChange={(event) => setInside(event.target.value)}
          options={[{ value: '', label: t('editor.numbering.inherit') }, ...options]}
        />
      ) : null}
    </EditorDialog>
  );
}

const ROWS = [
  ['Enter', 'editor.keys.enter'],
  ['Shift+Enter', 'editor.keys.shiftEnter'],
  ['Ctrl+Enter', 'editor.keys.subItem'],
  ['Tab', 'editor.keys.tab'],
  ['Shift+Tab', 'editor.keys.shiftTab'],
  ['Alt+↑ Alt+↓', 'editor.keys.move'],
  ['Ctrl+Alt+0…3', 'editor.keys.kinds'],
  ['Ctrl+B Ctrl+I Ctrl+U', 'editor.strong'],
  ['Ctrl+K', 'editor.link'],
  ['Ctrl+Alt+D', 'editor.task'],
  ['Ctrl+Alt+R', 'editor.crossRef'],
  ['Ctrl+Alt+F', 'editor.field'],
  ['Ctrl+Alt+C', 'editor.citations.acceptHere'],
  ['Ctrl+.', 'editor.keys.menu'],
  ['/', 'editor.keys.slash'],
  ['Ctrl+Z Ctrl+Y', 'editor.undo'],
  ['Alt+F10', 'editor.keys.toolbar'],
  ['Alt+F9', 'editor.keys.outline'],
  ['Esc', 'editor.keys.escape'],
  ['F1 ?', 'editor.keys.help'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  return (
    <EditorDialog title={t('editor.keys')} onClose={onClose} wide>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2">
        {ROWS.map(([keys, text]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong bg-paper px-1.5 py-0.5 font-sans text-sm">
                {keys}
              </kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </EditorDialog>
  );
}
