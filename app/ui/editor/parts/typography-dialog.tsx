// What «Привести в порядок» would change, a tick each.
import { diffChars } from 'diff';
import { useMemo, useState } from 'react';
import { Button } from '../../button';
import { Checkbox } from '../../fields';
import { useMessages } from '../../messages/messages-context';
import type { TypographyChange } from '../model/typography';
import { EditorDialog } from './editor-dialog';

const PAGE = 50;
const NBSP_SHOWN = '⍽';
const visible = (text: string) => text.replace(/\u00a0/g, NBSP_SHOWN).replace(/\ufffc/g, '…');

interface TypographyDialogProps {
  changes: readonly TypographyChange[];
  onApply: (changes: readonly TypographyChange[]) => void;
  onClose: () => void;
}

export function TypographyDialog({ changes, onApply, onClose }: TypographyDialogProps) {
  const t = useMessages();
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState(PAGE);
  if (changes.length === 0) {
    return (
      <EditorDialog title={t('editor.typography')} onClose={onClose}>
        <p>{t('editor.typography.none')}</p>
      </EditorDialog>
    );
  }
  const toggle = (index: number) => {
    const next = new Set(unticked);
    if (!next.delete(index)) next.add(index);
    setUnticked(next);
  };
  const apply = () => {
    onApply(changes.filter((_, index) => !unticked.has(index)));
    return true;
  };
  return (
    <EditorDialog title={t('editor.typography')} onClose={onClose} onApply={apply} wide>
      <div>
        <p>{t('editor.typography.count', { count: changes.length })}</p>
        <p className="text-sm text-ink-soft">{t('editor.typography.legend')}</p>
      </div>
      <ul className="grid grid-cols-1 divide-y divide-line">
        {changes.slice(0, shown).map((change, index) => (
          <li key={`${change.blockId} ${change.edits[0]?.from}`} className="py-1">
            <Change change={change} ticked={!unticked.has(index)} onToggle={() => toggle(index)} />
          </li>
        ))}
      </ul>
      {changes.length > shown ? (
        <Button type="button" look="quiet" onPress={() => setShown(shown + PAGE)}>
          {t('editor.typography.more')}
        </Button>
      ) : null}
    </EditorDialog>
  );
}

const AROUND = 24;
/** Only the surroundings of what changes: a paragraph is long, a no-break space is small. */
function pieces(change: TypographyChange): { key: string; text: string; changed: boolean }[] {
  const parts = diffChars(change.before, change.after).filter(({ removed }) => !removed);
  let at = 0;
  return parts.map(({ value, added }, i) => {
    at += value.length;
    const text = visible(value);
    if (added) return { key: `${at}+`, text, changed: true };
    const first = i === 0;
    const last = i === parts.length - 1;
    if (text.length <= AROUND * 2) return { key: `${at}=`, text, changed: false };
    const head = first ? '' : text.slice(0, AROUND);
    const tail = last ? '' : text.slice(-AROUND);
    return { key: `${at}=`, text: `${head} … ${tail}`, changed: false };
  });
}

function Change({
  change,
  ticked,
  onToggle,
}: {
  change: TypographyChange;
  ticked: boolean;
  onToggle: () => void;
}) {
  const parts = useMemo(() => pieces(change), [change]);
  const text = parts.map((part) => part.text).join('');
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-2">
      <Checkbox label="" aria-label={text} checked={ticked} onChange={onToggle} />
      <p className="py-2.5">
        {parts.map(({ key, text: part, changed }) => (changed ? <mark key={key}>{part}</mark> : part))}
      </p>
    </div>
  );
}
