// The morning letter: what waits for each person, once a working day. The letter's id makes it go out once, whatever
// runs it and however often.
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { DocumentsDeps } from '../../documents.deps';
import type { Document } from '../../documents.schema';
import { digestLetter } from '../notices';

const ZONE = 'Europe/Moscow';
const HOUR = 9;
const LIMIT = 5000;

const hourOf = (now: Date): number =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: ZONE }).format(now));

/** Between nine and ten of a working day; at any other time does nothing. Returns how many letters were handed over. */
export const sendDigests =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<number> => {
    const day = localDate(ctx.now(), ZONE);
    if (hourOf(ctx.now()) !== HOUR || !(await deps.calendar()).isWorkingDay(day)) return 0;
    const filter = { acl: ['system'], state: 'in-approval' };
    const { rows } = await deps.repository.list(filter, { skip: 0, limit: LIMIT, sort: 'updated' });
    const waiting = await byPerson(deps, rows);
    let sent = 0;
    for (const [userId, titles] of waiting) {
      const person = await deps.sharing.findPerson(userId);
      if (!person) continue;
      const url = `${deps.siteUrl()}/approvals`;
      await deps.mail.send(digestLetter({ id: `digest:${userId}:${day}`, to: person, titles, url }));
      sent += 1;
    }
    return sent;
  };

async function byPerson(deps: DocumentsDeps, rows: readonly Document[]): Promise<Map<string, string[]>> {
  const waiting = new Map<string, string[]>();
  for (const { route, title, owner } of rows) {
    const holders = await deps.roleHolders(owner);
    const people = (route?.pending ?? []).flatMap((token) => {
      const [type, id = ''] = token.split(/[:@]/);
      if (type === 'user') return [id];
      return type === 'role' ? (holders[id as keyof typeof holders] ?? []).map(({ userId }) => userId) : [];
    });
    for (const userId of new Set(people)) waiting.set(userId, [...(waiting.get(userId) ?? []), title]);
  }
  return waiting;
}
