// The journal page by page: filters, days, pages, who may see it.
import { describe, expect, it } from 'vitest';
import { sampleUserId } from '~/modules/identity';
import { newEvent } from '~/shared/domain-event';
import { registerTestApp } from '../../setup/test-app';
import { submitted } from '../documents/life';

const test = registerTestApp();
const admin = () => test.as('administrator');
const journal = () => test.app.services.audit;
const at = (key: string, now: string) => ({ ...test.as(key), now: () => new Date(now) });
let count = 0;
const write = (key: string, now: string, type = 'workflow.changed') =>
  test.app.audit.record(
    newEvent(at(key, now), {
      type,
      aggregate: { type: 'content-commit', id: `commit-${count++}`, seq: 1 },
      data: { workflow: 'resolution/simple' },
    }),
  );
/** Of a day in Moscow. */
const day = (date: string) => ({
  from: new Date(`${date}T00:00:00+03:00`),
  until: new Date(new Date(`${date}T00:00:00+03:00`).getTime() + 86_400_000),
});

describe('the journal', () => {
  it('says who did what, when and to which document, newest first', async () => {
    const { documentId } = await submitted(test);
    await test.app.settle();
    const { lines } = await journal().listJournal(admin(), { type: 'document.submitted' });
    expect(lines).toMatchObject([
      { actorName: test.as('drafter').actor.name, text: 'отправил(а) на согласование версию 1', documentId },
    ]);
    const { documents } = test.app.services;
    const titles = await documents.queries.nameDocuments(test.as('drafter'), [documentId, 'doc_absent']);
    expect([...titles.keys()]).toEqual([documentId]);
    expect(await documents.queries.nameDocuments(test.anonymous(), [documentId])).toEqual(new Map());
    const all = await journal().listJournal(admin(), {});
    expect(all.lines.map(({ seq }) => seq)).toEqual(all.lines.map(({ seq }) => seq).sort((a, b) => b - a));
    expect(all.lines.filter(({ text }) => /^[a-z-]+\.[a-z-]+$/.test(text))).toEqual([]);
  });

  it('has a name for every type of event that it holds', async () => {
    const named = new Set(journal().eventGroups.flatMap(({ events }) => events.map(({ type }) => type)));
    const types = await test.db.collection('audit').distinct('type');
    expect(types.filter((type) => !named.has(String(type)))).toEqual([]);
  });

  it('goes on page by page without gap or repetition, also within a day of equal moments', async () => {
    for (let n = 0; n < 120; n++)
      await write(n % 2 ? 'editor' : 'chair', `2026-03-0${1 + (n % 2)}T12:00:00Z`);
    for (const filter of [{}, { actorId: sampleUserId('editor') }, { within: day('2026-03-02') }]) {
      const seen: number[] = [];
      let before: number | undefined;
      for (;;) {
        const page = await journal().listJournal(admin(), { ...filter, before });
        seen.push(...page.lines.map(({ seq }) => seq));
        if (page.nextBefore === null) break;
        before = page.nextBefore;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(60);
    }
  });

  it('a day ends at midnight and holds what was sealed later', async () => {
    await write('moderator', '2026-04-10T20:59:59Z');
    await write('moderator', '2026-04-10T21:00:00Z');
    for (let n = 0; n < 5; n++) await write('chair', '2026-05-01T12:00:00Z');
    await write('moderator', '2026-04-10T08:00:00Z');
    const actorId = sampleUserId('moderator');
    const shown = async (date: string) =>
      (await journal().listJournal(admin(), { actorId, within: day(date) })).lines.map(({ at }) => at);
    expect(await shown('2026-04-10')).toEqual(['2026-04-10T20:59:59.000Z', '2026-04-10T08:00:00.000Z']);
    expect(await shown('2026-04-11')).toEqual(['2026-04-10T21:00:00.000Z']);
    expect(await shown('2026-04-12')).toEqual([]);
  });

  it.each(['secretary', 'chair', 'drafter', 'editor'])('%s does not see it', async (key) => {
    await expect(journal().listJournal(test.as(key), {})).rejects.toMatchObject({ code: 'audit/forbidden' });
  });
});
