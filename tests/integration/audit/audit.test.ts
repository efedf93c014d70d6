import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditModule, createAuditModule, loadAuditKey } from '~/modules/audit/index.server';
import { manualClock } from '~/platform/clock';
import { silentLogger } from '~/platform/log';
import { createOutboxDispatcher } from '~/platform/storage/outbox.server';
import { type Actor, type Context, type Role, systemActor } from '~/shared/context';
import type { DomainEvent } from '~/shared/domain-event';
import { newId } from '~/shared/ids';
import { buildEvent } from '../../factories/domain-event';
import { testDatabase } from '../../setup/store';

let folder: string;
let db: Db;
let audit: AuditModule;
const clock = manualClock('2026-11-21T10:00:00Z');

const person = (id: string, ...roles: Role[]): Actor => ({
  type: 'user',
  id,
  name: id,
  memberships: [{ organisationId: 'org_1', roles }],
});
const as = (actor: Actor): Context => ({ actor, now: clock.now, newId, requestId: 'req', locale: 'ru' });
const document = (id: string) => ({ type: 'document', id });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khartia-audit-'));
  db = (await testDatabase()).db;
  audit = createAuditModule({
    db,
    key: await loadAuditKey(join(folder, 'audit.key')),
    clock,
    newId,
    mayReadAggregate: async (ctx, aggregate) => ctx.actor.id === 'participant' && aggregate.id === 'doc_1',
  });
  await audit.prepare();
  const events = (id: string, count: number): DomainEvent[] =>
    Array.from({ length: count }, (_, i) =>
      buildEvent({
        id: `evt_${id}_${i + 1}`,
        type: i === 0 ? 'document.created' : 'document.changed',
        aggregate: { type: 'document', id, seq: i + 1 },
        actor: { id: i % 2 === 0 ? 'usr_1' : 'usr_2', name: i % 2 === 0 ? 'И. И. Образцов' : 'А. А. Иная' },
      }),
    );
  for (const [id, count] of [
    ['doc_1', 5],
    ['doc_2', 3],
  ] as const) {
    await db
      .collection<{ _id: string }>('documents')
      .insertOne({ _id: id, outbox: events(id, count) } as never);
  }
  const outbox = createOutboxDispatcher({
    db,
    collections: ['documents'],
    listeners: [audit.listener],
    clock,
    log: silentLogger,
  });
  await outbox.drain();
});
afterEach(() => rm(folder, { recursive: true }));

describe('the journal', () => {
  it('has every event of every outbox, in a chain that verifies', async () => {
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 8 });
  });

  it('is read in pages, newest first, and narrowed', async () => {
    const ctx = as(person('anna', 'administrator'));
    const first = await audit.listEntries(ctx, { limit: 5 });
    const second = await audit.listEntries(ctx, { limit: 5, before: first.nextBefore! });
    expect([...first.lines, ...second.lines].map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(second.nextBefore).toBeNull();
    expect((await audit.listEntries(ctx, { aggregate: document('doc_2') })).lines).toHaveLength(3);
    expect((await audit.listEntries(ctx, { type: 'document.created' })).lines).toHaveLength(2);
    const byActor = await audit.listEntries(ctx, { actorId: 'usr_2' });
    expect(byActor.lines.map(({ actorName }) => actorName)).toEqual([
      'А. А. Иная',
      'А. А. Иная',
      'А. А. Иная',
    ]);
  });

  it('is shown to administrators and secretaries, a document’s part to who may read it, to nobody else', async () => {
    await expect(audit.listEntries(as(person('reader', 'reader')), {})).rejects.toMatchObject({
      code: 'audit/forbidden',
    });
    expect((await audit.listEntries(as(person('s', 'secretary')), {})).lines).toHaveLength(8);
    const participant = as(person('participant', 'drafter'));
    expect((await audit.listEntries(participant, { aggregate: document('doc_1') })).lines).toHaveLength(5);
    for (const input of [{ aggregate: document('doc_2') }, {}]) {
      await expect(audit.listEntries(participant, input)).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('forgets a person on demand of an administrator and stays whole', async () => {
    await expect(
      audit.erasePersonal(as(person('s', 'secretary')), { personId: 'usr_1' }),
    ).rejects.toMatchObject({ code: 'audit/erase-forbidden' });
    const ctx = as(systemActor('cli'));
    expect(await audit.erasePersonal(ctx, { personId: 'usr_1' })).toBe(5);
    expect(await audit.erasePersonal(ctx, { personId: 'usr_1' })).toBe(0);
    const { lines } = await audit.listEntries(ctx, {});
    expect(new Set(lines.map(({ actorName }) => actorName))).toEqual(new Set(['А. А. Иная', null]));
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 8 });
  });
});
