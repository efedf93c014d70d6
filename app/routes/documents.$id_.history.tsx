import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answer, requireUser } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { HistoryPage } from '~/ui/document/history-page';
import { titled } from '~/ui/meta';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

const QuerySchema = z.object({ before: z.coerce.number().int().min(1).optional().catch(undefined) });

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const id = args.params.id ?? '';
  const { before } = QuerySchema.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, history] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getHistory(ctx, { id, before }),
    ]);
    return { document, history, isNewest: before === undefined };
  });
}

export default function HistoryRoute() {
  const { document, history, isNewest } = useLoaderData<typeof loader>();
  return (
    <DocumentFrame document={document} current="history">
      <HistoryPage documentId={document.id} history={history} isNewest={isNewest} />
    </DocumentFrame>
  );
}
