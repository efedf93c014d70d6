import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { countingIds } from '~/shared/ids';
import { messyBodyArbitrary } from '../../../../tests/factories/body.arbitrary';
import { buildBody, buildItem, buildParagraph } from '../../../../tests/factories/body.factory';
import type { Block, DocumentBody } from './body.schema';
import { assertBody, parseBody } from './limits';
import { normalizeBody, normalizeRun } from './normalize';
import { flattenBlocks, mapBlocks } from './walk';

// Properties take seconds on a busy machine; the default of 5 s would fail them for being slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const noNewIds = () => {
  throw new Error('no id must be drawn');
};

describe('normalizeBody', () => {
  it('is idempotent and draws no id the second time', () => {
    fc.assert(
      fc.property(messyBodyArbitrary, (body) => {
        const once = normalizeBody(body, countingIds());
        expect(normalizeBody(once, noNewIds)).toEqual(once);
        expect(JSON.stringify(normalizeBody(once, noNewIds))).toBe(JSON.stringify(once));
      }),
    );
  });

  it('gives bodies that the schema accepts, with unique ids', () => {
    fc.assert(
      fc.property(messyBodyArbitrary, (body) => {
        const once = normalizeBody(body, countingIds());
        const ids = flattenBlocks(once).map(({ block }) => block.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(parseBody(once)).toEqual({ ok: true, body: once });
      }),
    );
  });

  it('keeps every letter', () => {
    const letters = (body: DocumentBody) =>
      JSON.stringify(body)
        .normalize('NFD')
        .replace(/[^а-яё]/giu, '')
        .split('')
        .sort()
        .join('');
    fc.assert(
      fc.property(messyBodyArbitrary, (body) => {
        expect(letters(normalizeBody(body, countingIds()))).toBe(letters(body));
      }),
    );
  });

  it('gives a fresh id to the second holder and to a block without one, the same ones every time', () => {
    const body = buildBody([
      buildItem('a', 'раз'),
      buildItem('a', 'два'),
      buildParagraph('', 'три'),
      buildItem('b_1', 'ч'),
    ]);
    const ids = normalizeBody(body, countingIds()).blocks.map((block) => block.id);
    expect(ids).toEqual(['a', 'b_2', 'b_3', 'b_1']);
  });

  it('re-ids one and the same object standing twice', () => {
    const twin = buildItem('a', 'раз', [buildParagraph('b', 'внутри')]);
    const ids = flattenBlocks(normalizeBody(buildBody([twin, twin]), countingIds())).map(
      ({ block }) => block.id,
    );
    expect(ids).toEqual(['a', 'b', 'b_1', 'b_2']);
  });
});

describe('normalizeRun', () => {
  it('joins equal text, orders marks, folds plain spaces, leaves no-break spaces', () => {
    expect(
      normalizeRun([
        { type: 'text', text: '  п.\u00a04\u00a0', marks: [] },
        { type: 'text', text: '' },
        { type: 'text', text: 'и\u0306 \n' },
        { type: 'text', text: ' ст', marks: [{ type: 'em' }, { type: 'strong' }, { type: 'em' }] },
        { type: 'text', text: '. 1 ', marks: [{ type: 'strong' }, { type: 'em' }] },
      ]),
    ).toEqual([
      { type: 'text', text: 'п.\u00a04\u00a0й ' },
      { type: 'text', text: 'ст. 1', marks: [{ type: 'strong' }, { type: 'em' }] },
    ]);
  });

  it('keeps the text of an unsafe link and drops the link', () => {
    const run = normalizeRun([
      { type: 'text', text: 'жми', marks: [{ type: 'link', href: 'javascript:alert(1)' }] },
    ]);
    expect(run).toEqual([{ type: 'text', text: 'жми' }]);
  });
});

describe('limits', () => {
  const nested = (depth: number): Block => {
    let block = buildItem('deepest', 'текст');
    for (let i = 1; i < depth; i++) block = buildItem(`i${i}`, 'текст', [block]);
    return block;
  };
  const codeOf = (value: unknown) => {
    const parsed = parseBody(value);
    return parsed.ok ? 'ok' : parsed.error.code;
  };

  it('accepts depth 12, refuses 13 and 10,000 without falling over', () => {
    expect(codeOf(buildBody([nested(12)]))).toBe('ok');
    expect(codeOf(buildBody([nested(13)]))).toBe('documents/body-too-deep');
    expect(codeOf(buildBody([nested(10_000)]))).toBe('documents/body-too-deep');
  });

  it('walks and rebuilds a tree 10,000 deep', () => {
    const body = buildBody([nested(10_000)]);
    expect(flattenBlocks(body)).toHaveLength(10_000);
    expect(flattenBlocks(mapBlocks(body, (block) => block))).toHaveLength(10_000);
  });

  it('refuses 5 MB of text, too many blocks, too many inlines', () => {
    expect(codeOf(buildBody([buildParagraph('a', 'ж'.repeat(2_500_000))]))).toBe('documents/body-too-large');
    const many = Array.from({ length: 20_001 }, (_, i) => buildParagraph(`p${i}`, 'а'));
    expect(codeOf(buildBody(many))).toBe('documents/body-too-many-blocks');
    const run = Array.from({ length: 5_001 }, () => ({ type: 'text' as const, text: 'а' }));
    expect(codeOf(buildBody([buildParagraph('a', run)]))).toBe('documents/body-too-many-inlines');
  });

  it('says what is malformed and where, and refuses misplaced blocks', () => {
    expect(() =>
      assertBody({ schemaVersion: 1, numbering: 'flat', blocks: [{ type: 'odd', id: 'a' }] }),
    ).toThrow(/blocks\.0/);
    expect(codeOf(null)).toBe('documents/body-malformed');
    const section = { type: 'section' as const, id: 's', title: [], children: [] };
    expect(codeOf(buildBody([buildItem('a', 'а', [section])]))).toBe('documents/body-misplaced-block');
  });
});
