import { Link } from '@remix-run/react';
import { identityText, type ManagedPerson } from '~/modules/identity';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

/** One row of the list of people; the name leads to the person's page. */
export function PersonCard({ person }: { person: ManagedPerson }) {
  const t = useMessages();
  const locale = useLocale();
  const signs = [
    ...(person.active ? [] : [t('people.status.disabled')]),
    ...(person.locked ? [t('people.locked')] : []),
    ...(person.secondStep ? [t('people.secondStep')] : []),
    person.lastSignInAt
      ? t('people.lastSignIn', { at: formatMoment(person.lastSignInAt, locale) })
      : t('people.neverSignedIn'),
  ];
  return (
    <article className="rounded-md border border-line bg-sheet px-4 py-3">
      <h2 className="font-medium">
        <Link
          to={`/settings/people/${person.id}`}
          prefetch="intent"
          className="inline-flex min-h-11 items-center"
        >
          {person.fullName}
        </Link>
      </h2>
      <p className="text-ink-soft [overflow-wrap:anywhere]">{person.email}</p>
      <Memberships memberships={person.memberships} />
      <p className="mt-1 text-sm text-ink-soft">{signs.join(' · ')}</p>
    </article>
  );
}

function Memberships({ memberships }: Pick<ManagedPerson, 'memberships'>) {
  const t = useMessages();
  const role = identityText(useLocale());
  return (
    <ul className="mt-1 grid gap-1">
      {memberships.map((one) => (
        <li key={one.organisationId}>
          {one.organisation}: {one.position || t('people.noPosition')}
          <span className="text-ink-soft">
            {' '}
            ({one.roles.map((name) => role(`role.${name}`)).join(', ') || t('people.noRoles')})
          </span>
        </li>
      ))}
    </ul>
  );
}
