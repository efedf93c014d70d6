import { Form } from '@remix-run/react';
import { type IdentityMessageKey, identityText, TIME_ZONES } from '~/modules/identity';
import type { FormRefusal } from '~/platform/http';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors, Notice } from '~/ui/feedback';
import { Checkbox, Select, TextField, type TextFieldProps } from '~/ui/fields';
import { useLocale } from '~/ui/messages/messages-context';

export interface SetUpFormProps {
  unprotected: boolean;
  refusal: FormRefusal | null;
}

/** The form of the first visit; errors stand beside their fields, what was typed stays (passwords are typed anew). */
export function SetUpForm({ unprotected, refusal }: SetUpFormProps) {
  const t = identityText(useLocale());
  const errors = refusal?.errors ?? {};
  const field = (name: string, key: IdentityMessageKey, more: Partial<TextFieldProps> = {}) => {
    const typed = refusal?.values[name];
    return (
      <TextField
        label={t(key)}
        name={name}
        required
        defaultValue={typeof typed === 'string' ? typed : undefined}
        errors={errors[name]}
        {...more}
      />
    );
  };
  return (
    <Form method="post" className="grid gap-8">
      <CsrfInput />
      {unprotected ? <Notice tone="warning">{t('signIn.unprotected')}</Notice> : null}
      <FormErrors errors={errors[''] ?? []} />
      <fieldset className="grid gap-4">
        <legend className="mb-3 text-lg font-semibold">{t('setup.organisation')}</legend>
        {field('organisationName', 'setup.organisationName', {
          hint: t('setup.organisationName.hint'),
          autoComplete: 'organization',
        })}
        {field('organisationShortName', 'setup.organisationShortName', {
          hint: t('setup.optional'),
          required: false,
        })}
        <Select
          label={t('setup.timeZone')}
          hint={t('setup.timeZone.hint')}
          name="timeZone"
          defaultValue={
            typeof refusal?.values.timeZone === 'string' ? refusal.values.timeZone : 'Europe/Moscow'
          }
          options={TIME_ZONES}
          errors={errors.timeZone}
        />
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 text-lg font-semibold">{t('setup.administrator')}</legend>
        {field('surname', 'setup.surname', { autoComplete: 'family-name' })}
        {field('name', 'setup.name', { autoComplete: 'given-name' })}
        {field('patronymic', 'setup.patronymic', {
          hint: t('setup.optional'),
          required: false,
          autoComplete: 'additional-name',
        })}
        {field('position', 'setup.position', {
          hint: t('setup.position.hint'),
          autoComplete: 'organization-title',
        })}
        {field('email', 'setup.email', {
          hint: t('setup.email.hint'),
          type: 'email',
          autoComplete: 'username',
        })}
        {field('password', 'setup.password', {
          hint: t('setup.password.hint'),
          type: 'password',
          autoComplete: 'new-password',
          minLength: 10,
        })}
        {field('passwordRepeat', 'setup.passwordRepeat', { type: 'password', autoComplete: 'new-password' })}
      </fieldset>
      <Checkbox
        label={t('setup.samples')}
        hint={t('setup.samples.hint')}
        name="samples"
        defaultChecked={refusal?.values.samples === 'on'}
        errors={errors.samples}
      />
      <Button look="primary">{t('setup.submit')}</Button>
    </Form>
  );
}
