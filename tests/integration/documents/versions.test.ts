import { describe, expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal, sampleFields, submitted } from './life';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const commands = () => documents().commands;
const queries = () => documents().queries;

/** A document with three versions: 40, then 50 participants, the last called «после совещания». */
async function threeVersions() {
  const { documentId, versionSha256 } = await createResolution(test);
  const fields = await sampleFields(test);
  const save = (baseSha256: string, people: number, note: string) =>
    commands().saveVersion(test.as('drafter'), {
      documentId,
      baseSha256,
      fields: { ...fields, participants: { count: people, approximate: false } },
      note,
    });
  const second = await save(versionSha256, 40, '');
  const third = await save(second.sha256, 50, 'после совещания');
  return { documentId, first: versionSha256, second: second.sha256, third: third.sha256 };
}

/** One more word in the first point, kept in the working copy. */
const draftChange = (documentId: string, word: string) =>
  commands().applyToDraft(test.as('drafter'), {
    documentId,
    reason: 'правка',
    change: ({ body, fields }) => ({
      fields,
      body: {
        ...body,
        blocks: body.blocks.map((block, i) =>
          i === body.blocks.findIndex(({ type }) => type === 'item') && block.type === 'item'
            ? { ...block, content: [...block.content, { type: 'text' as const, text: ` ${word}.` }] }
            : block,
        ),
      },
    }),
  });

const list = (id: string, filter: 'all' | 'named' | 'automatic' = 'all', who = 'drafter') =>
  queries().listVersions(test.as(who), { id, filter });

describe('the list of versions', () => {
  it('tells who, when, what changed in words, and filters named from automatic', async () => {
    const { documentId } = await threeVersions();
    const all = await list(documentId);
    expect(all.items.map(({ number, automatic, current }) => [number, automatic, current])).toEqual([
      [3, false, true],
      [2, true, false],
      [1, true, false],
    ]);
    expect(all.items.map(({ changes }) => changes)).toEqual([
      expect.stringContaining('изменено: 1\u00a0абзац'),
      expect.stringMatching(/изменено: 1\u00a0абзац.*изменено полей: \d/),
      'первая версия',
    ]);
    expect(all.counts).toEqual({ all: 3, named: 1, automatic: 2 });
    expect((await list(documentId, 'named')).items.map(({ number }) => number)).toEqual([3]);
    expect(await refusal(list(documentId, 'all', 'inspector'))).toBe('documents/not-found');
  });

  it('marks the version that was sent', async () => {
    const { documentId } = await submitted(test);
    await test.app.settle();
    const { items } = await list(documentId);
    expect(items[0]?.marks.map(({ kind }) => kind)).toEqual(['sent']);
  });
});

describe('a long history', () => {
  it('hides no mark: events of other kinds are not read for it', async () => {
    const { documentId } = await submitted(test);
    await test.app.settle();
    const entries = test.db.collection<{ _id: number; type: string }>('audit');
    const [last] = await entries.find().sort({ _id: -1 }).limit(1).toArray();
    const sent = await entries.findOne({ 'aggregate.id': documentId, type: 'document.submitted' });
    const { _id: from = 0 } = last ?? {};
    await entries.insertMany(
      Array.from({ length: 250 }, (_, n) => ({
        ...sent,
        _id: from + n + 1,
        eventId: `evt_many_${n}`,
        type: 'document.remark-made',
      })) as never,
    );
    // The route is gone from the state: only the history knows.
    await test.db
      .collection<{ _id: string }>('documents')
      .updateOne({ _id: documentId }, { $set: { route: null } });
    const { items } = await list(documentId);
    expect(items[0]?.marks.map(({ kind }) => kind)).toEqual(['sent']);
    await entries.deleteMany({ _id: { $gt: from } });
  });
});

describe('naming a version', () => {
  it('keeps bytes and hash, and leaves an audit entry', async () => {
    const { documentId, second } = await threeVersions();
    const input = { documentId, number: 2, versionSha256: second, note: 'для соорганизаторов' };
    await commands().renameVersion(test.as('drafter'), input);
    await commands().renameVersion(test.as('drafter'), input);
    const item = (await list(documentId)).items[1];
    expect(item).toMatchObject({
      note: 'для соорганизаторов',
      renamed: true,
      automatic: false,
      sha256: second,
    });
    const audit = await test.auditOf(documentId);
    expect(audit.filter((type) => type === 'document.version-renamed')).toHaveLength(1);
  });

  it('is refused by policy, for another version than the one seen, and for one that is not there', async () => {
    const { documentId, second } = await threeVersions();
    const input = { documentId, number: 2, versionSha256: second, note: 'имя' };
    expect(await refusal(commands().renameVersion(test.as('approver-houses'), input))).toMatch(
      /forbidden|not-found/,
    );
    const other = { ...input, versionSha256: 'f'.repeat(64) };
    expect(await refusal(commands().renameVersion(test.as('drafter'), other))).toBe(
      'documents/version-not-found',
    );
    expect(await refusal(commands().renameVersion(test.as('drafter'), { ...input, number: 9 }))).toBe(
      'documents/version-not-found',
    );
  });
});

describe('restoring', () => {
  it('makes a new version with the old text and loses nothing, not even the working copy', async () => {
    const { documentId, first, third } = await threeVersions();
    await draftChange(documentId, 'Несохранённое');
    const restored = await commands().restoreVersion(test.as('drafter'), {
      documentId,
      number: 1,
      versionSha256: third,
    });
    expect(restored).toMatchObject({ number: 5, sha256: first, keptDraft: 4 });
    const { items, draftChanges } = await list(documentId);
    expect(items.map(({ number, note }) => [number, note])).toEqual([
      [5, 'Восстановлена версия 1'],
      [4, 'Сохранено перед восстановлением версии 1'],
      [3, 'после совещания'],
      [2, ''],
      [1, 'Создано из шаблона'],
    ]);
    expect(draftChanges).toBeNull();
    const kept = await queries().getVersionPaper(test.as('drafter'), { id: documentId, number: 4 });
    expect(kept.paperHtml.replace(/\u00ad/g, '')).toContain('Несохранённое');
    const draft = await queries().getDraftContent(test.as('drafter'), documentId);
    expect(JSON.stringify(draft.body)).not.toContain('Несохранённое');
    expect(await test.auditOf(documentId)).toContain('document.version-restored');
  });

  it('is refused by policy, by state, on a stale look, and when there is nothing to restore', async () => {
    const { documentId, second, third } = await threeVersions();
    const input = { documentId, number: 1, versionSha256: third };
    expect(await refusal(commands().restoreVersion(test.as('approver-houses'), input))).toMatch(
      /forbidden|not-found/,
    );
    expect(
      await refusal(commands().restoreVersion(test.as('drafter'), { ...input, versionSha256: second })),
    ).toBe('documents/version-conflict');
    expect(await refusal(commands().restoreVersion(test.as('drafter'), { ...input, number: 3 }))).toBe(
      'documents/already-current',
    );
    expect(await refusal(commands().restoreVersion(test.as('drafter'), { ...input, number: 9 }))).toBe(
      'documents/version-not-found',
    );
    const sent = await submitted(test);
    const frozen = { documentId: sent.documentId, number: 1, versionSha256: sent.versionSha256 };
    expect(await refusal(commands().restoreVersion(test.as('drafter'), frozen))).toBe(
      'documents/wrong-state',
    );
  });
});

describe('comparing', () => {
  it('shows two versions, and the working copy with the version it grew from', async () => {
    const { documentId } = await threeVersions();
    const view = await queries().compareVersions(test.as('drafter'), { id: documentId, from: '1', to: '3' });
    expect(view.rows.filter(({ kind }) => kind === 'changed')).toHaveLength(1);
    expect(view.fields.map(({ label }) => label)).toEqual(
      expect.arrayContaining([expect.stringContaining('Сколько')]),
    );
    expect(view.rows.length).toBeLessThan(8);
    await draftChange(documentId, 'Черновое');
    const draft = await queries().compareVersions(test.as('drafter'), { id: documentId });
    expect([draft.from.ref, draft.to.ref]).toEqual(['3', 'draft']);
    expect(draft.rows.find(({ kind }) => kind === 'changed')?.words.at(-1)).toMatchObject({ kind: 'added' });
  });

  it('gives a reader no working copy, and an outsider nothing', async () => {
    const { documentId, versionSha256 } = await submitted(test);
    const reader = test.as('approver-houses');
    expect(await refusal(queries().compareVersions(reader, { id: documentId, from: '1', to: 'draft' }))).toBe(
      'documents/version-not-found',
    );
    expect(await refusal(queries().compareVersions(test.as('inspector'), { id: documentId }))).toBe(
      'documents/not-found',
    );
    expect((await queries().getVersionPaper(reader, { id: documentId, number: 1 })).sha256).toBe(
      versionSha256,
    );
  });

  it('prints as PDF, and an earlier version carries its stamp', async () => {
    const { documentId } = await threeVersions();
    const pdf = await queries().renderComparison(test.as('drafter'), { id: documentId, from: '1', to: '3' });
    expect(pdf.name).toMatch(/sravnenie-1-3\.pdf$/);
    expect(new TextDecoder().decode(pdf.bytes.slice(0, 5))).toBe('%PDF-');
    const old = await queries().getVersionPaper(test.as('drafter'), { id: documentId, number: 1 });
    expect(old.paperHtml.replace(/\u00a0/g, ' ')).toContain('Не действующая');
    const file = await queries().renderVersionFile(test.as('drafter'), {
      id: documentId,
      number: 1,
      format: 'docx',
    });
    expect(file.name).toMatch(/versiya-1\.docx$/);
  });
});
