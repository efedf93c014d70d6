import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ProposalFormSchema } from '~/modules/documents/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answerPublic,
  assertSameOrigin,
  parseForm,
  readForm,
  refuseForm,
} from '~/platform/http/index.server';
import { ProposalForm } from '~/ui/discussion/proposal-form';
import { pageTitle, unlisted } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { hydrate: false };
/** A form has a token of its own: nobody else may get it from a cache. */
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction = (args) => [...pageTitle(args, 'discussion.form.title'), unlisted];

const MAX_FORM_BYTES = 96 * 1024;

export function loader(args: LoaderFunctionArgs) {
  const block = new URL(args.request.url).searchParams.get('block') ?? undefined;
  return answerPublic(args, (ctx) =>
    args.context.services.documents.queries.getProposalForm(ctx, { code: args.params.code ?? '', block }),
  );
}

/** No account and no cookie: the form's own token, the origin and the limit of an address guard it. */
export function action(args: ActionFunctionArgs) {
  return answerPublic(args, async (ctx) => {
    const code = args.params.code ?? '';
    const form = await readForm(args.request, { maxBytes: MAX_FORM_BYTES });
    const text = (name: string) => String(form.get(name) ?? '');
    const parsed = parseForm(ProposalFormSchema, form);
    if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
    try {
      assertSameOrigin(args);
      await args.context.services.http.limits.openForm.consume(args.context.clientAddress);
      const { receipt } = await args.context.services.documents.commands.submitProposal(ctx, {
        code,
        token: text('token'),
        honeypot: text('website'),
        form: parsed.data,
      });
      return redirect(`/d/${code}/my/${receipt}?sent=1`, 303);
    } catch (error) {
      return data<FormRefusal>(withFreshToken(error, refuseForm(error, form)), { status: 400 });
    }
  });
}

/** A token that is refused for good is replaced by the page's new one; one that is only too young goes on ageing. */
function withFreshToken(error: unknown, refusal: FormRefusal): FormRefusal {
  const why = (error as { details?: { why?: string } }).details?.why;
  return why === 'foreign' || why === 'too-old'
    ? { ...refusal, values: { ...refusal.values, token: '' } }
    : refusal;
}

export default function ProposePage() {
  const refused = useActionData<typeof action>() as FormRefusal | undefined;
  return <ProposalForm view={useLoaderData<typeof loader>()} refused={refused ?? null} />;
}
