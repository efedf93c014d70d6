import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { canExportJournal } from '~/modules/audit';
import { canEditContent } from '~/modules/identity';
import { canEditKnowledge } from '~/modules/knowledge';
import { requireUser } from '~/platform/http/index.server';
import { buttonClass, LinkButton } from '~/ui/button';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { SettingsList } from '~/ui/settings-list';
import { LanguageLink } from '~/ui/shell/language-link';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'settings.title');

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireUser(args);
  return {
    exportsJournal: canExportJournal(ctx.actor),
    editsContent: canEditContent(ctx.actor),
    access: await args.context.services.identity.getAccess(ctx),
    editsKnowledge: canEditKnowledge(ctx.actor),
  };
}

export default function Settings() {
  const t = useMessages();
  const { editsContent, editsKnowledge, exportsJournal, access } = useLoaderData<typeof loader>();
  const page = (name: 'people' | 'organisations' | 'letters') => ({
    title: t(`settings.${name}`),
    text: t(`settings.${name}.text`),
    action: (
      <LinkButton to={`/settings/${name}`} aria-label={`${t('settings.open')}: ${t(`settings.${name}`)}`}>
        {t('settings.open')}
      </LinkButton>
    ),
  });
  const rows = [
    ...(access.people ? [page('people'), page('organisations')] : []),
    ...(access.outbox ? [page('letters')] : []),
    ...(exportsJournal
      ? [
          {
            title: t('journal.title'),
            text: t('journal.short'),
            action: (
              <LinkButton to="/settings/journal" aria-label={`${t('settings.open')}: ${t('journal.title')}`}>
                {t('settings.open')}
              </LinkButton>
            ),
          },
        ]
      : []),
    {
      title: t('nav.account'),
      text: t('settings.account.text'),
      action: <LinkButton to="/account">{t('nav.account')}</LinkButton>,
    },
    {
      title: t('app.language'),
      text: t('settings.language.text'),
      action: <LanguageLink className={buttonClass('secondary')} />,
    },
    {
      title: t('rules.title'),
      text: t('rules.lead'),
      action: (
        <LinkButton to="/knowledge/rules" aria-label={`${t('settings.open')}: ${t('rules.title')}`}>
          {t('settings.open')}
        </LinkButton>
      ),
    },
    {
      title: t('acts.stale'),
      text: t('acts.stale.lead'),
      action: (
        <LinkButton to="/knowledge/stale" aria-label={`${t('settings.open')}: ${t('acts.stale')}`}>
          {t('settings.open')}
        </LinkButton>
      ),
    },
    ...(editsKnowledge
      ? [
          {
            title: t('acts.import'),
            text: t('acts.import.short'),
            action: (
              <LinkButton to="/knowledge/import" aria-label={`${t('settings.open')}: ${t('acts.import')}`}>
                {t('settings.open')}
              </LinkButton>
            ),
          },
        ]
      : []),
    ...(editsContent
      ? [
          {
            title: t('routes.title'),
            text: t('settings.routes.text'),
            action: (
              <LinkButton to="/settings/routes" aria-label={`${t('settings.open')}: ${t('routes.title')}`}>
                {t('settings.open')}
              </LinkButton>
            ),
          },
          {
            title: t('settings.content'),
            text: t('settings.content.text'),
            action: (
              <a href="/keystatic" className={buttonClass('secondary')}>
                {t('settings.content.open')}
              </a>
            ),
          },
        ]
      : []),
    {
      title: t('nav.signOut'),
      text: t('settings.signOut.text'),
      action: <LinkButton to="/sign-out">{t('nav.signOut')}</LinkButton>,
    },
  ];
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <SettingsList rows={rows} />
    </>
  );
}
