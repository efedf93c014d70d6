import { Form, useFetcher, useLocation, useNavigate } from '@remix-run/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import {
  Collection,
  ComboBox,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import type { SuggestionGroup } from './search.types';
import { useSearchShortcut } from './use-search-shortcut';

const SUGGEST_DELAY_MS = 150;
const MIN_LETTERS = 2;

/**
 * The one box of every page: `/` or Ctrl+K puts the cursor in it, suggestions come while typing, arrows and Enter
 * choose. Without JavaScript it is a plain form that opens /search.
 */
export function SearchBox() {
  const t = useMessages();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { text, setText, groups, emptyText } = useSuggestions();
  useSearchShortcut(input);
  // Enter with nothing chosen searches; the combo box alone would only close its list.
  const submitOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || input.current?.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    form.current?.requestSubmit();
    input.current?.blur();
  };
  return (
    <Form
      ref={form}
      action="/search"
      role="search"
      aria-label={t('search.label')}
      className="relative max-w-[40rem]"
      onKeyDownCapture={submitOnEnter}
    >
      <ComboBox
        name="q"
        formValue="text"
        allowsCustomValue
        allowsEmptyCollection
        menuTrigger="input"
        inputValue={text}
        onInputChange={setText}
        items={groups}
        value={null}
        onChange={(key) => {
          if (key) navigate(String(key));
        }}
      >
        <Label className="sr-only">{t('search.label')}</Label>
        <Icon name="search" className="pointer-events-none absolute top-3 left-3 size-5 text-ink-soft" />
        <Input
          ref={input}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          placeholder={t('search.placeholder')}
          title={t('search.shortcut')}
          className="block min-h-11 w-full truncate rounded-md border border-line-strong bg-sheet py-2 pr-3 pl-10 text-base text-ink"
        />
        <Suggestions emptyText={emptyText} />
      </ComboBox>
    </Form>
  );
}

function Suggestions({ emptyText }: { emptyText: string }) {
  const t = useMessages();
  return (
    <Popover
      offset={4}
      className="max-h-[60vh] w-(--trigger-width) overflow-auto rounded-md border border-line-strong bg-sheet shadow-sheet"
    >
      <ListBox<SuggestionGroup>
        aria-label={t('search.suggestions')}
        className="p-1 outline-none"
        renderEmptyState={() => <p className="px-3 py-2 text-ink-soft">{emptyText}</p>}
      >
        {(group) => (
          <ListBoxSection id={group.id}>
            <Header className="px-3 pt-2 text-sm text-ink-soft">{t(`search.group.${group.id}`)}</Header>
            <Collection items={group.items}>
              {(item) => (
                <ListBoxItem
                  id={item.href}
                  textValue={item.title}
                  className="flex min-h-11 cursor-pointer flex-col justify-center rounded-sm px-3 py-1.5 outline-none data-[focused]:bg-accent-soft"
                >
                  <span>{item.title}</span>
                  {item.detail ? <span className="text-sm text-ink-soft">{item.detail}</span> : null}
                </ListBoxItem>
              )}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
    </Popover>
  );
}

function useSuggestions() {
  const t = useMessages();
  const location = useLocation();
  const query = location.pathname === '/search' ? (new URLSearchParams(location.search).get('q') ?? '') : '';
  const [text, setText] = useState(query);
  const typed = useRef(false);
  const { data, load, state } = useFetcher<{ groups: SuggestionGroup[] }>();
  useEffect(() => {
    typed.current = false;
    setText(query);
  }, [query]);
  useEffect(() => {
    if (!typed.current || text.trim().length < MIN_LETTERS) return;
    const timer = setTimeout(
      () => load(`/search/suggest?${new URLSearchParams({ q: text })}`),
      SUGGEST_DELAY_MS,
    );
    return () => clearTimeout(timer);
  }, [text, load]);
  const change = (value: string) => {
    typed.current = true;
    setText(value);
  };
  const short = text.trim().length < MIN_LETTERS;
  const waiting = state !== 'idle' || data === undefined;
  const emptyText = t(short ? 'search.start' : waiting ? 'app.loading' : 'search.none');
  return { text, setText: change, groups: short ? [] : (data?.groups ?? []), emptyText };
}
