// Dialogs that ask for one line: a link's address, a gap's hint, a caption.
import { useState } from 'react';
import { isSafeHref } from '~/modules/documents';
import { TextField } from '../../fields';
import { useMessages } from '../../messages/messages-context';
import { EditorDialog } from './editor-dialog';

interface LineDialogProps {
  initial: string;
  onApply: (text: string) => void;
  onClose: () => void;
}

export function LinkDialog({ initial, onApply, onClose }: LineDialogProps) {
  const t = useMessages();
  const [href, setHref] = useState(initial);
  const [bad, setBad] = useState(false);
  const apply = () => {
    const wanted = href.trim();
    const good = wanted === '' || isSafeHref(wanted);
    setBad(!good);
    if (good) onApply(wanted);
    return good;
  };
  return (
    <EditorDialog title={t('editor.link')} onClose={onClose} onApply={apply}>
      <TextField
        label={t('editor.link.href')}
        hint={t('editor.link.hint')}
        value={href}
        onChange={(event) => setHref(event.target.value)}
        errors={bad ? [t('editor.link.bad')] : []}
        inputMode="url"
        maxLength={2000}
        autoFocus
      />
    </EditorDialog>
  );
}

interface OneLineProps extends LineDialogProps {
  title: string;
  label: string;
  hint?: string;
}
export function OneLineDialog({ title, label, hint, initial, onApply, onClose }: OneLineProps) {
  const [text, setText] = useState(initial);
  const apply = () => {
    onApply(text.trim());
    return true;
  };
  return (
    <EditorDialog title={title} onClose={onClose} onApply={apply}>
      <TextField
        label={label}
        hint={hint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={500}
        autoFocus
      />
    </EditorDialog>
  );
}
