// The journal as a file: who may have it, and what a third party finds in it without the key.
import { beforeEach, describe, expect, it } from 'vitest';
import { type AuditModule, createAuditModule } from '~/modules/audit/index.server';
import { manualClock } from '~/platform/clock';
import { type Actor, type Context, type Role, systemActor } from '~/shared/context';
import { newId } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';
import type { StreamedFile } from '~/shared/streamed-file';
import { buildEvent } from '../../factories/domain-event';
import { testDatabase } from '../../setup/store';

const clock = manualClock('2026-11-21T10:00:00Z');
const person = (...roles: Role[]): Actor => ({
  type: 'user',
  id: 'usr_x',
  name: 'О. О. Проверкин',
  memberships: [{ organisationId: 'org_1', roles }],
});
const as = (actor: Actor): Context => ({ actor, now: clock.now, newId, requestId: 'req', locale: 'ru' });
async function textOf({ chunks }: StreamedFile): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

let audit: AuditModule;
beforeEach(async () => {
  const { db } = await testDatabase();
  const key = { id: 'k', secret: Buffer.alloc(32, 1) };
  audit = createAuditModule({ db, key, clock, newId, describe: ({ type }) => `=событие ${type}` });
  await audit.prepare();
  for (let n = 1; n <= 6; n += 1) {
    const aggregate = { type: 'document', id: n % 2 ? 'doc_1' : 'doc_2', seq: Math.ceil(n / 2) };
    await audit.record(buildEvent({ id: `evt_${n}`, aggregate, data: { n, note: 'а; "б"' } }));
  }
});

interface Exported {
  entries: {
    seq: number;
    prevHash: string;
    hash: string;
    body: string;
    aggregate: { seq: number };
    personal: Record<string, { value: string; salt: string } | null>;
  }[];
  count: number;
  nextFrom: number | null;
  head: { seq: number; hash: string };
}

/** What audit/README.md promises to a third party, in a dozen lines. */
function faultsOf({ entries, head, count }: Exported): string[] {
  const faults: string[] = [];
  let previous = { seq: 0, hash: '0'.repeat(64) };
  for (const { seq, hash, body, personal } of entries) {
    const sealed = JSON.parse(body);
    if (sha256Hex(body) !== hash || sealed.seq !== seq) faults.push(`changed ${seq}`);
    if (seq !== previous.seq + 1 || sealed.prevHash !== previous.hash) faults.push(`link ${seq}`);
    for (const [field, kept] of Object.entries(personal)) {
      if (kept && sha256Hex(`${kept.salt}\n${kept.value}`) !== sealed.commitments[field])
        faults.push(`personal ${seq}`);
    }
    previous = { seq, hash };
  }
  if (count !== entries.length || previous.seq !== head.seq || previous.hash !== head.hash)
    faults.push('tail');
  return faults;
}

const exported = async () =>
  JSON.parse(
    await textOf(await audit.exportJournal(as(person('administrator')), { format: 'json' })),
  ) as Exported;

describe('the whole journal', () => {
  it('goes to administrators only, and that it went is an entry', async () => {
    for (const actor of [person('secretary', 'chair'), person('reader'), person()]) {
      await expect(audit.exportJournal(as(actor), { format: 'csv' })).rejects.toMatchObject({
        code: 'audit/export-forbidden',
      });
    }
    expect((await audit.headHash())?.seq).toBe(6);
    await exported();
    const [newest] = (await audit.listEntries(as(systemActor('t')), { limit: 1 })).lines;
    expect(newest).toMatchObject({ seq: 7, type: 'audit.exported', actorName: 'О. О. Проверкин' });
    expect(newest?.data).toEqual({ format: 'json', from: 1 });
    expect(await audit.verify()).toMatchObject({ ok: true, entries: 7 });
  });

  it('can be checked without the key', async () => {
    const file = await exported();
    expect(file).toMatchObject({ count: 6, nextFrom: null });
    expect(faultsOf(file)).toEqual([]);
    expect(file.entries[0]?.personal['actor.name']?.value).toBe('И. И. Образцов');
  });

  it.each<[string, (file: Exported) => void, string]>([
    [
      'a changed entry',
      ({ entries }) => (entries[2]!.body = entries[2]!.body.replace('"n":3', '"n":9')),
      'changed 3',
    ],
    ['a removed middle', (file) => file.entries.splice(2, 2), 'link 5'],
    ['a cut tail', (file) => file.entries.splice(4), 'tail'],
    [
      'another name',
      ({ entries }) => (entries[1]!.personal['actor.name']!.value = 'А. А. Иная'),
      'personal 2',
    ],
    ['entries that changed places', ({ entries }) => entries.reverse(), 'link 6'],
  ])('shows %s', async (_, tamper, fault) => {
    const file = await exported();
    tamper(file);
    expect(faultsOf(file)).toContain(fault);
  });

  it('is whole after a person was erased: his values are not in the file', async () => {
    await audit.erasePersonal(as(person('administrator')), { personId: 'usr_1' });
    const file = await exported();
    expect(faultsOf(file)).toEqual([]);
    expect(JSON.stringify(file)).not.toContain('Образцов');
  });

  it('goes on from a number', async () => {
    const file = await audit.exportJournal(as(person('administrator')), { format: 'json', from: 5 });
    expect((JSON.parse(await textOf(file)) as Exported).entries.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  it('as CSV opens in a spreadsheet, runs nothing, and ends with the head', async () => {
    const file = await audit.exportJournal(as(person('administrator')), { format: 'csv' });
    const text = await textOf(file);
    expect(file.name).toBe('journal-2026-11-21.csv');
    expect(text.startsWith('\uFEFF№ записи;')).toBe(true);
    const rows = text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(8);
    expect(rows[1]).toContain(`"'=событие document.submitted"`);
    const last = rows.at(-1)!.split(';');
    expect(last[0]).toBe('6');
    expect(text.slice(1).split('\r\n')[6]).toContain(last.find((cell) => /^[0-9a-f]{64}$/.test(cell))!);
  });
});

describe('one aggregate', () => {
  it('gives its own entries, with numbers of its own that show an omission', async () => {
    const aggregate = { type: 'document', id: 'doc_2' };
    const file = await audit.exportEntries(as(systemActor('t')), { aggregate, format: 'json' });
    const { entries, head } = JSON.parse(await textOf(file)) as Exported;
    expect(entries.map(({ seq }) => seq)).toEqual([2, 4, 6]);
    expect(entries.map((entry) => entry.aggregate.seq)).toEqual([1, 2, 3]);
    expect(head.seq).toBe(6);
    await expect(
      audit.exportEntries(as(person('drafter')), { aggregate, format: 'json' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
