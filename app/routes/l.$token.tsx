// A personal link: the code goes to its bearer's address, and only the code opens the document.
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  redirectDocument,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CodeInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import {
  answer,
  assertCsrf,
  clearCookie,
  guestSecrets,
  parseForm,
  type RequestContext,
  readCookie,
  readForm,
  refuseForm,
  serializeCookie,
} from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors, Notice } from '~/ui/feedback';
import { TextField } from '~/ui/fields';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { shell: 'public' };
export const meta: MetaFunction = (args) => [
  ...pageTitle(args, 'link.title'),
  { name: 'robots', content: 'noindex' },
];

const seconds = (until: Date, now: Date) => Math.max(1, Math.floor((until.getTime() - now.getTime()) / 1000));

export async function loader(args: LoaderFunctionArgs) {
  const token = args.params.token ?? '';
  return answer(args, async (ctx) => {
    try {
      const link = await args.context.services.identity.getPersonalLink(ctx, { token });
      const sent = new URL(args.request.url).searchParams.has('sent');
      return data({ link, refused: null, sent: sent && readCookie(args.request, 'step') !== null });
    } catch (error) {
      if (!isAppError(error) || error.kind === 'internal') throw error;
      const status = error.kind === 'not-found' ? 404 : 410;
      return data({ link: null, refused: error.message, sent: false }, { status });
    }
  });
}

export async function action(args: ActionFunctionArgs) {
  const token = args.params.token ?? '';
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    try {
      assertCsrf(args, form);
      await args.context.services.http.limits.codes.consume(args.context.clientAddress);
      if (form.get('intent') === 'send') throw await sendCode(args, ctx, token);
      const input = parseForm(CodeInputSchema, form);
      if (!input.ok) return data<FormRefusal>(input, { status: 400 });
      throw await openLink(args, ctx, { token, code: input.data.code });
    } catch (error) {
      if (error instanceof Response) throw error;
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
  });
}

async function sendCode(
  { request, context }: RouteArgs,
  ctx: RequestContext,
  token: string,
): Promise<Response> {
  const { challenge, expiresAt } = await context.services.identity.sendLinkCode(ctx, { token });
  const maxAge = seconds(expiresAt, ctx.now());
  return redirect(`/l/${token}?sent`, {
    headers: { 'Set-Cookie': serializeCookie(request, 'step', challenge, { maxAge }) },
  });
}

async function openLink(
  { request, context }: RouteArgs,
  ctx: RequestContext,
  input: { readonly token: string; readonly code: string },
): Promise<Response> {
  const challenge = readCookie(request, 'step') ?? '';
  const opened = await context.services.identity.openPersonalLink(ctx, { ...input, challenge });
  const secrets = [opened.session, ...guestSecrets(request)].slice(0, 8).join('.');
  const headers = new Headers();
  const maxAge = seconds(opened.expiresAt, ctx.now());
  headers.append('Set-Cookie', serializeCookie(request, 'guest', secrets, { maxAge }));
  headers.append('Set-Cookie', clearCookie(request, 'step'));
  return redirectDocument(`/documents/${opened.documentId}`, { headers });
}

export default function PersonalLink() {
  const { link, refused, sent } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = useMessages();
  if (!link) {
    return (
      <div className="mx-auto max-w-[34rem]">
        <PageHeader title={t('link.closed')} />
        <Notice tone="warning">{refused}</Notice>
      </div>
    );
  }
  const errors = refusal?.errors ?? {};
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader title={t('link.title')} lead={t('link.lead', { name: link.issuedBy, email: link.email })} />
      <div className="grid gap-4">
        <FormErrors errors={errors[''] ?? []} />
        {sent ? (
          <Form method="post" className="grid gap-4">
            <CsrfInput />
            <Notice tone="success">{t('link.sent', { email: link.email })}</Notice>
            <TextField
              label={t('link.code')}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              errors={errors.code}
            />
            <Button look="primary">{t('link.open')}</Button>
          </Form>
        ) : null}
        <Form method="post">
          <CsrfInput />
          <input type="hidden" name="intent" value="send" />
          <Button look={sent ? 'quiet' : 'primary'}>{t(sent ? 'link.again' : 'link.send')}</Button>
        </Form>
      </div>
    </div>
  );
}
