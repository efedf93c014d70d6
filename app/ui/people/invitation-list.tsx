import { Form } from '@remix-run/react';
import { type InvitationRow, identityText } from '~/modules/identity';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { EmptyState } from '../feedback';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

/** Sent invitations with what became of them; open ones can be sent again or revoked. */
export function InvitationList({ invitations }: { invitations: readonly InvitationRow[] }) {
  const t = useMessages();
  const locale = useLocale();
  const role = identityText(locale);
  if (invitations.length === 0)
    return <EmptyState title={t('invite.none')} text={t('invite.none.text')} icon="user" level={3} />;
  return (
    <ul className="grid gap-3">
      {invitations.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-3 border-b border-line pb-3">
          <div className="min-w-0 flex-[1_1_16rem]">
            <p className="font-medium [overflow-wrap:anywhere]">{one.email}</p>
            <p>
              {[one.organisation, one.position, one.roles.map((name) => role(`role.${name}`)).join(', ')]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p className="text-sm text-ink-soft">
              {t(`invite.state.${one.state}`, { date: formatDay(one.expiresAt, locale) })}
            </p>
          </div>
          {one.state === 'open' || one.state === 'expired' ? <Actions invitation={one} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Actions({ invitation }: { invitation: InvitationRow }) {
  const t = useMessages();
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <CsrfInput />
      <input type="hidden" name="invitationId" value={invitation.id} />
      <input type="hidden" name="email" value={invitation.email} />
      <Button name="intent" value="again" aria-label={`${t('invite.again')}: ${invitation.email}`}>
        {t('invite.again')}
      </Button>
      <Button
        look="danger"
        name="intent"
        value="revoke"
        aria-label={`${t('invite.revoke')}: ${invitation.email}`}
      >
        {t('invite.revoke')}
      </Button>
    </Form>
  );
}
