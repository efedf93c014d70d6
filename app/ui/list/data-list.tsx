import { Form, Link, useSubmit } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '../button';
import { EmptyState } from '../feedback';
import { controlClass } from '../field';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { Facets, type FacetView } from './facets';
import { activeFacets, type ListSpec, type ListState, listHref } from './list-state';
import { Pagination } from './pagination';

export interface DataListProps<Item> {
  spec: ListSpec;
  state: ListState;
  items: readonly Item[];
  total: number;
  pageSize: number;
  facets: readonly FacetView[];
  sortLabels: Readonly<Record<string, string>>;
  searchLabel: string;
  /** «12 документов». */
  countText: string;
  /** Shown when there is nothing at all (no query, no conditions). */
  empty: { title: string; text: string; action?: ReactNode };
  /** Shown when the conditions leave nothing. */
  none: { title: string; text: string };
  itemKey: (item: Item) => string;
  children: (item: Item) => ReactNode;
}

/** A list with search, conditions, order, count and pages; its whole state is the address. */
export function DataList<Item>(props: DataListProps<Item>) {
  const { spec, state, items, total, pageSize, facets } = props;
  const narrowed = state.q !== '' || activeFacets(state) > 0;
  if (total === 0 && !narrowed) {
    return (
      <EmptyState title={props.empty.title} text={props.empty.text}>
        {props.empty.action}
      </EmptyState>
    );
  }
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="grid grid-cols-1 gap-4 lg:col-span-2">
        <ListForm {...props} />
      </div>
      <Facets spec={spec} state={state} facets={facets} />
      <section aria-label={props.countText} className="min-w-0">
        <p role="status" className="mb-3 text-ink-soft">
          {props.countText}
        </p>
        {items.length === 0 ? (
          <NothingFits {...props} />
        ) : (
          <ul className="grid grid-cols-1 gap-3">
            {items.map((item) => (
              <li key={props.itemKey(item)}>{props.children(item)}</li>
            ))}
          </ul>
        )}
        <Pagination spec={spec} state={state} pages={Math.ceil(total / pageSize)} />
      </section>
    </div>
  );
}

function NothingFits<Item>({ none, spec, state }: DataListProps<Item>) {
  const t = useMessages();
  return (
    <EmptyState title={none.title} text={none.text} icon="search">
      <Link to={listHref(state, spec, { q: '', facets: {} })} className={buttonClass('secondary')}>
        {t('list.reset')}
      </Link>
    </EmptyState>
  );
}

function ListForm<Item>({ spec, state, sortLabels, searchLabel }: DataListProps<Item>) {
  const t = useMessages();
  const submit = useSubmit();
  return (
    <Form
      role="search"
      aria-label={searchLabel}
      className="flex flex-wrap items-end gap-3"
      key={`${state.q} ${state.sort}`}
    >
      {Object.entries(state.facets).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="relative min-w-0 flex-[2_1_13rem]">
        <label htmlFor="list-q" className="mb-1 block text-sm text-ink-soft">
          {searchLabel}
        </label>
        <Icon name="search" className="pointer-events-none absolute bottom-3 left-3 size-5 text-ink-soft" />
        <input
          id="list-q"
          type="search"
          name="q"
          defaultValue={state.q}
          className={`${controlClass} pl-10`}
        />
      </div>
      <div className="flex-[1_1_13rem]">
        <label htmlFor="list-sort" className="mb-1 block text-sm text-ink-soft">
          {t('documents.sort')}
        </label>
        <select
          id="list-sort"
          name="sort"
          defaultValue={state.sort}
          onChange={(event) => submit(event.currentTarget.form)}
          className={controlClass}
        >
          {spec.sorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortLabels[sort] ?? sort}
            </option>
          ))}
        </select>
      </div>
      <Button>{t('list.search')}</Button>
    </Form>
  );
}
