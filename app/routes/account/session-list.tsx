import { Form } from '@remix-run/react';
import { identityText, type SessionView } from '~/modules/identity';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { formatMoment } from '~/ui/format';
import { useLocale } from '~/ui/messages/messages-context';

/** Living sessions; each can be ended here, and all others at once. */
export function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  const locale = useLocale();
  const t = identityText(locale);
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">{t('account.sessions')}</h2>
      <ul className="grid gap-3">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line pb-3"
          >
            <div className="min-w-0">
              <p className="font-medium">
                {session.device}
                {session.current ? ` (${t('account.session.current')})` : ''}
              </p>
              <p className="text-sm text-ink-soft">
                {session.address}, {t('account.session.since')} {formatMoment(session.createdAt, locale)},{' '}
                {t('account.session.seen')} {formatMoment(session.lastSeenAt, locale)}
              </p>
            </div>
            {session.current ? null : (
              <Form method="post">
                <CsrfInput />
                <input type="hidden" name="intent" value="end-session" />
                <input type="hidden" name="sessionId" value={session.id} />
                <Button aria-label={`${t('account.session.end')}: ${session.device}`}>
                  {t('account.session.end')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form method="post" className="mt-4">
          <CsrfInput />
          <input type="hidden" name="intent" value="end-others" />
          <Button look="danger">{t('account.others.end')}</Button>
        </Form>
      ) : null}
    </section>
  );
}
