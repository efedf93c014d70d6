// Choosing from a searchable list: the point a reference leads to, the field to put into the text. Arrows walk the
// list while the words are typed, Enter chooses.
import { useMemo, useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import { controlClass } from '../../field';
import { Select } from '../../fields';
import { useMessages } from '../../messages/messages-context';
import type { FieldChoice } from '../editor-types';
import type { OutlineItem } from '../model/overview';
import { EditorDialog } from './editor-dialog';

interface Choice {
  id: string;
  /** Number or nothing, before the words. */
  lead: string;
  text: string;
}

interface PickListProps {
  searchLabel: string;
  listLabel: string;
  none: string;
  choices: readonly Choice[];
  onPick: (id: string) => void;
}

const MOST_SHOWN = 100;

function PickList({ searchLabel, listLabel, none, choices, onPick }: PickListProps) {
  const [query, setQuery] = useState('');
  const shown = useMemo(() => {
    const words = query.toLowerCase().trim();
    const found = choices.filter(({ lead, text }) => `${lead} ${text}`.toLowerCase().includes(words));
    // «1.2» means the point 1.2 first, then what merely holds it.
    const byNumber = found.filter(({ lead }) => words !== '' && lead.startsWith(words));
    return [...byNumber, ...found.filter((choice) => !byNumber.includes(choice))].slice(0, MOST_SHOWN);
  }, [choices, query]);
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField aria-label={searchLabel} autoFocus>
        <Input className={controlClass} placeholder={searchLabel} />
      </SearchField>
      <ListBox
        aria-label={listLabel}
        items={shown}
        selectionMode="none"
        onAction={(key) => onPick(String(key))}
        renderEmptyState={() => <p className="px-3 py-4 text-ink-soft">{none}</p>}
        className="max-h-[45dvh] overflow-y-auto rounded-md border border-line p-1 outline-none"
      >
        {({ id, lead, text }) => (
          <ListBoxItem
            id={id}
            textValue={`${lead} ${text}`}
            className="flex min-h-11 cursor-pointer items-baseline gap-2 rounded-md px-3 py-2 outline-none hover:bg-accent-soft data-focused:bg-accent-soft data-focused:text-accent-strong"
          >
            {lead ? <span className="shrink-0 text-ink-soft">{lead}</span> : null}
            <span className="line-clamp-2 min-w-0">{text}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}

const WORDS = ['пункт', 'пункта', 'пункте', 'пунктом', 'пункту', 'раздел', 'разделе', 'приложении'] as const;

interface RefDialogProps {
  choices: readonly OutlineItem[];
  /** `prefix` null: the noun follows the target; '' the number alone. */
  onPick: (targetId: string, prefix: string | null) => void;
  onClose: () => void;
}

export function RefDialog({ choices, onPick, onClose }: RefDialogProps) {
  const t = useMessages();
  const [word, setWord] = useState('auto');
  const prefix = word === 'auto' ? null : word === 'number' ? '' : word;
  const rows = useMemo(() => choices.map(({ id, number, text }) => ({ id, lead: number, text })), [choices]);
  return (
    <EditorDialog title={t('editor.crossRef')} onClose={onClose} wide>
      <Select
        label={t('editor.ref.word')}
        value={word}
        onChange={(event) => setWord(event.target.value)}
        options={[
          { value: 'auto', label: t('editor.ref.word.auto') },
          ...WORDS.map((value) => ({ value, label: value })),
          { value: 'number', label: t('editor.ref.word.number') },
        ]}
      />
      <PickList
        searchLabel={t('editor.ref.search')}
        listLabel={t('editor.ref.list')}
        none={t('editor.ref.none')}
        choices={rows}
        onPick={(id) => {
          onPick(id, prefix);
          onClose();
        }}
      />
    </EditorDialog>
  );
}

interface FieldDialogProps {
  choices: readonly FieldChoice[];
  onPick: (choice: FieldChoice) => void;
  onClose: () => void;
}

export function FieldDialog({ choices, onPick, onClose }: FieldDialogProps) {
  const t = useMessages();
  const rows = useMemo(
    () => choices.map(({ label }, i) => ({ id: String(i), lead: '', text: label })),
    [choices],
  );
  return (
    <EditorDialog title={t('editor.field')} onClose={onClose} wide>
      <PickList
        searchLabel={t('editor.field.search')}
        listLabel={t('editor.field.list')}
        none={t('editor.field.none')}
        choices={rows}
        onPick={(id) => {
          const choice = choices[Number(id)];
          if (choice) onPick(choice);
          onClose();
        }}
      />
    </EditorDialog>
  );
}
