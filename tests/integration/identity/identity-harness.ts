// One database, one module, a clock that is told and ids that count.
import type { Connection } from 'mongoose';
import { createIdentityModule, type IdentityModule } from '~/modules/identity/index.server';
import { manualClock } from '~/platform/clock';
import { anonymousActor, type Context, systemActor } from '~/shared/context';
import { countingIds, type IdSource } from '~/shared/ids';
import { testDatabase } from '../../setup/store';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface IdentityHarness {
  readonly connection: Connection;
  readonly identity: IdentityModule;
  readonly clock: ReturnType<typeof manualClock>;
  readonly newId: IdSource;
  /** Context of a visitor, or of what is given. */
  readonly ctx: (actor?: Context['actor']) => Context;
  /** Context of the system. */
  readonly system: () => Context;
}

export async function identityHarness(): Promise<IdentityHarness> {
  const { connection } = await testDatabase();
  const clock = manualClock('2026-11-21T09:00:00Z');
  const newId = countingIds();
  const identity = createIdentityModule({
    connection,
    sessionTimes: { idleMs: 24 * HOUR, absoluteMs: 72 * HOUR },
  });
  await identity.prepare();
  const ctx = (actor: Context['actor'] = anonymousActor): Context => ({
    actor,
    now: clock.now,
    newId,
    requestId: 'req_test',
    locale: 'ru',
  });
  return { connection, identity, clock, newId, ctx, system: () => ctx(systemActor('test')) };
}

export const setUpInput = {
  organisationName: 'Автономная некоммерческая организация «Образец»',
  organisationShortName: 'АНО «Образец»',
  timeZone: 'Europe/Samara' as const,
  surname: 'Образцов',
  name: 'Иван',
  patronymic: 'Иванович',
  position: 'руководитель',
  email: 'Ivan@Example.org',
  password: 'четыре слова подряд',
  passwordRepeat: 'четыре слова подряд',
};

export const credentials = (email: string, password: string) => ({
  email,
  password,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  address: '192.0.2.1',
});

/** Sets up and signs the administrator in. */
export async function setUpAdministrator(h: IdentityHarness) {
  const { organisationId, userId } = await h.identity.setUp(h.ctx(), setUpInput);
  const session = await h.identity.signIn(h.ctx(), credentials(setUpInput.email, setUpInput.password));
  const resolved = await h.identity.resolveSession(session.token, h.clock.now());
  if (!resolved) throw new Error('the session does not resolve');
  return { organisationId, userId, session, ctx: h.ctx(resolved.actor), actor: resolved.actor };
}

/** Events lying in the outbox of an aggregate, in order. */
export async function outboxOf(connection: Connection, collection: string, id: string) {
  const found = await connection.collection<{ _id: string }>(collection).findOne({ _id: id });
  return (found as unknown as { outbox: { type: string; aggregate: { seq: number } }[] }).outbox;
}
