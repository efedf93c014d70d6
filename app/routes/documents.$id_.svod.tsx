import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { SummaryTable } from '~/ui/discussion/summary-table';
import { DocumentFrame } from '~/ui/document/document-frame';
import { pageTitle } from '~/ui/meta';

export const meta: MetaFunction = (args) => pageTitle(args, 'discussion.summary');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const documentId = args.params.id ?? '';
  return answer(args, async (ctx) => {
    const { queries } = args.context.services.documents;
    const [document, summary] = await Promise.all([
      queries.getDocumentHead(ctx, { id: documentId }),
      queries.getSummary(ctx, { documentId }),
    ]);
    return { document, summary };
  });
}

export default function SummaryPage() {
  const { document, summary } = useLoaderData<typeof loader>();
  return (
    <DocumentFrame document={document} current="discussion">
      <SummaryTable documentId={document.id} summary={summary} />
    </DocumentFrame>
  );
}
