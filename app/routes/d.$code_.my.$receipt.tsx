import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { FormRefusal } from '~/platform/http';
import { answerPublic, assertSameOrigin, readForm, refuseForm } from '~/platform/http/index.server';
import { Receipt } from '~/ui/discussion/receipt';
import { pageTitle, unlisted } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { hydrate: false };
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' });
export const meta: MetaFunction = (args) => [...pageTitle(args, 'discussion.receipt.page'), unlisted];

/** The code in the address is the right to see it; guessing is limited by address. */
export function loader(args: LoaderFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    await args.context.services.http.limits.openForm.consume(args.context.clientAddress);
    return args.context.services.documents.queries.getReceipt(ctx, { receipt: args.params.receipt ?? '' });
  });
}

export function action(args: ActionFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const { commands } = args.context.services.documents;
    const receipt = args.params.receipt ?? '';
    const form = await readForm(args.request, { maxBytes: 4096 });
    try {
      assertSameOrigin(args);
      await args.context.services.http.limits.openForm.consume(args.context.clientAddress);
      const intent = form.get('intent');
      if (intent === 'withdraw') await commands.withdrawProposal(ctx, { receipt });
      if (intent === 'processing' || intent === 'publishName')
        await commands.withdrawConsent(ctx, { receipt, purpose: intent });
    } catch (error) {
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
    return redirect(`/d/${args.params.code}/my/${receipt}`, 303);
  });
}

export default function ReceiptPage() {
  const refused = useActionData<typeof action>() as FormRefusal | undefined;
  const fresh = useSearchParams()[0].get('sent') === '1';
  return (
    <Receipt
      receipt={useLoaderData<typeof loader>()}
      fresh={fresh && !refused}
      errors={Object.values(refused?.errors ?? {}).flat()}
    />
  );
}
