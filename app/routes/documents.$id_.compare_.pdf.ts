import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, madeFile, requireReader } from '~/platform/http/index.server';

/** «Сравнение версий» for the desk and the file. */
export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const search = new URL(args.request.url).searchParams;
  const scope = search.get('scope') === 'all' ? ('all' as const) : ('changes' as const);
  const input = { id, from: search.get('from') ?? undefined, to: search.get('to') ?? undefined, scope };
  return answer(args, async (ctx) =>
    madeFile(args, await args.context.services.documents.queries.renderComparison(ctx, input)),
  );
}
