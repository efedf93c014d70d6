// First visit: the organisation, its administrator and, if wished, «учебные данные». Closed once anybody is there.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import { type SampleAccounts, SetUpInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  assertCsrf,
  isUnprotectedConnection,
  parseForm,
  readForm,
  refuseForm,
  serializeCookie,
} from '~/platform/http/index.server';
import { systemActor } from '~/shared/context';
import { LinkButton } from '~/ui/button';
import { useLocale } from '~/ui/messages/messages-context';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';
import { SetUpDone } from './set-up-done';
import { SetUpForm } from './set-up-form';

export const handle: RouteHandle = { shell: 'public' };
export const meta = () => [{ title: 'Первая настройка — Хартия' }, { name: 'robots', content: 'noindex' }];

type SetUpAnswer = { done: true; samples: SampleAccounts | null } | ({ done: false } & FormRefusal);

export async function loader(args: LoaderFunctionArgs) {
  // No redirect when set up: without JavaScript this loader also runs under the action's answer, which shows the
  // sample password once.
  return answer(args, async () => ({
    isSetUp: await args.context.services.identity.isSetUp(),
    unprotected: isUnprotectedConnection(args.request),
  }));
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 64 * 1024 });
    const input = parseForm(SetUpInputSchema, form);
    if (!input.ok) return data<SetUpAnswer>({ done: false, ...input }, { status: 400 });
    const { identity, loadSampleData } = args.context.services;
    try {
      assertCsrf(args, form);
      await identity.setUp(ctx, input.data);
      const session = await identity.signIn(ctx, {
        email: input.data.email,
        password: input.data.password,
        userAgent: args.request.headers.get('user-agent') ?? '',
        address: args.context.clientAddress,
      });
      const samples = input.data.samples
        ? await loadSampleData({ ...ctx, actor: systemActor('set-up') })
        : null;
      const maxAge = Math.floor((session.expiresAt.getTime() - ctx.now().getTime()) / 1000);
      const headers = {
        'Set-Cookie': serializeCookie(args.request, 'session', session.token, { maxAge }),
        'Cache-Control': 'no-store',
      };
      if (!samples) throw redirect('/', { headers });
      return data<SetUpAnswer>({ done: true, samples }, { headers });
    } catch (error) {
      if (error instanceof Response) throw error;
      return data<SetUpAnswer>({ done: false, ...refuseForm(error, form) }, { status: 400 });
    }
  });
}

function AlreadySetUp() {
  const t = identityText(useLocale());
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader title={t('setup.closed.title')} lead={t('setup.closed.lead')} />
      <LinkButton look="primary" to="/sign-in">
        {t('signIn.submit')}
      </LinkButton>
    </div>
  );
}

export default function SetUp() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = identityText(useLocale());
  if (result?.done) return <SetUpDone samples={result.samples} />;
  if (page.isSetUp && !result) return <AlreadySetUp />;
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader title={t('setup.title')} lead={t('setup.lead')} />
      <SetUpForm unprotected={page.unprotected} refusal={result ?? null} />
    </div>
  );
}
