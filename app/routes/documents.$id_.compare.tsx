import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireReader } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { titled } from '~/ui/meta';
import { ComparePage } from '~/ui/versions/compare-page';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const search = new URL(args.request.url).searchParams;
  const { queries } = args.context.services.documents;
  const mode = search.get('view') === 'inline' ? ('inline' as const) : ('side' as const);
  const scope = search.get('scope') === 'all' ? ('all' as const) : ('changes' as const);
  return answer(args, async (ctx) => {
    const [document, comparison] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.compareVersions(ctx, {
        id,
        from: search.get('from') ?? undefined,
        to: search.get('to') ?? undefined,
        scope,
      }),
    ]);
    return { document, comparison, mode };
  });
}

export default function CompareRoute() {
  const { document, comparison, mode } = useLoaderData<typeof loader>();
  return (
    <DocumentFrame document={document} current="versions">
      <ComparePage documentId={document.id} view={comparison} mode={mode} />
    </DocumentFrame>
  );
}
