import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { answer, readForm, requireReader } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { DocumentTab } from '~/ui/document/document-tabs';
import { DraftNotice } from '~/ui/document/draft-notice';
import { FormErrors } from '~/ui/feedback';
import { titled } from '~/ui/meta';
import { carryOut } from './carry-out.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  return answer(args, async (ctx) => ({
    document: await args.context.services.documents.queries.getDocument(ctx, {
      id,
      text: new URL(args.request.url).searchParams.get('text') === 'draft' ? 'draft' : 'version',
    }),
  }));
}

/** One form for every step of a document's life; `intent` names the command. */
export async function action(args: ActionFunctionArgs) {
  // The bearer of a personal link decides here too.
  await requireReader(args, args.params.id ?? '');
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    return carryOut({ ...args, ctx, form, documentId: args.params.id ?? '' });
  });
}

export default function DocumentPage() {
  const { document } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const current = useSearchParams()[0].get('tab') ?? 'text';
  return (
    <DocumentFrame document={document} current={current} refused={refused}>
      {refused?.values.intent === 'answer' ? (
        <FormErrors errors={Object.values(refused.errors).flat()} />
      ) : null}
      <DraftNotice document={document} refused={refused} shown={current === 'text' ? document.shown : null} />
      <DocumentTab document={document} current={current} refused={refused} />
    </DocumentFrame>
  );
}
