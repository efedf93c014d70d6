import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic, publicPageHeaders } from '~/platform/http/index.server';
import { DiscussionOpenPage } from '~/ui/discussion/open-page';
import { chooseLocale, translator } from '~/ui/messages';
import { titled, unlisted } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

// No script, no session, no cookie; reached by its code alone, so search engines are asked to leave it out.
export const handle: RouteHandle = { hydrate: false };

export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data ? [...titled(args, args.data.page.title), unlisted] : [];

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const locale = chooseLocale({
      query: new URL(args.request.url).searchParams.get('lang'),
      acceptLanguage: args.request.headers.get('accept-language'),
    });
    const t = translator(locale);
    const page = await args.context.services.documents.queries.getDiscussionPage(ctx, {
      code: args.params.code ?? '',
      words: {
        propose: t('discussion.propose'),
        proposeTo: (place) => t('discussion.proposeTo', { place }),
        count: (count) => t('discussion.count', { count }),
        source: (numbers) => t('discussion.source', { numbers }),
      },
    });
    return data({ page }, { headers: publicPageHeaders({ tag: `${page.etag}-${locale}` }) });
  });
}

export default function DiscussionPage() {
  return <DiscussionOpenPage page={useLoaderData<typeof loader>().page} />;
}
