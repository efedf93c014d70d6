// The page of an invitation: a newcomer names himself and sets a password; who has an account joins with it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import { AcceptInvitationInputSchema } from '~/modules/identity/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, parseForm, readForm, submitForm } from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { Button, LinkButton } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors, Notice } from '~/ui/feedback';
import { TextField } from '~/ui/fields';
import { formatDay } from '~/ui/format';
import { requestTexts } from '~/ui/messages';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { typedIn } from '~/ui/people/typed';
import type { RouteHandle } from '~/ui/route-handle';
import { PageHeader } from '~/ui/shell/page-header';

export const handle: RouteHandle = { shell: 'public' };
export const meta: MetaFunction = (args) => [
  ...pageTitle(args, 'join.title'),
  { name: 'robots', content: 'noindex' },
];

export async function loader(args: LoaderFunctionArgs) {
  const token = args.params.token ?? '';
  return answer(args, async (ctx) => {
    const here = `/invitations/${token}`;
    try {
      const invitation = await args.context.services.identity.getInvitation(ctx, { token });
      return data({ invitation, refused: null, signedIn: ctx.sessionId !== null, here });
    } catch (error) {
      if (!isAppError(error) || error.kind === 'internal') throw error;
      const status = error.kind === 'not-found' ? 404 : 410;
      return data({ invitation: null, refused: error.message, signedIn: false, here }, { status });
    }
  });
}

export async function action(args: ActionFunctionArgs) {
  const token = args.params.token ?? '';
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const { identity, http } = args.context.services;
    const t = requestTexts(args.request);
    await http.limits.codes.consume(args.context.clientAddress);
    if (form.get('intent') === 'join') {
      return submitForm(args, form, { to: '/account', notice: t('join.joined') }, () =>
        identity.joinByInvitation(ctx, { token }),
      );
    }
    const input = parseForm(AcceptInvitationInputSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    return submitForm(args, form, { to: '/sign-in?next=/account/forms', notice: t('join.done') }, () =>
      identity.acceptInvitation(ctx, { ...input.data, token }),
    );
  });
}

export default function Invitation() {
  const { invitation, refused, signedIn, here } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  const t = useMessages();
  const locale = useLocale();
  if (!invitation) {
    return (
      <div className="mx-auto max-w-[34rem]">
        <PageHeader title={t('join.closed')} />
        <Notice tone="warning">{refused}</Notice>
      </div>
    );
  }
  const { invitedBy: name, organisation } = invitation;
  const lead = t('join.lead', { name, organisation, date: formatDay(invitation.expiresAt, locale) });
  return (
    <div className="mx-auto max-w-[34rem]">
      <PageHeader title={t('join.title')} lead={lead} />
      {invitation.hasAccount ? (
        <Join email={invitation.email} signedIn={signedIn} here={here} errors={refusal?.errors[''] ?? []} />
      ) : (
        <AcceptForm email={invitation.email} position={invitation.position ?? ''} refusal={refusal} />
      )}
    </div>
  );
}

function Join(props: { email: string; signedIn: boolean; here: string; errors: readonly string[] }) {
  const t = useMessages();
  return (
    <div className="grid gap-4">
      <FormErrors errors={props.errors} />
      <p>{t('join.hasAccount', { email: props.email })}</p>
      {props.signedIn ? (
        <Form method="post">
          <CsrfInput />
          <input type="hidden" name="intent" value="join" />
          <Button look="primary">{t('join.submit')}</Button>
        </Form>
      ) : (
        <LinkButton look="primary" to={`/sign-in?next=${encodeURIComponent(props.here)}`}>
          {t('join.signIn')}
        </LinkButton>
      )}
    </div>
  );
}

const FIELDS = [
  { name: 'surname', label: 'setup.surname', autoComplete: 'family-name', required: true },
  { name: 'name', label: 'setup.name', autoComplete: 'given-name', required: true },
  { name: 'patronymic', label: 'setup.patronymic', autoComplete: 'additional-name', required: false },
] as const;

function AcceptForm(props: { email: string; position: string; refusal: FormRefusal | null }) {
  const t = useMessages();
  const words = identityText(useLocale());
  const typed = typedIn(props.refusal);
  const errors = props.refusal?.errors ?? {};
  const password = { type: 'password', autoComplete: 'new-password', required: true } as const;
  return (
    <Form method="post" className="grid gap-4">
      <CsrfInput />
      <FormErrors errors={errors[''] ?? []} />
      <p>{t('join.email', { email: props.email })}</p>
      {FIELDS.map(({ label, ...field }) => (
        <TextField
          key={field.name}
          {...field}
          label={words(label)}
          defaultValue={typed(field.name)}
          errors={errors[field.name]}
        />
      ))}
      <TextField
        label={t('person.position')}
        hint={t('person.position.hint')}
        name="position"
        defaultValue={typed('position') ?? props.position}
        errors={errors.position}
      />
      <TextField
        {...password}
        label={words('setup.password')}
        hint={words('setup.password.hint')}
        name="password"
        errors={errors.password}
      />
      <TextField
        {...password}
        label={words('setup.passwordRepeat')}
        name="passwordRepeat"
        errors={errors.passwordRepeat}
      />
      <Button look="primary">{t('join.submit')}</Button>
    </Form>
  );
}
