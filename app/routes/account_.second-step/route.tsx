// The second step of one's own sign-in: turned on by QR or key and a code, turned off by password and code.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CodeInputSchema, TurnOffTotpInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  assertCsrf,
  httpError,
  parseForm,
  readForm,
  refuseForm,
  requireUser,
  submitForm,
} from '~/platform/http/index.server';
import { FormErrors, Notice } from '~/ui/feedback';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { PageHeader } from '~/ui/shell/page-header';
import { BeginForm, ConfirmForm, RecoveryCodes, TurnOffForm } from './second-step-forms';

const HERE = '/account/second-step';

export const meta: MetaFunction = (args) => pageTitle(args, 'code.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) =>
    // The secret must not lie in a cache.
    data(
      { step: await args.context.services.identity.getSecondStep(ctx) },
      { headers: { 'Cache-Control': 'no-store' } },
    ),
  );
}

type Answer = FormRefusal & { readonly recoveryCodes?: readonly string[] };

export async function action(args: ActionFunctionArgs) {
  const { sessionId } = await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const { identity, http } = args.context.services;
    const t = requestTexts(args.request);
    const intent = form.get('intent');
    if (intent === 'begin')
      return submitForm(args, form, { to: HERE, notice: t('code.step1') }, () => identity.beginTotp(ctx));
    await http.limits.codes.consume(args.context.clientAddress);
    if (intent === 'off') {
      const input = parseForm(TurnOffTotpInputSchema, form);
      if (!input.ok) return data<Answer>(input, { status: 400 });
      return submitForm(args, form, { to: HERE, notice: t('code.turnedOff') }, () =>
        identity.turnOffTotp(ctx, input.data),
      );
    }
    if (intent !== 'confirm') throw httpError('body-not-form');
    const input = parseForm(CodeInputSchema, form);
    if (!input.ok) return data<Answer>(input, { status: 400 });
    try {
      assertCsrf(args, form);
      const { recoveryCodes } = await identity.confirmTotp(ctx, { code: input.data.code, keep: sessionId });
      // Shown by this answer alone, never by an address.
      return data<Answer>(
        { errors: {}, values: {}, recoveryCodes },
        { headers: { 'Cache-Control': 'no-store' } },
      );
    } catch (error) {
      return data<Answer>(refuseForm(error, form), { status: 400 });
    }
  });
}

export default function SecondStep() {
  const { step } = useLoaderData<typeof loader>();
  const result: Answer | undefined = useActionData<typeof action>();
  const t = useMessages();
  const errors = result?.errors ?? {};
  return (
    <div className="grid max-w-[36rem] gap-6">
      <div>
        <BackLink to="/account">{t('nav.account')}</BackLink>
        <PageHeader title={t('code.title')} lead={t('code.lead')} />
        <FormErrors errors={errors[''] ?? []} />
      </div>
      {result?.recoveryCodes ? <RecoveryCodes codes={result.recoveryCodes} /> : null}
      {step.state === 'on' ? (
        <>
          <Notice tone="success">
            {t('code.on')} {t('code.left', { count: step.recoveryLeft })}
          </Notice>
          {result?.recoveryCodes ? null : <TurnOffForm errors={errors} />}
        </>
      ) : null}
      {step.state === 'off' ? <BeginForm /> : null}
      {step.setUp ? <ConfirmForm setUp={step.setUp} errors={errors} /> : null}
    </div>
  );
}
