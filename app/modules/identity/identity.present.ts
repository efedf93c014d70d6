// Views of people, organisations and sessions: what other modules and pages see. No password hashes, no events.
import type { Membership } from '~/shared/context';
import { confirmedOrganisationForms, fullName } from './forms.rules';
import type { CaseForms, Organisation, Session, User } from './identity.schema';
import { displayName } from './people.rules';

export interface PersonView {
  readonly id: string;
  readonly email: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string | undefined;
  /** «И. И. Образцов». */
  readonly displayName: string;
  readonly memberships: readonly Membership[];
  readonly active: boolean;
  readonly sample: boolean;
  /** Case forms the person has confirmed for his present name; null = not confirmed, they are computed. */
  readonly forms: {
    readonly gender: 'male' | 'female';
    readonly name: CaseForms;
    readonly short: CaseForms;
    readonly positions: readonly { readonly position: string; readonly cases: CaseForms }[];
  } | null;
}

export const presentPerson = (user: User): PersonView => ({
  id: user._id,
  email: user.email,
  ...user.name,
  displayName: displayName(user.name),
  memberships: user.memberships,
  active: user.status === 'active',
  sample: user.sample,
  forms: presentForms(user),
});

function presentForms({ name, forms }: User): PersonView['forms'] {
  if (forms?.of !== fullName(name)) return null;
  return { gender: forms.gender, name: forms.name, short: forms.short, positions: forms.positions };
}

export interface OrganisationView {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Runs this installation. */
  readonly host: boolean;
  readonly sample: boolean;
  /** Case forms of the full name that its administrator has confirmed; null = they are computed. */
  readonly cases: CaseForms | null;
  readonly logo: { readonly sha256: string; readonly mediaType: string } | null;
}

export const presentOrganisation = (organisation: Organisation): OrganisationView => ({
  id: organisation._id,
  name: organisation.name,
  shortName: organisation.shortName,
  timeZone: organisation.timeZone,
  host: organisation.host,
  sample: organisation.sample,
  cases: confirmedOrganisationForms(organisation),
  logo: organisation.logo,
});

export interface SessionView {
  readonly id: string;
  /** «Firefox, Windows», as far as the browser says it. */
  readonly device: string;
  readonly address: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

export const presentSession = (session: Session, currentId: string | null): SessionView => ({
  id: session._id,
  device: deviceName(session.userAgent),
  address: session.address,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  current: session._id === currentId,
});

const BROWSERS: readonly [RegExp, string][] = [
  [/YaBrowser\//, 'Яндекс Браузер'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** Browser and system of a User-Agent; «неизвестное устройство» where it names neither. */
export function deviceName(userAgent: string): string {
  const known = [BROWSERS, SYSTEMS].flatMap(
    (table) => table.find(([sign]) => sign.test(userAgent))?.[1] ?? [],
  );
  return known.length > 0 ? known.join(', ') : 'неизвестное устройство';
}
