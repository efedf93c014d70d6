// Takes a partner's file in and goes to its preview; a refused one is explained here, with another try.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, assertCsrf, readForm, refuseForm, requireReader } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { FormErrors } from '~/ui/feedback';
import { titled } from '~/ui/meta';
import { Exchange } from '~/ui/remarks/exchange';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

const MEGABYTES = 20;
/** Room for the boundary and the token beside the file itself. */
const FORM_BYTES = MEGABYTES * 1024 * 1024 + 64 * 1024;

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, remarks] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getRemarks(ctx, { id }),
    ]);
    return { document, remarks };
  });
}

export async function action(args: ActionFunctionArgs) {
  const documentId = args.params.id ?? '';
  await requireReader(args, documentId);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: FORM_BYTES });
    try {
      assertCsrf(args, form);
      const file = form.get('file');
      const given = file instanceof File ? file : new File([], '');
      const { fileId } = await args.context.services.documents.commands.receiveFile(ctx, {
        documentId,
        name: given.name,
        bytes: new Uint8Array(await given.arrayBuffer()),
      });
      return redirect(`/documents/${documentId}/remarks/file/${fileId}`);
    } catch (error) {
      return data(refuseForm(error, form), { status: 400 });
    }
  });
}

export default function ReceiveFilePage() {
  const { document, remarks } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DocumentFrame document={document} current="remarks">
      <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      <div className="max-w-[40rem]">
        <Exchange documentId={document.id} view={remarks} limit={MEGABYTES} />
      </div>
    </DocumentFrame>
  );
}
