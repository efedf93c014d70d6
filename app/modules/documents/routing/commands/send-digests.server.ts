// The morning letter: what waits for each person, once a working day. The letter's id makes it go out once, whatever
// runs it and however often.
import { TIME_ZONES } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { DEFAULT_TIME_ZONE, localDate, localHour } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import { digestLetter } from '../notices';
import { peopleBehind } from '../principals.server';

const HOUR = 9;
/** Titles of one letter; the page shows the rest. */
const TITLES = 200;

/**
 * Between nine and ten of a working day where the person's organisation is; at any other time does nothing.
 * Returns how many letters were handed over.
 */
export const sendDigests =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<number> => {
    const calendar = await deps.calendar();
    const isMorning = (timeZone: string) =>
      localHour(ctx.now(), timeZone) === HOUR && calendar.isWorkingDay(localDate(ctx.now(), timeZone));
    if (!TIME_ZONES.some(({ value }) => isMorning(value))) return 0;
    let sent = 0;
    for (const [userId, titles] of await byPerson(deps, localDate(ctx.now(), DEFAULT_TIME_ZONE))) {
      const person = await deps.sharing.findPerson(userId);
      const [organisationId] = person?.organisationIds ?? [];
      const timeZone = organisationId ? await deps.timeZone(organisationId) : DEFAULT_TIME_ZONE;
      if (!person || !isMorning(timeZone)) continue;
      const id = `digest:${userId}:${localDate(ctx.now(), timeZone)}`;
      await deps.mail.send(digestLetter({ id, to: person, titles, url: `${deps.siteUrl()}/approvals` }));
      sent += 1;
    }
    return sent;
  };

/** Titles by document, so that one that waits for two people waits for their substitute once. */
async function byPerson(deps: DocumentsDeps, today: string): Promise<Map<string, string[]>> {
  const waiting = new Map<string, Map<number, string>>();
  const add = (userId: string, titles: Iterable<[number, string]>) => {
    const known = waiting.get(userId) ?? new Map<number, string>();
    for (const [n, title] of titles) if (known.size < TITLES) known.set(n, title);
    waiting.set(userId, known);
  };
  let n = 0;
  for await (const { pending, title, owner } of deps.repository.eachInApproval()) {
    n += 1;
    for (const userId of await peopleBehind(deps, pending, owner)) add(userId, [[n, title]]);
  }
  // Who decides for somebody today is reminded too.
  const away = await deps.substitutions.listOfPeople([...waiting.keys()], today);
  const asked = new Map([...waiting].map(([userId, titles]) => [userId, [...titles]]));
  for (const { from, personId, substituteId } of away)
    if (from <= today) add(substituteId, asked.get(personId) ?? []);
  return new Map([...waiting].map(([userId, titles]) => [userId, [...titles.values()]]));
}
