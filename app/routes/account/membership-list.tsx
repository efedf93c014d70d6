import { identityText } from '~/modules/identity';
import type { Role } from '~/shared/context';
import { useLocale } from '~/ui/messages/messages-context';

export interface MembershipRow {
  organisation: string;
  position: string | null;
  roles: Role[];
}

/** Where the person belongs, as what, with which rights. */
export function MembershipList({ memberships }: { memberships: readonly MembershipRow[] }) {
  const t = identityText(useLocale());
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">{t('account.organisations')}</h2>
      <ul className="grid gap-3">
        {memberships.map(({ organisation, position, roles }) => (
          <li key={organisation} className="border-b border-line pb-3">
            <p className="font-medium">{organisation}</p>
            {position ? <p>{position}</p> : null}
            <p className="text-sm text-ink-soft">
              {roles.map((role) => t(`role.${role}`)).join(', ') || t('account.roles.none')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
