// Organisations that the person manages, and adding one.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { TIME_ZONES } from '~/modules/identity';
import { AddOrganisationInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, parseForm, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors } from '~/ui/feedback';
import { Select, TextField } from '~/ui/fields';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { typedIn } from '~/ui/people/typed';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'settings.organisations');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { identity } = args.context.services;
  return answer(args, async (ctx) => ({
    organisations: await identity.listManagedOrganisations(ctx),
    mayAdd: (await identity.getAccess(ctx)).addOrganisation,
  }));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const input = parseForm(AddOrganisationInputSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    const notice = requestTexts(args.request)('organisations.added');
    return submitForm(args, form, { to: '/settings/organisations', notice }, () =>
      args.context.services.identity.addOrganisation(ctx, input.data),
    );
  });
}

export default function Organisations() {
  const t = useMessages();
  const { organisations, mayAdd } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <div className="grid max-w-[48rem] gap-8">
      <div>
        <PageHeader title={t('settings.organisations')} lead={t('organisations.lead')} />
        <ul className="grid gap-2">
          {organisations.map((one) => (
            <li key={one.id} className="border-b border-line pb-2">
              <Link
                to={`/settings/organisations/${one.id}`}
                prefetch="intent"
                className="inline-flex min-h-11 items-center font-medium"
              >
                {one.shortName}
              </Link>
              <p>{one.name}</p>
              <p className="text-sm text-ink-soft">
                {[
                  one.timeZone,
                  one.host ? t('organisations.host') : '',
                  one.formsConfirmed ? '' : t('organisations.formsMissing'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      </div>
      {mayAdd ? <AddForm refused={refused} /> : null}
    </div>
  );
}

function AddForm({ refused }: { refused: FormRefusal | null }) {
  const t = useMessages();
  const typed = typedIn(refused);
  const errors = refused?.errors ?? {};
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">{t('organisations.add')}</h2>
      <Form method="post" className="grid gap-4">
        <CsrfInput />
        <FormErrors errors={errors[''] ?? []} />
        <TextField
          label={t('organisation.name')}
          name="name"
          required
          defaultValue={typed('name')}
          errors={errors.name}
        />
        <TextField
          label={t('organisation.shortName')}
          name="shortName"
          defaultValue={typed('shortName')}
          errors={errors.shortName}
        />
        <Select
          label={t('organisation.timeZone')}
          name="timeZone"
          options={TIME_ZONES}
          defaultValue={typed('timeZone') ?? 'Europe/Moscow'}
          errors={errors.timeZone}
        />
        <div>
          <Button look="primary">{t('organisations.add')}</Button>
        </div>
      </Form>
    </section>
  );
}
