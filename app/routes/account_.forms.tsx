// The person's name and positions in cases: proposed, corrected, confirmed.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmPersonFormsInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, parseForm, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors, Notice } from '~/ui/feedback';
import { Select } from '~/ui/fields';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { CaseFields } from '~/ui/people/case-fields';
import { typedIn } from '~/ui/people/typed';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'forms.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const asked = new URL(args.request.url).searchParams.get('gender');
  const gender = asked === 'male' || asked === 'female' ? asked : undefined;
  return answer(args, async (ctx) => ({
    forms: await args.context.services.identity.getOwnForms(ctx, { gender }),
  }));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 64 * 1024 });
    const input = parseForm(ConfirmPersonFormsInputSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    const notice = requestTexts(args.request)('forms.done');
    return submitForm(args, form, { to: '/account/forms', notice }, () =>
      args.context.services.identity.confirmPersonForms(ctx, input.data),
    );
  });
}

export default function Forms() {
  const { forms } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useMessages();
  const shared = { errors: refused?.errors, typed: typedIn(refused) };
  return (
    <div className="max-w-[40rem]">
      <BackLink to="/account">{t('nav.account')}</BackLink>
      <PageHeader title={t('forms.title')} lead={t('forms.lead')} />
      <div className="grid gap-6">
        <Notice tone={forms.confirmed ? 'success' : 'info'}>
          {t(forms.confirmed ? 'forms.confirmed' : 'forms.proposed')}
        </Notice>
        <Form className="flex flex-wrap items-end gap-3">
          <Select
            label={t('forms.gender')}
            name="gender"
            defaultValue={forms.gender}
            options={(['male', 'female'] as const).map((value) => ({
              value,
              label: t(`forms.gender.${value}`),
            }))}
          />
          <Button>{t('forms.gender.apply')}</Button>
        </Form>
        <Form method="post" className="grid gap-6" key={`${forms.gender} ${forms.stamp}`}>
          <CsrfInput />
          <input type="hidden" name="stamp" value={forms.stamp} />
          <input type="hidden" name="gender" value={forms.gender} />
          <FormErrors errors={refused?.errors[''] ?? []} />
          <CaseFields legend={t('forms.name')} name="name" forms={forms.name} {...shared} />
          <CaseFields legend={t('forms.short')} name="short" forms={forms.short} {...shared} />
          {forms.positions.map(({ position, cases }, index) => (
            <CaseFields
              key={position}
              legend={t('forms.position', { position })}
              name={`positions.${index}`}
              forms={cases}
              {...shared}
            />
          ))}
          <div>
            <Button look="primary">{t('forms.confirm')}</Button>
          </div>
        </Form>
      </div>
    </div>
  );
}
