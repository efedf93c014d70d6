import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic, publicPageHeaders } from '~/platform/http/index.server';
import { ActContents } from '~/ui/acts/act-contents';
import { dayOf, editionShown, tagOf } from '~/ui/acts/address';
import { titled } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? [
        ...titled(args, args.data.contents.act.shortName),
        { name: 'description', content: args.data.contents.act.fullName },
      ]
    : [];

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const params = new URL(args.request.url).searchParams;
    const on = dayOf(params);
    const filter = (params.get('find') ?? '').slice(0, 200);
    const contents = await args.context.services.knowledge.queries.getActContents(ctx, {
      actId: args.params.act ?? '',
      on,
    });
    const headers = publicPageHeaders({ tag: tagOf(args.request, contents.act, ctx.now()) });
    return data({ contents, filter, on }, { headers });
  });
}

export default function Act() {
  const { contents, filter, on } = useLoaderData<typeof loader>();
  return (
    <ActContents contents={contents} editionId={editionShown(contents.act, on)} filter={filter} on={on} />
  );
}
