import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threeBodiesArbitrary } from '../../../../tests/factories/body.arbitrary';
import { buildBody, buildGroup, buildItem, buildParagraph } from '../../../../tests/factories/body.factory';
import type { Block, DocumentBody, TableBlock } from '../body';
import { compareContents, isChange, withContext } from './compare-contents';
import { compareFields } from './compare-fields';
import { rowNote } from './comparison-paper';
import { seesVersion } from './version-access';
import { noteOf, withLabel } from './version-labels';
import { marksOf } from './version-marks';

const content = (body: DocumentBody, fields: Record<string, unknown> = {}) => ({ body, fields, card: null });
const compare = (before: Block[], after: Block[]) =>
  compareContents(content(buildBody(before)), content(buildBody(after)), null);
const seen = (result: ReturnType<typeof compare>) =>
  result.rows.filter(({ kind }) => kind !== 'same').map((row) => [row.kind, row.blockId, rowNote(row)]);

describe('rows of a comparison', () => {
  it('hold every block of both sides, each text to the letter, and count the changes', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ left, right }) => {
        const { rows, changed } = compareContents(content(left), content(right), null);
        const here = rows.filter(({ kind }) => kind !== 'left');
        const idsOf = (body: DocumentBody) => compareContents(content(body), content(body), null).rows;
        const after = here.filter(({ kind }) => kind !== 'removed').map(({ blockId }) => blockId);
        expect(after).toEqual(idsOf(right).map(({ blockId }) => blockId));
        const before = new Set(here.filter(({ kind }) => kind !== 'added').map(({ blockId }) => blockId));
        expect(before).toEqual(new Set(idsOf(left).map(({ blockId }) => blockId)));
        const old = new Map(
          idsOf(left).map((row) => [row.blockId, row.words.map(({ text }) => text).join('')]),
        );
        for (const row of here.filter(({ kind }) => kind !== 'added')) {
          const was = row.words
            .filter(({ kind }) => kind !== 'added')
            .map(({ text }) => text)
            .join('');
          expect(was).toBe(old.get(row.blockId));
        }
        expect(changed).toBe(rows.filter(isChange).length);
        expect(withContext(rows).rows.filter(isChange).length).toBe(changed);
      }),
      { numRuns: 150 },
    );
  });

  it('of equal sides are all the same', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ base }) => {
        const { rows, summary } = compareContents(content(base), content(structuredClone(base)), null);
        expect(rows.every(({ kind }) => kind === 'same')).toBe(true);
        expect(summary).toBe('отличий нет');
        expect(withContext(rows)).toEqual({ rows: [], skippedAtEnd: rows.length });
      }),
      { numRuns: 60 },
    );
  });

  it('show a moved point where it is and where it was, with both numbers, and no renumbering as a change', () => {
    const [a, b, c] = [buildItem('a', 'Один дом'), buildItem('b', 'Два дома'), buildItem('c', 'Три дома')];
    const result = compare([a, b, c], [c, a, b]);
    expect(seen(result)).toEqual([
      ['moved', 'c', 'перемещено: было 3, стало 1'],
      ['left', 'c', 'отсюда перемещено (теперь 1)'],
    ]);
    expect(result.summary).toBe('перемещено: 1\u00a0пункт');
    const grown = compare([a], [buildItem('n', 'Новый пункт'), a]);
    expect(grown.summary).toBe('добавлено: 1\u00a0пункт');
    expect(grown.rows[1]).toMatchObject({ kind: 'same', numberBefore: '1.', numberAfter: '2.' });
  });

  it('tell due, responsible, cells and fields in words', () => {
    const item = (due: string, who: string[]): Block => ({
      ...buildItem('a', 'Обучить'),
      due: { kind: 'date', date: due },
      responsible: who,
    });
    const [row] = compare([item('2026-09-01', ['Совет'])], [item('2026-10-01', ['Совет', 'Центр'])]).rows;
    expect(row?.details.map(({ label }) => label)).toEqual(['Срок', 'Ответственные']);
    const table = (rows: string[][]): TableBlock => ({
      type: 'table',
      id: 't',
      headerRows: 1,
      rows: rows.map((cells) => ({ cells: cells.map((text) => ({ content: [[{ type: 'text', text }]] })) })),
    });
    const before = table([
      ['Дело', 'Срок'],
      ['Ремонт', 'май'],
      ['Уборка', 'июнь'],
    ]);
    const after = table([
      ['Дело', 'Срок'],
      ['Ремонт', 'август'],
      ['Уборка', 'июнь'],
      ['Сход', 'июль'],
    ]);
    expect(compare([before], [after]).rows[0]?.details.map(({ label }) => label)).toEqual([
      'Строка 2, столбец «Срок»',
      'Добавлена строка 4',
    ]);
    const field: Block = buildParagraph('p', [{ type: 'field', path: 'city' }]);
    const fields = compareContents(
      content(buildBody([field]), { city: 'Светлый' }),
      content(buildBody([field]), { city: 'Тёмный' }),
      null,
    );
    expect(fields.rows[0]?.kind).toBe('changed');
  });

  it('leave a reference that only shows another number uncounted', () => {
    const ref: Block = buildItem('r', [
      { type: 'text', text: 'См. ' },
      { type: 'crossRef', targetId: 'a' },
    ]);
    const result = compare(
      [buildItem('a', 'Дом'), ref],
      [buildItem('n', 'Двор'), buildItem('a', 'Дом'), ref],
    );
    expect(result.rows.map(({ kind }) => kind)).toEqual(['added', 'same', 'renumbered']);
    expect(result.changed).toBe(1);
  });

  it('count kinds of blocks in their forms', () => {
    const items = Array.from({ length: 5 }, (_, i) => buildItem(`i${i}`, `Дело ${i}`));
    const { summary } = compare([], [...items, buildGroup('g', ['Совету']), buildParagraph('p', 'Текст')]);
    expect(summary).toBe('добавлено: 5\u00a0пунктов, 1\u00a0адресат, 1\u00a0абзац');
  });
});

describe('fields', () => {
  const definition = {
    fields: {
      city: { type: 'text', label: 'Город', hint: '', required: false, privacy: 'public', check: {} },
      email: { type: 'text', label: 'Почта', hint: '', required: false, privacy: 'restricted', check: {} },
      form: {
        type: 'choice',
        label: 'Вид',
        hint: '',
        required: false,
        privacy: 'public',
        options: { a: 'Стол', b: 'Форум' },
      },
    },
  } as never;

  it('are named by their labels; personal data are told to be changed only', () => {
    const found = compareFields(
      { city: 'А', email: 'a@x', form: 'a' },
      { city: 'Б', email: 'b@x', form: 'b' },
      definition,
    );
    expect(found.map(({ label }) => label)).toEqual([
      'Город',
      'Почта (личные сведения не показываются)',
      'Вид',
    ]);
    expect(JSON.stringify(found)).not.toContain('@x');
    expect(found[2]?.words.map(({ text }) => text)).toEqual(['Стол', 'Форум']);
  });
});

describe('names, marks and access', () => {
  const version = { number: 2, sha256: 'b'.repeat(64), note: '', automatic: false };

  it('a version without a name counts as automatic until somebody names it', () => {
    const label = { number: 2, sha256: version.sha256, note: 'имя', byName: 'А', at: new Date(0) };
    expect(noteOf([], version).automatic).toBe(true);
    expect(noteOf([label], { ...version, automatic: true })).toMatchObject({ note: 'имя', automatic: false });
    expect(withLabel([label], { ...label, note: '' }, '')).toEqual([]);
  });

  it('text restored from a sent version is not itself sent', () => {
    const sha256 = version.sha256;
    const history = [
      {
        type: 'document.submitted',
        at: new Date(0),
        actorName: 'А',
        data: { versionSha256: sha256, number: 2 },
      },
    ];
    const document = {
      route: null,
      adoption: null,
      issued: [],
      currentVersion: { number: 4, sha256, at: new Date(0), authorId: '', authorName: '' },
    };
    expect(marksOf(version, document, history).map(({ kind }) => kind)).toEqual(['sent']);
    expect(marksOf({ number: 4, sha256 }, document, history)).toEqual([]);
  });

  it('a guest sees what he is asked about, people with an account see all', () => {
    const guest = { type: 'guest' as const, id: 'link_1', name: 'Гость', memberships: [] };
    const document = {
      route: null,
      currentVersion: { number: 3, sha256: 'c', at: new Date(0), authorId: '', authorName: '' },
    };
    const sees = seesVersion(guest, document, 'b');
    expect([sees({ number: 2, sha256: 'b' }), sees({ number: 3, sha256: 'c' })]).toEqual([true, false]);
    expect(seesVersion({ ...guest, type: 'user' }, document)({ number: 1, sha256: 'a' })).toBe(true);
  });
});
