import { identityText } from '~/modules/identity';
import type { SampleAccounts } from '~/modules/identity/index.server';
import { LinkButton } from '~/ui/button';
import { Notice } from '~/ui/feedback';
import { useLocale } from '~/ui/messages/messages-context';
import { PageHeader } from '~/ui/shell/page-header';

/** After the set-up: the sample accounts with their password, shown this once. */
export function SetUpDone({ samples }: { samples: SampleAccounts | null }) {
  const t = identityText(useLocale());
  return (
    <div className="mx-auto grid max-w-[44rem] gap-6">
      <PageHeader title={t('setup.done.title')} lead={t('setup.done.lead')} />
      {samples ? (
        <section className="grid gap-4">
          <h2 className="text-lg font-semibold">{t('setup.done.accounts')}</h2>
          <Notice tone="warning">
            <p>{t('setup.done.password')}</p>
            <p className="mt-1 font-mono text-lg">{samples.password}</p>
          </Notice>
          <ul className="grid gap-3">
            {samples.accounts.map((account) => (
              <li key={account.email} className="border-b border-line pb-3">
                <p className="font-medium break-words">{account.email}</p>
                <p>
                  {account.name}, {account.position}, {account.organisation}
                </p>
                <p className="text-sm text-ink-soft">
                  {account.roles.map((role) => t(`role.${role}`)).join(', ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div>
        <LinkButton look="primary" to="/">
          {t('setup.done.continue')}
        </LinkButton>
      </div>
    </div>
  );
}
