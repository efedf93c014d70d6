// Names of organisations and holders of roles, as documents need them; remembered for a short while,
// for every line of a list asks for its organisation's name.
import type { IdentityModule } from '~/modules/identity/index.server';
import type { PersonCard } from '~/modules/workflows';
import type { Role } from '~/shared/context';

const REMEMBERED_MS = 30_000;
const DEFAULT_ZONE = 'Europe/Moscow';

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
    timeZone: async (id: string) => (await organisation(id))?.timeZone ?? DEFAULT_ZONE,
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
