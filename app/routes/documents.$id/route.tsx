import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { answer, readForm, requireUser } from '~/platform/http/index.server';
import { DocumentHeader } from '~/ui/document/document-header';
import { DocumentTab, tabsOf } from '~/ui/document/document-tabs';
import { FormErrors } from '~/ui/feedback';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { Tabs } from '~/ui/tabs';
import { carryOut } from './carry-out.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const id = args.params.id ?? '';
  return answer(args, async (ctx) => ({
    document: await args.context.services.documents.queries.getDocument(ctx, { id }),
  }));
}

/** One form for every step of a document's life; `intent` names the command. */
export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    return carryOut({ ...args, ctx, form, documentId: args.params.id ?? '' });
  });
}

export default function DocumentPage() {
  const t = useMessages();
  const { document } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const tabs = tabsOf(document, t);
  const wanted = useSearchParams()[0].get('tab');
  const current = tabs.find((tab) => tab.id === wanted)?.id ?? 'text';
  return (
    <>
      <DocumentHeader document={document} refused={refused ?? null} />
      <Tabs label={t('document.tabs')} tabs={tabs} current={current} />
      <div className="grid grid-cols-1 gap-6 pt-6">
        {refused?.values.intent === 'answer' ? (
          <FormErrors errors={Object.values(refused.errors).flat()} />
        ) : null}
        <DocumentTab document={document} current={current} refused={refused ?? null} />
      </div>
    </>
  );
}
