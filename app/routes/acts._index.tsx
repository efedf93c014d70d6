import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic } from '~/platform/http/index.server';
import { ActListPage } from '~/ui/acts/act-list';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction = (args) => pageTitle(args, 'acts.title');

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const params = new URL(args.request.url).searchParams;
    const [q, kind] = [params.get('q') ?? '', params.get('kind') ?? ''];
    const list = await args.context.services.knowledge.queries.listActs(ctx, {
      q: q || undefined,
      kind: (kind || undefined) as never,
      page: params.get('page') ?? 1,
    });
    return data({ list, q, kind }, { headers: { 'Cache-Control': 'no-cache' } });
  });
}

export default function Acts() {
  const t = useMessages();
  const { list, q, kind } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('acts.title')} lead={t('acts.lead')} />
      <p className="no-print mb-4 flex flex-wrap gap-x-5">
        <a href="/glossary" className="inline-flex min-h-11 items-center">
          {t('articles.glossary')}
        </a>
        <a href="/guides" className="inline-flex min-h-11 items-center">
          {t('articles.guides')}
        </a>
      </p>
      <ActListPage list={list} q={q} kind={kind} />
    </>
  );
}
