// For whom somebody decides today, and who decides for somebody. A substitute stands in for the person wherever he is
// asked: by name, or as the holder of a role («председатель»), which is how most routes ask.
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DirectoryPerson, DocumentsDeps } from '../documents.deps';

/** Under these a route asks this very person. */
export const tokensOfPerson = ({ id, roleTokens }: DirectoryPerson): string[] => [
  `user:${id}`,
  ...roleTokens,
];

/** Tokens of those for whom this person decides today. */
export async function principalsOf(
  deps: DocumentsDeps,
  ctx: Context,
  timeZone: string,
): Promise<ReadonlySet<string>> {
  if (ctx.actor.type !== 'user') return new Set();
  const today = localDate(ctx.now(), timeZone);
  const found = await deps.substitutions.listOfSubstitute(ctx.actor.id, today);
  const people = await Promise.all(found.map(({ personId }) => deps.sharing.findPerson(personId)));
  return new Set(people.flatMap((person) => (person ? tokensOfPerson(person) : [])));
}

/** Ids of the people behind tokens of an organisation's route: those named, and those who hold the role. */
export async function peopleBehind(
  deps: Pick<DocumentsDeps, 'roleHolders'>,
  tokens: readonly string[],
  owner: string,
): Promise<string[]> {
  const roles = tokens.flatMap((token) => /^role:([^@]+)@/.exec(token)?.[1] ?? []);
  const holders = roles.length > 0 ? await deps.roleHolders(owner) : {};
  return [
    ...new Set([
      ...tokens.flatMap((token) => /^user:(.+)$/.exec(token)?.[1] ?? []),
      ...roles.flatMap((role) => (holders[role as keyof typeof holders] ?? []).map(({ userId }) => userId)),
    ]),
  ];
}
