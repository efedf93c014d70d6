// One database, one module, a clock that is told and ids that count.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { createIdentityModule, type IdentityModule } from '~/modules/identity/index.server';
import { type Clock, manualClock } from '~/platform/clock';
import { createDiskFileStore } from '~/platform/files/index.server';
import { createSealer } from '~/platform/keys/index.server';
import { createOutboxMailer, type OutboxMailer, readEml } from '~/platform/mail/index.server';
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
  readonly outbox: OutboxMailer;
}

const base = mkdtempSync(join(tmpdir(), 'khartia-identity-'));
process.once('exit', () => rmSync(base, { recursive: true, force: true }));

/** What the module needs besides the store: kept letters, a key, files in a folder of its own. */
export async function identityOutside(clock: Clock) {
  const folder = await mkdtemp(join(base, 'test-'));
  const outbox = createOutboxMailer({ folder, from: { email: 'khartia@example.org' }, clock });
  return {
    mailer: outbox,
    outbox,
    bySmtp: false,
    sealer: createSealer(Buffer.alloc(32, 7)),
    files: createDiskFileStore({ folder: join(folder, 'files') }),
    siteUrl: () => 'http://127.0.0.1:3000',
  };
}

/** All kept letters as they are read, the newest first. */
export async function lettersOf(outbox: OutboxMailer) {
  const texts = await Promise.all((await outbox.list()).map(({ fileName }) => outbox.read(fileName)));
  return texts.flatMap((eml) => (eml ? [readEml(eml)] : []));
}

export async function identityHarness(): Promise<IdentityHarness> {
  const { connection } = await testDatabase();
  const clock = manualClock('2026-11-21T09:00:00Z');
  const newId = countingIds();
  const outside = await identityOutside(clock);
  const identity = createIdentityModule({
    connection,
    sessionTimes: { idleMs: 24 * HOUR, absoluteMs: 72 * HOUR },
    ...outside,
  });
  await identity.prepare();
  const ctx = (actor: Context['actor'] = anonymousActor): Context => ({
    actor,
    now: clock.now,
    newId,
    requestId: 'req_test',
    locale: 'ru',
  });
  const { outbox } = outside;
  return { connection, identity, clock, newId, ctx, outbox, system: () => ctx(systemActor('test')) };
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
