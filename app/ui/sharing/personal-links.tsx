import { GUEST_ROLES, type SharingView } from '~/modules/documents';
import { Button } from '../button';
import { Select, TextField } from '../fields';
import { formatDay, formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Part, SharingForm } from './sharing-form';

interface PersonalLinksProps {
  links: SharingView['links'];
  /** Proposed last day. */
  expiresOn: string;
  refused: {
    readonly errors: Readonly<Record<string, readonly string[]>>;
    readonly values: Readonly<Record<string, string | readonly string[]>>;
  } | null;
}

/** Links of people without an account, and issuing one. */
export function PersonalLinks({ links, expiresOn, refused }: PersonalLinksProps) {
  const t = useMessages();
  return (
    <Part title={t('links.title')} lead={t('links.lead')}>
      {links.length === 0 ? (
        <p className="text-ink-soft">{t('links.empty')}</p>
      ) : (
        <ul className="grid gap-3">
          {links.map((link) => (
            <li key={link.id} className="flex flex-wrap items-center gap-3 border-b border-line pb-3">
              <LinkRow link={link} />
            </li>
          ))}
        </ul>
      )}
      <IssueForm expiresOn={expiresOn} refused={refused} />
    </Part>
  );
}

function LinkRow({ link }: { link: SharingView['links'][number] }) {
  const t = useMessages();
  const locale = useLocale();
  const facts = [
    t(`links.state.${link.state}`, { date: formatDay(link.expiresAt, locale) }),
    link.openedAt ? t('links.opened', { at: formatMoment(link.openedAt, locale) }) : t('links.notOpened'),
    ...(link.versionIsCurrent ? [] : [t('links.oldVersion')]),
  ];
  return (
    <>
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="font-medium">
          {link.name}{' '}
          <span className="font-normal text-ink-soft">
            ({t(`participants.role.${link.role as 'reader' | 'reviewer'}`)})
          </span>
        </p>
        <p className="text-ink-soft [overflow-wrap:anywhere]">
          {[link.position, link.organisation, link.email].filter(Boolean).join(', ')}
        </p>
        <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
      </div>
      {link.state === 'active' ? (
        <div className="flex flex-wrap gap-2">
          <SharingForm intent="resend-link" values={{ linkId: link.id }}>
            <Button aria-label={`${t('links.again')}: ${link.name}`}>{t('links.again')}</Button>
          </SharingForm>
          <SharingForm intent="revoke-link" values={{ linkId: link.id }}>
            <Button look="danger" aria-label={`${t('links.revoke')}: ${link.name}`}>
              {t('links.revoke')}
            </Button>
          </SharingForm>
        </div>
      ) : null}
    </>
  );
}

function IssueForm({ expiresOn, refused }: Omit<PersonalLinksProps, 'links'>) {
  const t = useMessages();
  const own = refused?.values.intent === 'issue-link' ? refused : null;
  const typed = (name: string) => {
    const value = own?.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const field = (name: 'name' | 'organisation' | 'position' | 'email') => ({
    label: t(`links.${name}`),
    name,
    defaultValue: typed(name),
    errors: own?.errors[name],
    autoComplete: 'off',
  });
  return (
    <SharingForm intent="issue-link" className="grid gap-4 sm:grid-cols-2">
      <TextField {...field('name')} required />
      <TextField {...field('email')} type="email" required />
      <TextField {...field('organisation')} />
      <TextField {...field('position')} />
      <Select
        label={t('participants.role')}
        name="role"
        defaultValue={typed('role') ?? 'reviewer'}
        options={GUEST_ROLES.map((value) => ({ value, label: t(`links.role.${value}`) }))}
      />
      <TextField
        label={t('links.expires')}
        name="expiresOn"
        type="date"
        required
        defaultValue={typed('expiresOn') ?? expiresOn}
        errors={own?.errors.expiresOn}
      />
      <div>
        <Button look="primary">{t('links.issue')}</Button>
      </div>
    </SharingForm>
  );
}
