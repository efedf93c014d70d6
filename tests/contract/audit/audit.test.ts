// The sealed chain: what is sealed, what verification finds, and that two sealers cannot fork it.
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditRepository } from '~/modules/audit/audit.repository.server';
import {
  type AuditKey,
  type AuditModule,
  createAuditModule,
  loadAuditKey,
} from '~/modules/audit/index.server';
import { sealPending } from '~/modules/audit/sealer.server';
import { manualClock } from '~/platform/clock';
import type { DomainEvent } from '~/shared/domain-event';
import { newId } from '~/shared/ids';
import { buildEvent } from '../../factories/domain-event';
import { testDatabase } from '../../setup/store';

// The database as an attacker writes it.
type Row = Record<string, unknown> & { _id: number };

let folder: string;
let db: Db;
let key: AuditKey;
let audit: AuditModule;
const clock = manualClock('2026-11-21T10:00:00Z');
const rows = () => db.collection<Row>('audit');
const open = (over: Partial<{ key: AuditKey }> = {}) => createAuditModule({ db, key, clock, newId, ...over });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khartia-audit-'));
  key = await loadAuditKey(join(folder, 'keys', 'audit.key'));
  db = (await testDatabase()).db;
  audit = open();
  await audit.prepare();
});
afterEach(() => rm(folder, { recursive: true }));

const event = (n: number, more: Partial<DomainEvent> = {}) =>
  buildEvent({ id: `evt_${n}`, aggregate: { type: 'document', id: 'doc_1', seq: n }, data: { n }, ...more });
async function seal(count: number) {
  for (let n = 1; n <= count; n += 1) await audit.listener.handle(event(n));
}
const kinds = async (heads: { seq: number; hash: string }[] = []) =>
  (await audit.verify({ heads })).findings.map(({ kind, seq }) => `${kind} ${seq}`);

describe('sealing', () => {
  it('chains events in order, each once however often it is handed over', async () => {
    expect(await audit.headHash()).toBeNull();
    await seal(3);
    await audit.listener.handle(event(2));
    const stored = await rows().find({}).sort({ _id: 1 }).toArray();
    expect(stored.map(({ _id, eventId }) => [_id, eventId])).toEqual([
      [1, 'evt_1'],
      [2, 'evt_2'],
      [3, 'evt_3'],
    ]);
    expect(stored[2]!.prevHash).toBe(stored[1]!.hash);
    expect(await audit.headHash()).toEqual({ seq: 3, hash: stored[2]!.hash });
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 3, findings: [] });
    expect(await db.collection('auditPending').countDocuments({})).toBe(0);
  });

  it('does not fork under eight sealers at once', async () => {
    const sealers = Array.from({ length: 8 }, () => open());
    const events = Array.from({ length: 80 }, (_, i) =>
      event(i + 1, { aggregate: { type: 'document', id: `doc_${i}`, seq: 1 } }),
    );
    await Promise.all(events.map((one, i) => sealers[i % 8]!.record(one)));
    await audit.seal();
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 80 });
  });

  it('does not fork under two sealers that both believe to hold the lease', async () => {
    const repository = new AuditRepository(db);
    const events = Array.from({ length: 30 }, (_, i) => event(i + 1));
    await repository.stage(events, clock.now());
    const lease = { acquire: async () => true, release: async () => {} };
    const [one, two] = await Promise.all([1, 2].map(() => sealPending({ repository, key, lease })));
    expect(one! + two!).toBeGreaterThanOrEqual(30);
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 30 });
  });

  it('takes over from a sealer that vanished', async () => {
    await db.collection<{ _id: string }>('leases').insertOne({
      _id: 'audit-sealer',
      token: 'gone',
      until: new Date(clock.now().getTime() + 30_000),
    } as never);
    await audit.record(event(1));
    expect(await audit.headHash()).toBeNull();
    clock.advance(30_000);
    expect(await audit.seal()).toBe(1);
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 1 });
  });

  it('seals the events of one aggregate in their own order', async () => {
    const pending = db.collection<{ _id: string }>('auditPending');
    for (const n of [3, 1, 2]) {
      await pending.insertOne({ _id: `evt_${n}`, at: clock.now(), event: event(n) } as never);
    }
    await audit.seal();
    const stored = await rows().find({}).sort({ _id: 1 }).toArray();
    expect(stored.map(({ eventId }) => eventId)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });

  it('refuses what has no canonical form without holding up the others', async () => {
    await expect(audit.record(event(1, { data: { n: Number.NaN } }))).rejects.toThrow();
    await audit.record(event(2, { aggregate: { type: 'document', id: 'doc_2', seq: 1 } }));
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 1 });
  });
});

describe('verification', () => {
  beforeEach(() => seal(5));

  it('finds a changed body and a changed field beside it', async () => {
    const row = (await rows().findOne({ _id: 3 }))!;
    await rows().updateOne({ _id: 3 }, { $set: { body: String(row.body).replace('"n":3', '"n":4') } });
    await rows().updateOne({ _id: 2 }, { $set: { actorId: 'usr_2' } });
    expect(await kinds()).toEqual(['changed 2', 'changed 3', 'omitted 4']);
  });

  it('finds entries removed from the middle', async () => {
    await rows().deleteMany({ _id: { $in: [2, 3] } });
    const report = await audit.verify();
    expect(report.findings.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual(['missing 4', 'omitted 4']);
    expect(report.findings[0]!.message).toContain('№ 2–3');
  });

  it('finds a cut tail against a head that was told elsewhere', async () => {
    const head = (await audit.headHash())!;
    await rows().deleteMany({ _id: { $gte: 4 } });
    expect(await kinds()).toEqual([]);
    expect(await kinds([head])).toEqual(['cut-tail 5']);
  });

  it('finds what was sealed without the key', async () => {
    const forger = open({ key: { id: key.id, secret: Buffer.alloc(32, 7) } });
    await forger.record(event(6));
    expect(await kinds()).toEqual(['forged 6']);
  });

  it('finds a chain rewritten as a whole, even by who has the key', async () => {
    const head = (await audit.headHash())!;
    await rows().deleteMany({});
    for (let n = 1; n <= 6; n += 1) await audit.record(event(n, { data: { n: -n } }));
    expect(await kinds()).toEqual([]);
    expect(await kinds([head])).toEqual(['rewritten 5']);
  });

  it('finds a chain rewritten as a whole by who has only the database', async () => {
    await rows().deleteMany({});
    const forger = open({ key: { id: key.id, secret: Buffer.alloc(32, 7) } });
    for (let n = 1; n <= 2; n += 1) await forger.record(event(n, { data: { n: -n } }));
    expect(await kinds()).toEqual(['forged 1', 'forged 2']);
  });

  it('finds entries that changed places', async () => {
    const two = (await rows().findOne({ _id: 2 }))!;
    const four = (await rows().findOne({ _id: 4 }))!;
    await rows().deleteMany({ _id: { $in: [2, 4] } });
    await rows().insertMany([
      { ...four, _id: 2 },
      { ...two, _id: 4 },
    ]);
    const found = await kinds();
    expect(found).toContain('reordered 2');
    expect(found).toContain('reordered 4');
  });

  it('finds events that an aggregate numbered but nobody sealed, and numbers used twice', async () => {
    await audit.record(event(8));
    expect(await kinds()).toEqual(['omitted 6']);
    expect((await audit.verify()).findings[0]!.message).toContain('события 6–7');
    await audit.record(event(3, { id: 'evt_other' }));
    expect(await kinds()).toEqual(['repeated 7', 'omitted 6']);
  });

  it('finds an entry put in place of a removed one', async () => {
    await rows().deleteMany({ _id: { $gte: 3 } });
    const two = (await rows().findOne({ _id: 2 }))!;
    await rows().updateOne({ _id: 2 }, { $set: { hash: 'f'.repeat(64) } });
    await audit.record(event(3));
    await rows().updateOne({ _id: 2 }, { $set: { hash: two.hash } });
    expect(await kinds()).toEqual(['broken-link 3']);
  });

  it('survives rows that are no entries at all', async () => {
    await rows().insertOne({ _id: 6, hash: 1 } as never);
    expect(await kinds()).toEqual(['changed 6']);
  });
});

describe('persons in the journal', () => {
  it('stand as commitments in the chain, and the chain stays whole when they are erased', async () => {
    await audit.record(event(1, { personal: { addressee: 'П. П. Соседов' } }));
    const [row] = await rows().find({}).toArray();
    expect(JSON.stringify(row)).not.toMatch(/Образцов|Соседов/);
    const personal = db.collection<{ _id: string }>('auditPersonal');
    expect(await personal.countDocuments({ value: { $exists: true } })).toBe(2);
    await personal.updateOne({ _id: 'evt_1:addressee' }, { $set: { value: 'К. К. Другой' } });
    expect(await kinds()).toEqual(['personal-changed 1']);
    await personal.updateMany({}, { $unset: { value: '', salt: '' } });
    expect(await audit.verify()).toMatchObject({ ok: true });
  });
});

describe('the key', () => {
  it('is made once, private, and the same for two who start at once', async () => {
    const file = join(folder, 'keys', 'other.key');
    const [a, b] = await Promise.all([loadAuditKey(file), loadAuditKey(file)]);
    expect(a).toEqual(b);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await loadAuditKey(file)).id).toBe(a.id);
  });

  it('is never replaced when it is damaged or open to others', async () => {
    const file = join(folder, 'bad.key');
    await writeFile(file, 'не ключ', { mode: 0o600 });
    await expect(loadAuditKey(file)).rejects.toMatchObject({ code: 'audit/key-unreadable' });
    await writeFile(file, 'a'.repeat(64));
    await chmod(file, 0o644);
    await expect(loadAuditKey(file)).rejects.toThrow('chmod 600');
  });
});
