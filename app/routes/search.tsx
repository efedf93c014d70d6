import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { answer } from '~/platform/http/index.server';
import type { loader as rootLoader } from '~/root';
import { EmptyState, Notice } from '~/ui/feedback';
import { type ListSpec, parseListState } from '~/ui/list/list-state';
import { Pagination } from '~/ui/list/pagination';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { SearchForm } from '~/ui/search/search-form';
import { SearchResults } from '~/ui/search/search-results';
import { PageHeader } from '~/ui/shell/page-header';

const SPEC: ListSpec = { facets: [], sorts: [] };

export const meta: MetaFunction = (args) => pageTitle(args, 'search.title');

/** Visitors search what is public; the access filter is part of the query. */
export function loader(args: LoaderFunctionArgs) {
  const state = parseListState(new URL(args.request.url).searchParams, SPEC);
  return answer(args, async (ctx) => ({
    state,
    found: await args.context.services.finding.search(ctx, { q: state.q, page: state.page }),
  }));
}

export default function Search() {
  const t = useMessages();
  const user = useRouteLoaderData<typeof rootLoader>('root')?.user;
  const { state, found } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('search.title')} />
      {user ? null : <SearchForm key={state.q} query={state.q} />}
      {found.isShortened ? (
        <div className="mb-4">
          <Notice tone="warning">{t('search.shortened')}</Notice>
        </div>
      ) : null}
      {found.state === 'empty' ? (
        <EmptyState icon="search" title={t('search.start')} text={t('search.start.text')} />
      ) : null}
      {found.state === 'nothing' ? (
        <EmptyState icon="search" title={t('search.none')} text={t('search.none.text')} />
      ) : null}
      {found.state === 'found' ? (
        <>
          <p role="status" className="mb-3 text-ink-soft">
            {t('search.results', { count: found.total })}
          </p>
          <SearchResults groups={found.groups} />
          <Pagination spec={SPEC} state={state} pages={found.pages} />
        </>
      ) : null}
    </>
  );
}
