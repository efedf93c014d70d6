import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answer, readForm, requireReader } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { titled } from '~/ui/meta';
import { Exchange } from '~/ui/remarks/exchange';
import { RemarksPage } from '~/ui/remarks/remarks-page';
import { carryOut } from './carry-out.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

const UPLOAD_MEGABYTES = 20;

/** A strange address shows the plain list rather than an error. */
const QuerySchema = z.object({
  status: z.enum(['open', 'all']).catch('open'),
  mine: z
    .string()
    .optional()
    .transform((value) => value === '1'),
  author: z.string().max(300).catch(''),
  block: z.string().max(120).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  part: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const query = QuerySchema.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, remarks] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getRemarks(ctx, { id, ...query }),
    ]);
    return { document, remarks };
  });
}

/** One form for every step of a thread or a suggestion; `intent` names the command. */
export async function action(args: ActionFunctionArgs) {
  await requireReader(args, args.params.id ?? '');
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    return carryOut({ ...args, ctx, form, documentId: args.params.id ?? '' });
  });
}

export default function RemarksRoute() {
  const { document, remarks } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <DocumentFrame document={document} current="remarks">
      <RemarksPage
        view={remarks}
        refused={refused}
        exchange={<Exchange documentId={document.id} view={remarks} limit={UPLOAD_MEGABYTES} />}
      />
    </DocumentFrame>
  );
}
