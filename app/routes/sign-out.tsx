// Sign-out: a form, because a link could be followed by a prefetcher or set on another site.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import { answer, assertCsrf, clearCookie, readForm } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { useLocale } from '~/ui/messages/messages-context';
import { PageHeader } from '~/ui/shell/page-header';

export const meta = () => [{ title: 'Выход — Хартия' }, { name: 'robots', content: 'noindex' }];

export async function loader(args: LoaderFunctionArgs) {
  return answer(args, async (ctx) => {
    if (ctx.sessionId === null) throw redirect('/sign-in');
    return null;
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async (ctx) => {
    assertCsrf(args, await readForm(args.request));
    const { identity } = args.context.services;
    if (ctx.sessionId !== null) await identity.endSession(ctx, { sessionId: ctx.sessionId });
    throw redirect('/sign-in?done=signed-out', {
      headers: { 'Set-Cookie': clearCookie(args.request, 'session') },
    });
  });
}

export default function SignOut() {
  const t = identityText(useLocale());
  return (
    <div className="mx-auto max-w-[28rem]">
      <PageHeader title={t('signOut.title')} lead={t('signOut.lead')} />
      <Form method="post">
        <CsrfInput />
        <Button look="primary" icon="signOut">
          {t('signOut.submit')}
        </Button>
      </Form>
    </div>
  );
}
