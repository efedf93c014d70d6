// The people and organisations known here as a form offers them: chosen by a label, printed as they confirmed it.
import type { OrganisationView, PersonView } from './identity.present';

export interface DirectoryEntry {
  readonly id: string;
  readonly label: string;
  /** Value of a template's `person` or `organisation` field. */
  readonly value: Readonly<Record<string, unknown>>;
}

export interface FormDirectory {
  readonly people: readonly DirectoryEntry[];
  /** Whose accounts are closed: nobody new is chosen from them, but a form may still name them. */
  readonly formerPeople: readonly DirectoryEntry[];
  readonly organisations: readonly DirectoryEntry[];
}

export function formDirectory(
  people: readonly PersonView[],
  organisations: readonly OrganisationView[],
): FormDirectory {
  const names = new Map(organisations.map(({ id, shortName }) => [id, shortName]));
  return {
    people: distinct(people.filter(({ active }) => active).map((one) => personEntry(one, names))),
    formerPeople: people.filter(({ active }) => !active).map((one) => personEntry(one, names)),
    organisations: distinct(
      organisations.map((one) => ({ id: one.id, label: one.shortName, value: organisationValue(one) })),
    ),
  };
}

function personEntry(person: PersonView, organisations: ReadonlyMap<string, string>): DirectoryEntry {
  const organisation = organisations.get(person.memberships[0]?.organisationId ?? '');
  const label = organisation ? `${person.displayName}, ${organisation}` : person.displayName;
  return { id: person.id, label, value: personValue(person) };
}

/** Prints the person as confirmed; the position is that of the first membership. */
function personValue({ surname, name, patronymic, memberships, forms }: PersonView) {
  const position = memberships[0]?.position;
  return {
    surname,
    name,
    ...(patronymic ? { patronymic } : {}),
    ...(position ? { position } : {}),
    ...(forms ? { gender: forms.gender, cases: { ...forms.name } } : {}),
  };
}

const organisationValue = ({ name, shortName, cases }: OrganisationView) => ({
  name,
  shortName,
  ...(cases ? { cases: { ...cases } } : {}),
});

/** A second entry of the same label gets a number, so that a label names one. */
function distinct(entries: readonly DirectoryEntry[]): DirectoryEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const count = (seen.get(entry.label) ?? 0) + 1;
    seen.set(entry.label, count);
    return count === 1 ? entry : { ...entry, label: `${entry.label} (${count})` };
  });
}
