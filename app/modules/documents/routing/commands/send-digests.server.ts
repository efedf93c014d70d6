// The morning letter: what waits for each person, once a working day. The letter's id makes it go out once, whatever
// runs it and however often.
import { TIME_ZONES } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { DEFAULT_TIME_ZONE, localDate, localHour } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import { digestLetter } from '../notices';

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
    for (const [userId, titles] of await byPerson(deps)) {
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

async function byPerson(deps: DocumentsDeps): Promise<Map<string, string[]>> {
  const waiting = new Map<string, string[]>();
  for await (const { pending, title, owner } of deps.repository.eachInApproval()) {
    const holders = await deps.roleHolders(owner);
    const people = pending.flatMap((token) => {
      const [type, id = ''] = token.split(/[:@]/);
      if (type === 'user') return [id];
      return type === 'role' ? (holders[id as keyof typeof holders] ?? []).map(({ userId }) => userId) : [];
    });
    for (const userId of new Set(people)) {
      const titles = waiting.get(userId) ?? [];
      if (titles.length < TITLES) titles.push(title);
      waiting.set(userId, titles);
    }
  }
  return waiting;
}
