import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ManagedPerson } from '~/modules/identity';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { useMessages } from '../messages/messages-context';

/** What an administrator does with an account: access, lockout, second step. */
export function AccountActions({ person }: { person: ManagedPerson }) {
  const t = useMessages();
  if (!person.mayManageAccount) return null;
  return (
    <section className="grid gap-4">
      <h2 className="text-lg font-semibold">{t('person.access')}</h2>
      {person.locked ? (
        <Action person={person} intent="unlock" text={t('person.unlock.text')}>
          <Button>{t('person.unlock')}</Button>
        </Action>
      ) : null}
      {person.secondStep ? (
        <Action person={person} intent="reset-code" text={t('person.resetCode.text')}>
          <Button look="danger">{t('person.resetCode')}</Button>
        </Action>
      ) : null}
      {person.self ? <p className="text-ink-soft">{t('person.self')}</p> : <AccessAction person={person} />}
    </section>
  );
}

function AccessAction({ person }: { person: ManagedPerson }) {
  const t = useMessages();
  return person.active ? (
    <Action person={person} intent="disable" text={t('person.disable.text')}>
      <Button look="danger">{t('person.disable')}</Button>
    </Action>
  ) : (
    <Action person={person} intent="enable" text={t('person.enable.text')}>
      <Button>{t('person.enable')}</Button>
    </Action>
  );
}

interface ActionProps {
  person: ManagedPerson;
  intent: string;
  text: string;
  children: ReactNode;
}
function Action({ person, intent, text, children }: ActionProps) {
  return (
    <Form
      method="post"
      className="flex flex-wrap items-center justify-between gap-3 border-b border-line pb-4"
    >
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="stamp" value={person.stamp} />
      <p className="min-w-0 flex-[1_1_16rem] text-ink-soft">{text}</p>
      {children}
    </Form>
  );
}
