// The second step of a sign-in: a code of the person's app, or a recovery code.
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  redirectDocument,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { CodeInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  assertCsrf,
  clearCookie,
  parseForm,
  readCookie,
  readForm,
  refuseForm,
  safeReturnPath,
  serializeCookie,
} from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors } from '~/ui/feedback';
import { TextField } from '~/ui/fields';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { shell: 'public' };
export const meta: MetaFunction = (args) => [
  ...pageTitle(args, 'code.signIn.title'),
  { name: 'robots', content: 'noindex' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  if (!readCookie(request, 'step')) throw redirect('/sign-in');
  return { next: safeReturnPath(new URL(request.url).searchParams.get('next')) };
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async (ctx) => {
    const { request, context } = args;
    const form = await readForm(request, { maxBytes: 16 * 1024 });
    const input = parseForm(CodeInputSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    const { identity, http } = context.services;
    try {
      assertCsrf(args, form);
      await http.limits.codes.consume(context.clientAddress);
      const session = await identity.finishSignIn(ctx, {
        token: readCookie(request, 'step') ?? '',
        code: input.data.code,
        userAgent: request.headers.get('user-agent') ?? '',
        address: context.clientAddress,
      });
      const maxAge = Math.floor((session.expiresAt.getTime() - ctx.now().getTime()) / 1000);
      const headers = new Headers();
      headers.append('Set-Cookie', serializeCookie(request, 'session', session.token, { maxAge }));
      headers.append('Set-Cookie', clearCookie(request, 'step'));
      throw redirectDocument(safeReturnPath(String(form.get('next') ?? '')), { headers });
    } catch (error) {
      if (error instanceof Response) throw error;
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
  });
}

export default function SignInCode() {
  const { next } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = useMessages();
  const errors = refusal?.errors ?? {};
  return (
    <div className="mx-auto max-w-[28rem]">
      <PageHeader title={t('code.signIn.title')} lead={t('code.signIn.lead')} />
      <Form method="post" className="grid gap-4">
        <CsrfInput />
        <input type="hidden" name="next" value={next} />
        <FormErrors errors={errors[''] ?? []} />
        <TextField
          label={t('code.code')}
          hint={t('code.code.hint')}
          name="code"
          autoComplete="one-time-code"
          required
          errors={errors.code}
        />
        <Button look="primary">{t('code.signIn.submit')}</Button>
        <Link to="/sign-in" className="inline-flex min-h-11 items-center">
          {t('code.signIn.back')}
        </Link>
      </Form>
    </div>
  );
}
