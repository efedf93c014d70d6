import { Form } from '@remix-run/react';
import { identityText, type SecondStepView } from '~/modules/identity';
import { Button, LinkButton } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { TextField } from '~/ui/fields';
import { useLocale, useMessages } from '~/ui/messages/messages-context';

type Errors = Readonly<Record<string, readonly string[]>>;

function Hidden({ intent }: { intent: string }) {
  return (
    <>
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
    </>
  );
}

export function BeginForm() {
  const t = useMessages();
  return (
    <Form method="post" className="grid gap-4">
      <Hidden intent="begin" />
      <p>{t('code.off')}</p>
      <div>
        <Button look="primary">{t('code.begin')}</Button>
      </div>
    </Form>
  );
}

interface ConfirmFormProps {
  setUp: NonNullable<SecondStepView['setUp']>;
  errors: Errors;
}
/** The secret for the app's camera and for typing, and the code that proves it arrived. */
export function ConfirmForm({ setUp, errors }: ConfirmFormProps) {
  const t = useMessages();
  return (
    <>
      <p>{t('code.step1')}</p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(setUp.qr)}`}
        alt={t('code.qr')}
        width={220}
        height={220}
        className="rounded-md border border-line bg-white"
      />
      <p>
        {t('code.key')}: <code className="font-mono [overflow-wrap:anywhere]">{setUp.key}</code>
      </p>
      <Form method="post" className="grid gap-4">
        <Hidden intent="confirm" />
        <p>{t('code.step2')}</p>
        <TextField
          label={t('code.digits')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          errors={errors.code}
        />
        <div>
          <Button look="primary">{t('code.confirm')}</Button>
        </div>
      </Form>
      <Form method="post">
        <Hidden intent="begin" />
        <Button look="quiet">{t('code.again')}</Button>
      </Form>
    </>
  );
}

export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useMessages();
  return (
    <section className="grid gap-4 rounded-md border border-warning p-4">
      <h2 className="text-lg font-semibold">{t('code.recovery')}</h2>
      <p>{t('code.recovery.text')}</p>
      <ol className="grid gap-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div>
        <LinkButton to="/account">{t('code.recovery.done')}</LinkButton>
      </div>
    </section>
  );
}

export function TurnOffForm({ errors }: { errors: Errors }) {
  const t = useMessages();
  const words = identityText(useLocale());
  return (
    <Form method="post" className="grid gap-4 border-t border-line pt-4">
      <Hidden intent="off" />
      <h2 className="text-lg font-semibold">{t('code.turnOff')}</h2>
      <p className="text-ink-soft">{t('code.turnOff.text')}</p>
      <TextField
        label={words('signIn.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        errors={errors.password}
      />
      <TextField
        label={t('code.code')}
        hint={t('code.code.hint')}
        name="code"
        autoComplete="one-time-code"
        required
        errors={errors.code}
      />
      <div>
        <Button look="danger">{t('code.turnOff')}</Button>
      </div>
    </Form>
  );
}
