// Inviting colleagues: the form, and what became of the invitations.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { InvitePersonInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, parseForm, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors } from '~/ui/feedback';
import { Select, TextField } from '~/ui/fields';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { InvitationList } from '~/ui/people/invitation-list';
import { RoleChoices } from '~/ui/people/role-choices';
import { typedIn } from '~/ui/people/typed';
import { PageHeader } from '~/ui/shell/page-header';

const HERE = '/settings/people/invite';

export const meta: MetaFunction = (args) => pageTitle(args, 'invite.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { identity } = args.context.services;
  return answer(args, async (ctx) => ({
    organisations: (await identity.listManagedOrganisations(ctx)).map(({ id, shortName }) => ({
      value: id,
      label: shortName,
    })),
    own: ctx.actor.memberships.find(({ roles }) => roles.includes('administrator'))?.organisationId,
    invitations: await identity.listInvitations(ctx),
  }));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const { identity } = args.context.services;
    const t = requestTexts(args.request);
    const invitationId = String(form.get('invitationId') ?? '');
    const notice = t('invite.sent', { email: String(form.get('email') ?? '') });
    switch (form.get('intent')) {
      case 'again':
        return submitForm(args, form, { to: HERE, notice }, () =>
          identity.resendInvitation(ctx, { invitationId }),
        );
      case 'revoke':
        return submitForm(args, form, { to: HERE, notice: t('invite.revoked') }, () =>
          identity.revokeInvitation(ctx, { invitationId }),
        );
      default: {
        const input = parseForm(InvitePersonInputSchema, form);
        if (!input.ok) return data<FormRefusal>(input, { status: 400 });
        return submitForm(args, form, { to: HERE, notice }, () => identity.invitePerson(ctx, input.data));
      }
    }
  });
}

export default function Invite() {
  const { organisations, own, invitations } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useMessages();
  const typed = typedIn(refused);
  const errors = refused?.errors ?? {};
  return (
    <div className="grid max-w-[48rem] gap-8">
      <div>
        <BackLink to="/settings/people">{t('person.back')}</BackLink>
        <PageHeader title={t('invite.title')} lead={t('invite.lead')} />
        <Form method="post" className="grid gap-4">
          <CsrfInput />
          <FormErrors errors={errors[''] ?? []} />
          <TextField
            label={t('invite.email')}
            name="email"
            type="email"
            autoComplete="off"
            required
            defaultValue={typed('email')}
            errors={errors.email}
          />
          <Select
            label={t('invite.organisation')}
            name="organisationId"
            options={organisations}
            defaultValue={typed('organisationId') ?? own}
            errors={errors.organisationId}
          />
          <TextField
            label={t('person.position')}
            hint={t('person.position.hint')}
            name="position"
            defaultValue={typed('position')}
            errors={errors.position}
          />
          <RoleChoices held={[refused?.values.roles ?? 'drafter'].flat()} />
          <div>
            <Button look="primary">{t('invite.submit')}</Button>
          </div>
        </Form>
      </div>
      <section>
        <h2 className="mb-3 text-lg font-semibold">{t('invite.list')}</h2>
        <InvitationList invitations={invitations} />
      </section>
    </div>
  );
}
