import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic, publicPageHeaders } from '~/platform/http/index.server';
import { PublicDocument } from '~/ui/document/public-document';
import { chooseLocale } from '~/ui/messages';
import { titled } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

// No script, no session, no cookie: the same page for everybody, unchanged until the document changes.
export const handle: RouteHandle = { hydrate: false };

export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return [];
  const { title, kindName, ownerName } = args.data.document;
  return [...titled(args, title), { name: 'description', content: `${kindName} · ${ownerName}` }];
};

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const { queries } = args.context.services.documents;
    const document = await queries.getPublicDocument(ctx, { slug: args.params.slug ?? '' });
    const locale = chooseLocale({
      query: new URL(args.request.url).searchParams.get('lang'),
      acceptLanguage: args.request.headers.get('accept-language'),
    });
    return data({ document }, { headers: publicPageHeaders({ tag: `${document.etag}-${locale}` }) });
  });
}

export default function PublicDocumentPage() {
  return <PublicDocument document={useLoaderData<typeof loader>().document} />;
}
