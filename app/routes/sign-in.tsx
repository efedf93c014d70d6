// Sign-in by e-mail and password; works without JavaScript.
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  redirectDocument,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import { SignInInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  assertCsrf,
  isUnprotectedConnection,
  parseForm,
  readForm,
  refuseForm,
  safeReturnPath,
  serializeCookie,
} from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors, Notice } from '~/ui/feedback';
import { TextField } from '~/ui/fields';
import { useLocale } from '~/ui/messages/messages-context';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { shell: 'public' };
export const meta = () => [{ title: 'Вход — Хартия' }, { name: 'robots', content: 'noindex' }];

export async function loader(args: LoaderFunctionArgs) {
  return answer(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const next = safeReturnPath(query.get('next'));
    if (!(await args.context.services.identity.isSetUp())) throw redirect('/setup');
    if (ctx.sessionId !== null) throw redirect(next);
    return data({
      next,
      unprotected: isUnprotectedConnection(args.request),
      signedOut: query.get('done') === 'signed-out',
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const input = parseForm(SignInInputSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    const { identity, http } = args.context.services;
    try {
      assertCsrf(args, form);
      await http.limits.signIn.consume(args.context.clientAddress);
      const session = await identity.beginSignIn(ctx, {
        email: input.data.email,
        password: input.data.password,
        userAgent: args.request.headers.get('user-agent') ?? '',
        address: args.context.clientAddress,
      });
      const maxAge = Math.floor((session.expiresAt.getTime() - ctx.now().getTime()) / 1000);
      if (session.step === 'code') {
        throw redirect(`/sign-in/code?next=${encodeURIComponent(safeReturnPath(input.data.next))}`, {
          headers: { 'Set-Cookie': serializeCookie(args.request, 'step', session.token, { maxAge }) },
        });
      }
      // A whole new page: its frame, policy and data are those of a signed-in person.
      throw redirectDocument(safeReturnPath(input.data.next), {
        headers: { 'Set-Cookie': serializeCookie(args.request, 'session', session.token, { maxAge }) },
      });
    } catch (error) {
      if (error instanceof Response) throw error;
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
  });
}

export default function SignIn() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = identityText(useLocale());
  const errors = refusal?.errors ?? {};
  const typed = (name: string) =>
    typeof refusal?.values[name] === 'string' ? refusal.values[name] : undefined;
  return (
    <div className="mx-auto max-w-[28rem]">
      <PageHeader title={t('signIn.title')} lead={t('signIn.lead')} />
      <Form method="post" className="grid gap-4">
        <CsrfInput />
        <input type="hidden" name="next" value={typed('next') ?? page.next} />
        {page.signedOut && !refusal ? <Notice tone="success">{t('signOut.done')}</Notice> : null}
        {page.unprotected ? <Notice tone="warning">{t('signIn.unprotected')}</Notice> : null}
        <FormErrors errors={errors[''] ?? []} />
        <TextField
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={typed('email')}
          errors={errors.email}
        />
        <TextField
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          errors={errors.password}
        />
        <Button look="primary">{t('signIn.submit')}</Button>
        <p className="text-sm text-ink-soft">{t('signIn.help')}</p>
      </Form>
    </div>
  );
}
