// The person's own page: roles, living sessions, sign-out elsewhere, change of password.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import { ChangePasswordInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  assertCsrf,
  httpError,
  parseForm,
  readForm,
  refuseForm,
  requireUser,
} from '~/platform/http/index.server';
import { LinkButton } from '~/ui/button';
import { Notice } from '~/ui/feedback';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { PageHeader } from '~/ui/shell/page-header';
import { MembershipList } from './membership-list';
import { PasswordForm } from './password-form';
import { SessionList } from './session-list';

export const meta = () => [{ title: 'Учётная запись — Хартия' }];

const DONE = {
  session: 'account.session.ended',
  others: 'account.others.ended',
  password: 'account.password.changed',
} as const;

export async function loader(args: LoaderFunctionArgs) {
  return answer(args, async () => {
    const ctx = await requireUser(args);
    const { identity } = args.context.services;
    const organisations = await identity.listOrganisations(
      ctx.actor.memberships.map(({ organisationId }) => organisationId),
    );
    const names = new Map(organisations.map(({ id, name }) => [id, name]));
    const done = new URL(args.request.url).searchParams.get('done');
    return data({
      name: ctx.actor.name,
      memberships: ctx.actor.memberships.map(({ organisationId, position, roles }) => ({
        organisation: names.get(organisationId) ?? organisationId,
        position: position ?? null,
        roles: [...roles],
      })),
      sessions: await identity.listSessions(ctx, { currentId: ctx.sessionId }),
      done: done !== null && Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : null,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async () => {
    const ctx = await requireUser(args);
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const { identity } = args.context.services;
    const intent = form.get('intent');
    if (intent === 'end-session') {
      assertCsrf(args, form);
      await identity.endSession(ctx, { sessionId: String(form.get('sessionId') ?? '') });
      throw redirect('/account?done=session');
    }
    if (intent === 'end-others') {
      assertCsrf(args, form);
      await identity.endOtherSessions(ctx, { keep: ctx.sessionId });
      throw redirect('/account?done=others');
    }
    if (intent !== 'change-password') throw httpError('body-not-form');
    const input = parseForm(ChangePasswordInputSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    try {
      assertCsrf(args, form);
      await identity.changePassword(ctx, { ...input.data, keep: ctx.sessionId });
    } catch (error) {
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
    throw redirect('/account?done=password');
  });
}

export default function Account() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = identityText(useLocale());
  const words = useMessages();
  return (
    <div className="grid max-w-[44rem] gap-8">
      <PageHeader title={t('account.title')} lead={page.name}>
        <LinkButton to="/sign-out" icon="signOut" prefetch="none">
          {t('signOut.submit')}
        </LinkButton>
      </PageHeader>
      {page.done && !refusal ? <Notice tone="success">{t(page.done)}</Notice> : null}
      <MembershipList memberships={page.memberships} />
      <section>
        <h2 className="mb-3 text-lg font-semibold">{words('account.more')}</h2>
        <div className="flex flex-wrap gap-3">
          <LinkButton to="/account/forms">{words('forms.title')}</LinkButton>
          <LinkButton to="/account/second-step">{words('code.title')}</LinkButton>
          <LinkButton to="/settings">{words('nav.settings')}</LinkButton>
        </div>
      </section>
      <SessionList sessions={page.sessions} />
      <PasswordForm refusal={refusal ?? null} />
    </div>
  );
}
