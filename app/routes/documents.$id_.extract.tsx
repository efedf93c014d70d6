// «Выписка»: which points, where the original is kept; the file itself is made by `extract_.$file`.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { ExtractForm } from '~/ui/document/extract-form';
import { titled } from '~/ui/meta';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const documentId = args.params.id ?? '';
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, extract] = await Promise.all([
      queries.getDocumentHead(ctx, { id: documentId }),
      queries.getExtract(ctx, { documentId }),
    ]);
    return { document, extract, isEmpty: new URL(args.request.url).searchParams.has('none') };
  });
}

export default function ExtractPage() {
  const { document, extract, isEmpty } = useLoaderData<typeof loader>();
  return (
    <DocumentFrame document={document} current="files">
      <ExtractForm document={document} extract={extract} isEmpty={isEmpty} />
    </DocumentFrame>
  );
}
