// The contents beside the text: jump, where the caret is, and order: drag, or the two buttons of the current entry.
import { type DragEvent, memo, useState } from 'react';
import { Icon } from '../../icons';
import { useMessages } from '../../messages/messages-context';
import { moveBlockBy, moveBlockTo } from '../commands/moves';
import type { EditorActions } from '../editor-actions';
import type { OutlineItem } from '../model/overview';

const DRAG_TYPE = 'application/x-khartia-block';
export const dragId = (event: DragEvent): string => event.dataTransfer.getData(DRAG_TYPE);
export function startDrag(event: DragEvent, id: string): void {
  event.dataTransfer.setData(DRAG_TYPE, id);
  event.dataTransfer.effectAllowed = 'move';
}
export const carriesBlock = (event: DragEvent): boolean => event.dataTransfer.types.includes(DRAG_TYPE);

const indents = ['', 'pl-3', 'pl-6', 'pl-9', 'pl-12'];

interface OutlinePaneProps {
  items: readonly OutlineItem[];
  currentId: string | null;
  actions: EditorActions;
  onJump: (id: string) => void;
}

export function OutlinePane({ items, currentId, actions, onJump }: OutlinePaneProps) {
  const t = useMessages();
  if (items.length === 0) return <p className="text-sm text-ink-soft">{t('editor.outline.empty')}</p>;
  return (
    <ol className="grid grid-cols-1">
      {items.map((item) => (
        <OutlineRow
          key={item.id}
          item={item}
          current={item.id === currentId}
          actions={actions}
          onJump={onJump}
        />
      ))}
    </ol>
  );
}

interface RowProps {
  item: OutlineItem;
  current: boolean;
  actions: EditorActions;
  onJump: (id: string) => void;
}

const OutlineRow = memo(function OutlineRow({ item, current, actions, onJump }: RowProps) {
  const t = useMessages();
  const [over, setOver] = useState<'before' | 'after' | null>(null);
  const { id, number, level } = item;
  const text = item.text || t('editor.outline.untitled');
  const place = (event: DragEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? 'before' : 'after';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(null);
    actions.run(moveBlockTo(dragId(event), id, place(event)));
  };
  return (
    <li
      draggable
      onDragStart={(event) => startDrag(event, id)}
      onDragOver={(event) => {
        if (!carriesBlock(event)) return;
        event.preventDefault();
        setOver(place(event));
      }}
      onDragLeave={() => setOver(null)}
      onDrop={drop}
      className={`flex items-start rounded-md ${indents[level] ?? ''} ${current ? 'bg-accent-soft' : ''} ${over === 'before' ? 'shadow-[inset_0_2px_0_var(--accent)]' : ''} ${over === 'after' ? 'shadow-[inset_0_-2px_0_var(--accent)]' : ''}`}
    >
      <button
        type="button"
        aria-current={current ? 'location' : undefined}
        onClick={() => onJump(id)}
        className="flex min-h-11 min-w-0 flex-1 cursor-pointer items-baseline gap-2 rounded-md px-2 py-2 text-left text-sm text-ink hover:text-accent-strong"
      >
        {number ? <span className="shrink-0 text-ink-soft">{number}</span> : null}
        <span className="line-clamp-2 min-w-0">{text}</span>
      </button>
      {current ? (
        <span className="flex shrink-0">
          <MoveButton
            icon="up"
            label={t('editor.outline.up', { text })}
            onPress={() => actions.run(moveBlockBy(-1, id))}
          />
          <MoveButton
            icon="below"
            label={t('editor.outline.down', { text })}
            onPress={() => actions.run(moveBlockBy(1, id))}
          />
        </span>
      ) : null}
    </li>
  );
});

function MoveButton({ icon, label, onPress }: { icon: 'up' | 'below'; label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="grid min-h-11 w-8 cursor-pointer place-items-center rounded-md text-ink-soft hover:text-accent-strong"
    >
      <Icon name={icon} className="size-4" />
    </button>
  );
}
