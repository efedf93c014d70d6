// Names of organisations and holders of roles, as documents need them; remembered for a short while,
// for every line of a list asks for its organisation's name.
import type { SharingPort, SubjectCard } from '~/modules/documents/index.server';
import type { PersonView } from '~/modules/identity';
import type { IdentityModule } from '~/modules/identity/index.server';
import { type PersonCard, roleToken } from '~/modules/workflows';
import type { Role } from '~/shared/context';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';

const REMEMBERED_MS = 30_000;

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** People and organisations as participants of documents, and the personal links of who has no account. */
export function createSharing(identity: IdentityModule): SharingPort {
  const cardOf = (person: PersonView, organisations: ReadonlyMap<string, string>): SubjectCard => ({
    subject: `user:${person.id}`,
    name: [person.surname, person.name, person.patronymic].filter(Boolean).join(' '),
    detail: person.memberships
      .map(({ position, organisationId }) =>
        [position, organisations.get(organisationId)].filter(Boolean).join(', '),
      )
      .join('; '),
  });
  const namesOf = async (ids?: readonly string[]) =>
    new Map((await identity.listOrganisations(ids)).map(({ id, shortName }) => [id, shortName]));
  const directoryPerson = async (person: PersonView | null) => {
    if (!person?.active) return null;
    const [membership] = person.memberships;
    const names = membership ? await namesOf([membership.organisationId]) : null;
    return {
      id: person.id,
      name: person.displayName,
      position: membership?.position ?? null,
      organisation: membership ? (names?.get(membership.organisationId) ?? null) : null,
      organisationIds: person.memberships.map(({ organisationId }) => organisationId),
      roleTokens: person.memberships.flatMap(({ organisationId, roles }) =>
        roles.map((role) => roleToken(role, organisationId)),
      ),
      email: person.email,
    };
  };
  return {
    async findSubject(subject) {
      const [type, id = ''] = subject.split(':');
      if (type === 'org') {
        const found = await identity.findOrganisation(id);
        return found ? { subject, name: found.shortName, detail: found.name } : null;
      }
      const person = type === 'user' ? await identity.findPerson(id) : null;
      if (!person?.active) return null;
      return cardOf(person, await namesOf(person.memberships.map(({ organisationId }) => organisationId)));
    },
    async searchSubjects(text, limit) {
      const [people, organisations] = await Promise.all([
        identity.listPeople({}),
        identity.listOrganisations(),
      ]);
      const names = new Map(organisations.map(({ id, shortName }) => [id, shortName]));
      const cards = [
        ...people
          .filter(({ active }) => active)
          .map((person) => cardOf(person, names))
          .sort((a, b) => a.name.localeCompare(b.name, 'ru')),
        ...organisations.map(({ id, name, shortName }) => ({
          subject: `org:${id}`,
          name: shortName,
          detail: name,
        })),
      ];
      const words = fold(text).split(/\s+/).filter(Boolean);
      const fits = ({ name, detail }: SubjectCard) =>
        words.every((word) => fold(`${name} ${detail}`).includes(word));
      return cards.filter(fits).slice(0, limit);
    },
    findPerson: async (userId) => directoryPerson(await identity.findPerson(userId)),
    findPersonByEmail: async (email) => directoryPerson(await identity.findPersonByEmail(email)),
    issueLink: identity.issuePersonalLink,
    resendLink: identity.resendPersonalLink,
    revokeLink: identity.revokePersonalLink,
    listLinks: identity.listPersonalLinks,
    findAskedVersion: identity.findAskedVersion,
  };
}

export function createDirectory(identity: Pick<IdentityModule, 'findOrganisation' | 'listPeople'>) {
  const known = new Map<string, { at: number; value: ReturnType<IdentityModule['findOrganisation']> }>();
  const organisation = (id: string) => {
    const found = known.get(id);
    if (found && performance.now() - found.at < REMEMBERED_MS) return found.value;
    const value = identity.findOrganisation(id);
    known.set(id, { at: performance.now(), value });
    return value;
  };
  return {
    organisationName: async (id: string) => (await organisation(id))?.shortName ?? id,
    timeZone: async (id: string) => (await organisation(id))?.timeZone ?? DEFAULT_TIME_ZONE,
    async roleHolders(organisationId: string): Promise<Partial<Record<Role, PersonCard[]>>> {
      const people = await identity.listPeople({ organisationId });
      const name = (await organisation(organisationId))?.shortName ?? null;
      const holders: Partial<Record<Role, PersonCard[]>> = {};
      for (const person of people.filter(({ active }) => active)) {
        const membership = person.memberships.find((one) => one.organisationId === organisationId);
        for (const role of membership?.roles ?? []) {
          const card = {
            userId: person.id,
            name: person.displayName,
            position: membership?.position,
            organisation: name,
          };
          holders[role] = [...(holders[role] ?? []), card];
        }
      }
      return holders;
    },
  };
}
