// Case forms of names and positions: what is proposed, and what counts as confirmed. Pure.
import {
  type Case,
  declinePerson,
  declinePhrase,
  genderOf,
  initialsAfter,
  type PersonGender,
  type PersonName,
} from '~/shared/russian';
import type { CaseForms, Organisation, User } from './identity.schema';

const OBLIQUE = ['genitive', 'dative', 'accusative', 'instrumental', 'prepositional'] as const;

const everyCase = (make: (kase: Case) => string): CaseForms =>
  Object.fromEntries(OBLIQUE.map((kase) => [kase, make(kase)])) as CaseForms;

/** «Образцова Марина Петровна». */
export const fullName = ({ surname, name, patronymic }: User['name']): string =>
  [surname, name, patronymic].filter(Boolean).join(' ');

const nameOf = (name: User['name'], gender: PersonGender): PersonName => ({ ...name, gender });

/** «руководитель проекта» as printed inside a sentence; a position that is not found in the tables stays as it is. */
export const positionForms = (position: string): CaseForms =>
  everyCase((kase) => declinePhrase(position, kase));

/** Forms of an organisation's full name. */
export const organisationForms = (name: string): CaseForms => everyCase((kase) => declinePhrase(name, kase));

export interface ProposedForms {
  gender: PersonGender;
  name: CaseForms;
  short: CaseForms;
  positions: { position: string; cases: CaseForms }[];
  /** True when the person has confirmed all of them for the present name and positions. */
  confirmed: boolean;
}

/** What the person is shown: what he confirmed, and proposals for what he has not. */
export function formsOf(
  user: Pick<User, 'name' | 'memberships' | 'forms'>,
  askedGender?: PersonGender | undefined,
): ProposedForms {
  const positions = [...new Set(user.memberships.flatMap(({ position }) => position ?? []))];
  const kept = user.forms?.of === fullName(user.name) ? user.forms : null;
  const own = askedGender && kept?.gender !== askedGender ? null : kept;
  const known = (position: string) => user.forms?.positions.find((one) => one.position === position)?.cases;
  const gender = askedGender ?? own?.gender ?? genderOf(user.name) ?? 'male';
  const person = nameOf(user.name, gender);
  return {
    gender,
    name: own?.name ?? everyCase((kase) => declinePerson(person, kase)),
    short: own?.short ?? everyCase((kase) => initialsAfter(person, { case: kase })),
    positions: positions.map((position) => ({ position, cases: known(position) ?? positionForms(position) })),
    confirmed: own !== null && positions.every((position) => known(position) !== undefined),
  };
}

/** Forms that an organisation's administrator confirmed for its present name; null = not confirmed. */
export const confirmedOrganisationForms = ({
  name,
  forms,
}: Pick<Organisation, 'name' | 'forms'>): CaseForms | null => (forms?.of === name ? forms.name : null);
