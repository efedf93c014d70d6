import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { DocumentListInput } from '~/modules/documents';
import { organisationsToDraftFor } from '~/modules/documents/index.server';
import { answer, requireUser } from '~/platform/http/index.server';
import { DocumentCard } from '~/ui/document/document-card';
import { DataList } from '~/ui/list/data-list';
import { type ListSpec, parseListState } from '~/ui/list/list-state';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';
import { StartButtons } from '~/ui/start/start-buttons';

const SPEC: ListSpec = { facets: ['kind', 'state'], sorts: ['updated', 'title', 'date'] };

export const meta: MetaFunction = (args) => pageTitle(args, 'documents.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const state = parseListState(new URL(args.request.url).searchParams, SPEC);
  const input: DocumentListInput = {
    q: state.q || undefined,
    kind: state.facets.kind,
    state: state.facets.state,
    sort: state.sort as NonNullable<DocumentListInput['sort']>,
    page: state.page,
  };
  return answer(args, async (ctx) => ({
    state,
    mayCreate: organisationsToDraftFor(ctx).length > 0,
    list: await args.context.services.documents.queries.listDocuments(ctx, input),
  }));
}

export default function Documents() {
  const t = useMessages();
  const { state, list, mayCreate } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('documents.title')}>{mayCreate ? <StartButtons /> : null}</PageHeader>
      <DataList
        spec={SPEC}
        state={state}
        items={list.items}
        total={list.total}
        pageSize={list.pageSize}
        facets={[
          { name: 'kind', label: t('documents.facet.kind'), values: list.facets.kind },
          { name: 'state', label: t('documents.facet.state'), values: list.facets.state },
        ]}
        sortLabels={{
          updated: t('documents.sort.updated'),
          title: t('documents.sort.title'),
          date: t('documents.sort.date'),
        }}
        searchLabel={t('documents.search')}
        countText={t('documents.count', { count: list.total })}
        empty={{
          title: t('documents.empty'),
          text: t(mayCreate ? 'documents.empty.create' : 'documents.empty.text'),
          action: mayCreate ? <StartButtons /> : null,
        }}
        none={{ title: t('documents.none'), text: t('documents.none.text') }}
        itemKey={(item) => item.id}
      >
        {(item) => <DocumentCard document={item} />}
      </DataList>
    </>
  );
}
