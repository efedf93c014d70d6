// One person as an administrator sees him: position and roles in each organisation, access, lockout, second step.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { ManagedPerson } from '~/modules/identity';
import { ChangeMembershipInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  httpError,
  parseForm,
  readForm,
  requireUser,
  submitForm,
} from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors } from '~/ui/feedback';
import { TextField } from '~/ui/fields';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { AccountActions } from '~/ui/people/account-actions';
import { BackLink } from '~/ui/people/back-link';
import { RoleChoices } from '~/ui/people/role-choices';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.person.fullName ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({
    person: await args.context.services.identity.getManagedPerson(ctx, { id: args.params.id ?? '' }),
  }));
}

const ACTIONS = {
  disable: ['disableUser', 'person.disabled'],
  enable: ['enableUser', 'person.enabled'],
  unlock: ['resetLockout', 'person.unlocked'],
  'reset-code': ['resetTotp', 'person.codeReset'],
} as const;

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const { identity } = args.context.services;
    const userId = args.params.id ?? '';
    const to = `/settings/people/${userId}`;
    const t = requestTexts(args.request);
    const intent = String(form.get('intent'));
    if (intent === 'membership') {
      form.set('userId', userId);
      const input = parseForm(ChangeMembershipInputSchema, form);
      if (!input.ok) return data<FormRefusal>(input, { status: 400 });
      return submitForm(args, form, { to, notice: t('person.saved') }, () =>
        identity.changeMembership(ctx, input.data),
      );
    }
    if (!Object.hasOwn(ACTIONS, intent)) throw httpError('body-not-form');
    const [command, notice] = ACTIONS[intent as keyof typeof ACTIONS];
    const stamp = String(form.get('stamp') ?? '');
    return submitForm(args, form, { to, notice: t(notice) }, () => identity[command](ctx, { userId, stamp }));
  });
}

export default function Person() {
  const { person } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useMessages();
  return (
    <div className="grid max-w-[48rem] gap-6">
      <div>
        <BackLink to="/settings/people">{t('person.back')}</BackLink>
        <PageHeader title={person.fullName} lead={person.email} />
        <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      </div>
      {person.memberships
        .filter(({ mayManage }) => mayManage)
        .map((membership) => (
          <MembershipForm
            key={`${membership.organisationId} ${person.stamp}`}
            membership={membership}
            stamp={person.stamp}
          />
        ))}
      <AccountActions person={person} />
    </div>
  );
}

interface MembershipFormProps {
  membership: ManagedPerson['memberships'][number];
  stamp: string;
}
function MembershipForm({ membership, stamp }: MembershipFormProps) {
  const t = useMessages();
  return (
    <Form method="post" className="grid gap-4">
      <h2 className="text-lg font-semibold">{membership.organisation}</h2>
      <CsrfInput />
      <input type="hidden" name="intent" value="membership" />
      <input type="hidden" name="organisationId" value={membership.organisationId} />
      <input type="hidden" name="stamp" value={stamp} />
      <TextField
        label={t('person.position')}
        hint={t('person.position.hint')}
        name="position"
        maxLength={200}
        defaultValue={membership.position}
      />
      <RoleChoices held={membership.roles} />
      <div>
        <Button look="primary">{t('person.save')}</Button>
      </div>
    </Form>
  );
}
