// The whole product without HTTP: real store (a database of its own on the tier's server), real templates, routes,
// files, audit and search; a clock that moves only when told. One a test file.
import { rm } from 'node:fs/promises';
import type { Db } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import type { App } from '~/bootstrap.server';
import { sampleOrganisationId, sampleUserId } from '~/modules/identity';
import { manualClock } from '~/platform/clock';
import type { Actor, Context } from '~/shared/context';
import { newId } from '~/shared/ids';
import { openPrepared, START } from './prepared-app';

export const OWNER = sampleOrganisationId('dvor');

export interface TestApp {
  readonly app: App;
  /** The database itself: what a killed process would leave is written and looked for here. */
  readonly db: Db;
  readonly clock: ReturnType<typeof manualClock>;
  /** Context of a sample person by his key in content/samples/people.yaml. */
  as(key: string): Context;
  anonymous(): Context;
  /** Audit types of one document in their order, after everything was handed over. */
  auditOf(documentId: string): Promise<string[]>;
}

/** Registers the set-up and the tear-down; the returned object is filled before the first test. */
export function registerTestApp(): TestApp {
  const held = {} as { app: App; db: Db; actors: Map<string, Actor>; folder: string };
  const clock = manualClock(START);
  const contextOf = (actor: Actor): Context => ({
    actor,
    now: clock.now,
    newId,
    requestId: 'req_test',
    locale: 'ru',
  });

  beforeAll(async () => {
    Object.assign(held, await openPrepared(clock));
    const people = await held.app.services.identity.listPeople({});
    held.actors = new Map(
      people.map(({ id, displayName, memberships }) => [
        id,
        { type: 'user', id, name: displayName, memberships },
      ]),
    );
  }, 120_000);

  afterAll(async () => {
    await held.app?.close();
    if (held.folder) await rm(held.folder, { recursive: true, force: true });
  });

  return {
    get app() {
      return held.app;
    },
    get db() {
      return held.db;
    },
    clock,
    as(key) {
      const actor = held.actors.get(sampleUserId(key));
      if (!actor) throw new Error(`no sample person ${key}`);
      return contextOf(actor);
    },
    anonymous: () => contextOf({ type: 'anonymous', id: 'anonymous', name: '', memberships: [] }),
    async auditOf(documentId) {
      await held.app.settle();
      const { lines } = await held.app.audit.listEntries(held.app.system('test'), {
        aggregate: { type: 'document', id: documentId },
        limit: 200,
      });
      return lines.map(({ type }) => type).reverse();
    },
  };
}
