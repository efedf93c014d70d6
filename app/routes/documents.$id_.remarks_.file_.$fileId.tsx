import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  answer,
  assertCsrf,
  flashCookie,
  readForm,
  refuseForm,
  requireReader,
} from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { chooseLocale, translator } from '~/ui/messages';
import { titled } from '~/ui/meta';
import { ReturnedFilePage } from '~/ui/remarks/returned-file';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, file] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getReturnedFile(ctx, { id, fileId: args.params.fileId ?? '' }),
    ]);
    return { document, file };
  });
}

/** Takes the file over. */
export async function action(args: ActionFunctionArgs) {
  const documentId = args.params.id ?? '';
  await requireReader(args, documentId);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    try {
      assertCsrf(args, form);
      await args.context.services.documents.commands.takeFile(ctx, {
        documentId,
        fileId: args.params.fileId ?? '',
      });
    } catch (error) {
      return data(refuseForm(error, form), { status: 400 });
    }
    const locale = chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') });
    const text = translator(locale)('remarks.notice.taken');
    return redirect(`/documents/${documentId}/remarks`, {
      headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text }) },
    });
  });
}

export default function ReturnedFileRoute() {
  const { document, file } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <DocumentFrame document={document} current="remarks">
      <ReturnedFilePage documentId={document.id} file={file} refused={refused} />
    </DocumentFrame>
  );
}
