import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { answer } from '~/platform/http/index.server';
import type { loader as rootLoader } from '~/root';
import { EmptyState } from '~/ui/feedback';
import { type ListSpec, parseListState } from '~/ui/list/list-state';
import { Pagination } from '~/ui/list/pagination';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { SearchForm } from '~/ui/search/search-form';
import { SearchResults } from '~/ui/search/search-results';
import { PageHeader } from '~/ui/shell/page-header';
import { presentHit } from './present-hit';

const SPEC: ListSpec = { facets: [], sorts: [] };
const PAGE_SIZE = 20;

export const meta: MetaFunction = (args) => pageTitle(args, 'search.title');

/** Visitors search what is public; the access filter is part of the query. */
export function loader(args: LoaderFunctionArgs) {
  const state = parseListState(new URL(args.request.url).searchParams, SPEC);
  return answer(args, async (ctx) => {
    if (state.q === '') return { state, total: 0, hits: [] };
    const found = await args.context.services.finding.queries.search(ctx, {
      query: state.q,
      offset: (state.page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    });
    return { state, total: found.total, hits: found.hits.map((hit) => presentHit(hit)) };
  });
}

export default function Search() {
  const t = useMessages();
  const user = useRouteLoaderData<typeof rootLoader>('root')?.user;
  const { state, total, hits } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('search.title')} />
      {user ? null : <SearchForm key={state.q} query={state.q} />}
      {state.q === '' ? (
        <EmptyState icon="search" title={t('search.start')} text={t('search.start.text')} />
      ) : hits.length === 0 ? (
        <EmptyState icon="search" title={t('search.none')} text={t('search.none.text')} />
      ) : (
        <>
          <p role="status" className="mb-3 text-ink-soft">
            {t('search.results', { count: total })}
          </p>
          <SearchResults hits={hits} />
          <Pagination spec={SPEC} state={state} total={total} pageSize={PAGE_SIZE} />
        </>
      )}
    </>
  );
}
