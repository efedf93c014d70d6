import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import { answer, requireUser } from '~/platform/http/index.server';
import { LinkButton } from '~/ui/button';
import { DataList } from '~/ui/list/data-list';
import { type ListSpec, parseListState } from '~/ui/list/list-state';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PersonCard } from '~/ui/people/person-card';
import { PageHeader } from '~/ui/shell/page-header';

const SPEC: ListSpec = { facets: ['organisation', 'role', 'status'], sorts: ['name'] };

export const meta: MetaFunction = (args) => pageTitle(args, 'settings.people');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const state = parseListState(new URL(args.request.url).searchParams, SPEC);
  return answer(args, async (ctx) => ({
    state,
    list: await args.context.services.identity.searchPeople(ctx, {
      q: state.q,
      organisationId: state.facets.organisation,
      role: state.facets.role,
      status: state.facets.status,
      page: state.page,
    }),
  }));
}

export default function People() {
  const t = useMessages();
  const role = identityText(useLocale());
  const { state, list } = useLoaderData<typeof loader>();
  const invite = (
    <LinkButton look="primary" to="/settings/people/invite">
      {t('people.invite')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('settings.people')} lead={t('people.lead')}>
        {invite}
      </PageHeader>
      <DataList
        spec={SPEC}
        state={state}
        items={list.items}
        total={list.total}
        pageSize={list.pageSize}
        facets={[
          { name: 'organisation', label: t('people.facet.organisation'), values: list.facets.organisation },
          {
            name: 'role',
            label: t('people.facet.role'),
            values: list.facets.role.map((one) => ({ ...one, label: role(`role.${one.value}`) })),
          },
          {
            name: 'status',
            label: t('people.facet.status'),
            values: list.facets.status.map((one) => ({ ...one, label: t(`people.status.${one.value}`) })),
          },
        ]}
        sortLabels={{ name: t('people.sort.name') }}
        searchLabel={t('people.search')}
        countText={t('people.count', { count: list.total })}
        empty={{ title: t('people.empty'), text: t('people.empty.text'), action: invite }}
        none={{ title: t('people.none'), text: t('people.none.text') }}
        itemKey={(person) => person.id}
      >
        {(person) => <PersonCard person={person} />}
      </DataList>
    </>
  );
}
