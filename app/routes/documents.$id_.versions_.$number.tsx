import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireReader } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { titled } from '~/ui/meta';
import { VersionPaperPage } from '~/ui/versions/version-paper-page';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, version] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getVersionPaper(ctx, {
        id,
        number: /^\d{1,6}$/.test(args.params.number ?? '') ? Number(args.params.number) : 1_000_000,
      }),
    ]);
    return { document, version };
  });
}

export default function VersionRoute() {
  const { document, version } = useLoaderData<typeof loader>();
  return (
    <DocumentFrame document={document} current="versions">
      <VersionPaperPage documentId={document.id} view={version} />
    </DocumentFrame>
  );
}
