import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerPublic } from '~/platform/http/index.server';
import { EditionChanges } from '~/ui/acts/edition-changes';
import { titled } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction<typeof loader> = (args) =>
  titled(args, args.data?.comparison.act.shortName ?? '');

const PAGE = 40;

export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const params = new URL(args.request.url).searchParams;
    const { queries } = args.context.services.knowledge;
    const comparison = await queries.compareEditions(ctx, {
      actId: args.params.act ?? '',
      from: params.get('from') ?? undefined,
      to: params.get('to') ?? undefined,
    });
    const unit = params.get('unit');
    const wanted = comparison.changes.filter(
      ({ path }) => unit === null || path === unit || path.startsWith(`${unit}/`),
    );
    const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1);
    const shown = await Promise.all(
      wanted.slice((page - 1) * PAGE, page * PAGE).map(async (change) => ({
        ...change,
        ...(await queries.getProvisionWords(ctx, {
          path: change.path,
          from: comparison.from.id,
          to: comparison.to.id,
        })),
      })),
    );
    const { changes: _all, ...head } = comparison;
    return data(
      { comparison: head, shown, total: wanted.length, page, pages: Math.ceil(wanted.length / PAGE), unit },
      { headers: { 'Cache-Control': 'public, max-age=0, must-revalidate' } },
    );
  });
}

export default function Changes() {
  return <EditionChanges {...useLoaderData<typeof loader>()} />;
}
