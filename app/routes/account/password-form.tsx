import { Form } from '@remix-run/react';
import { identityText } from '~/modules/identity';
import type { FormRefusal } from '~/platform/http';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors } from '~/ui/feedback';
import { TextField } from '~/ui/fields';
import { useLocale } from '~/ui/messages/messages-context';

/** Change of one's own password; other sessions end with it. */
export function PasswordForm({ refusal }: { refusal: FormRefusal | null }) {
  const t = identityText(useLocale());
  const errors = refusal?.errors ?? {};
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">{t('account.password')}</h2>
      <Form method="post" className="grid max-w-[28rem] gap-4">
        <CsrfInput />
        <input type="hidden" name="intent" value="change-password" />
        <FormErrors errors={errors[''] ?? []} />
        <TextField
          label={t('account.password.current')}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          errors={errors.currentPassword}
        />
        <TextField
          label={t('account.password.new')}
          hint={t('setup.password.hint')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          errors={errors.password}
        />
        <TextField
          label={t('setup.passwordRepeat')}
          name="passwordRepeat"
          type="password"
          autoComplete="new-password"
          required
          errors={errors.passwordRepeat}
        />
        <Button>{t('account.password.submit')}</Button>
      </Form>
    </section>
  );
}
