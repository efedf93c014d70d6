// One organisation as its administrator keeps it: names, time zone, logo, case forms.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  ChangeOrganisationInputSchema,
  ConfirmOrganisationFormsInputSchema,
} from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  httpError,
  parseForm,
  readForm,
  requireUser,
  submitForm,
} from '~/platform/http/index.server';
import { FormErrors } from '~/ui/feedback';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { CardForm, LogoForm, NameFormsForm } from '~/ui/people/organisation-forms';
import { typedIn } from '~/ui/people/typed';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction<typeof loader> = (args) =>
  titled(args, args.data?.organisation.shortName ?? '');

/** A logo is at most 1 MB; the rest is the form around it. */
const MAX_FORM_BYTES = 1.5 * 1024 * 1024;

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({
    organisation: await args.context.services.identity.getManagedOrganisation(ctx, {
      id: args.params.id ?? '',
    }),
  }));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: MAX_FORM_BYTES });
    const { identity } = args.context.services;
    const organisationId = args.params.id ?? '';
    const to = `/settings/organisations/${organisationId}`;
    const t = requestTexts(args.request);
    form.set('organisationId', organisationId);
    switch (form.get('intent')) {
      case 'card': {
        const input = parseForm(ChangeOrganisationInputSchema, form);
        if (!input.ok) return data<FormRefusal>(input, { status: 400 });
        return submitForm(args, form, { to, notice: t('organisation.saved') }, () =>
          identity.changeOrganisation(ctx, input.data),
        );
      }
      case 'forms': {
        const input = parseForm(ConfirmOrganisationFormsInputSchema, form);
        if (!input.ok) return data<FormRefusal>(input, { status: 400 });
        return submitForm(args, form, { to, notice: t('forms.done') }, () =>
          identity.confirmOrganisationForms(ctx, input.data),
        );
      }
      case 'logo': {
        const file = form.get('logo');
        const bytes = new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : []);
        return submitForm(args, form, { to, notice: t('organisation.logo.saved') }, () =>
          identity.setLogo(ctx, { organisationId, bytes }),
        );
      }
      case 'logo-remove':
        return submitForm(args, form, { to, notice: t('organisation.logo.removed') }, () =>
          identity.setLogo(ctx, { organisationId, bytes: null }),
        );
      default:
        throw httpError('body-not-form');
    }
  });
}

export default function Organisation() {
  const { organisation } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useMessages();
  const errors = refused?.errors ?? {};
  const typed = typedIn(refused);
  return (
    <div className="grid max-w-[48rem] gap-8">
      <div>
        <BackLink to="/settings/organisations">{t('organisations.back')}</BackLink>
        <PageHeader title={organisation.shortName} />
        <FormErrors errors={errors[''] ?? []} />
      </div>
      <CardForm organisation={organisation} errors={errors} typed={typed} />
      <LogoForm organisation={organisation} />
      <NameFormsForm organisation={organisation} errors={errors} typed={typed} />
    </div>
  );
}
