import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic, publicPageHeaders } from '~/platform/http/index.server';
import { dayOf, tagOf } from '~/ui/acts/address';
import { ProvisionPage } from '~/ui/acts/provision-page';
import { titled } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? [
        ...titled(args, args.data.page.copy.short),
        { name: 'description', content: args.data.page.copy.full.slice(0, 300) },
      ]
    : [];

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const url = new URL(args.request.url);
    const on = dayOf(url.searchParams);
    const page = await args.context.services.knowledge.queries.getProvision(ctx, {
      actId: args.params.act ?? '',
      path: args.params['*'] ?? '',
      on,
    });
    const tag = `${tagOf(args.request, page.act, ctx.now())}-${page.citedCount}`;
    const origin = args.context.services.http.publicOrigin ?? url.origin;
    const address = `${origin}/acts/${page.act.id}/${page.unit.path}${on ? `?on=${on}` : ''}`;
    return data({ page, on, address }, { headers: publicPageHeaders({ tag }) });
  });
}

export default function Provision() {
  const { page, on, address } = useLoaderData<typeof loader>();
  return (
    <>
      <ProvisionPage page={page} on={on} address={address} />
      <script src="/copy.js" defer />
      {page.mentioned.length > 0 ? <script src="/norm-preview.js" defer /> : null}
    </>
  );
}
