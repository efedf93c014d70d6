import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic } from '~/platform/http/index.server';
import { ArticleSources, ArticleText } from '~/ui/articles/article-text';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.article.term ?? '');

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async () => {
    const article = await args.context.services.knowledge.queries.getTerm(args.params.slug ?? '');
    return data({ article }, { headers: { 'Cache-Control': 'no-cache' } });
  });
}

export default function Article() {
  const t = useMessages();
  const { article } = useLoaderData<typeof loader>();
  return (
    <article>
      <p className="no-print">
        <a href="/glossary" className="inline-flex min-h-11 items-center">
          {t('articles.glossary')}
        </a>
      </p>
      <PageHeader title={article.term} lead={article.synonyms.join(', ')} />
      <ArticleText blocks={article.blocks} />
      <ArticleSources sources={article.sources} />
    </article>
  );
}
