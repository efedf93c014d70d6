import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic } from '~/platform/http/index.server';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction = (args) => pageTitle(args, 'articles.glossary');

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async () => {
    const articles = await args.context.services.knowledge.queries.listTerms();
    return data({ articles }, { headers: { 'Cache-Control': 'no-cache' } });
  });
}

export default function Articles() {
  const t = useMessages();
  const { articles } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('articles.glossary')} lead={t('articles.glossary.lead')} />
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {articles.map(({ slug, title, about }) => (
          <li key={slug}>
            <a href={`/glossary/${slug}`} className="inline-flex min-h-11 items-center font-medium">
              {title}
            </a>
            {about ? <p className="text-ink-soft">{about}</p> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
