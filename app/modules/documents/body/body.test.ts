import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { countingIds } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';
import {
  bodyArbitrary,
  messyBodyArbitrary,
  threeBodiesArbitrary,
} from '../../../../tests/factories/body.arbitrary';
import {
  buildBody,
  buildFlatResolution,
  buildItem,
  buildParagraph,
  buildRegulation,
  buildSection,
  buildSectionResolution,
} from '../../../../tests/factories/body.factory';
import { changedBlockIds, hashBlock, hashBody } from './block-hash';
import type { DocumentBody } from './body.schema';
import { compareBodies, diffWords } from './changes';
import { normalizeBody } from './normalize';
import { fieldPaths, listGaps, noValues } from './render-values';
import { searchRecords } from './search-records';
import { fromTipTap, toTipTap } from './tiptap';
import { flattenBlocks, mapBlocks, mapOwnRuns } from './walk';

// Properties take seconds on a busy machine; the default of 5 s would fail them for being slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const noNewIds = () => {
  throw new Error('no id must be drawn');
};
const hashes = (body: DocumentBody) => hashBody(body, sha256Hex, noValues);

describe('tree -> TipTap -> tree', () => {
  it('gives the normalised tree and changes no id and no hash', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const back = fromTipTap(JSON.parse(JSON.stringify(toTipTap(body))), noNewIds);
        expect(back).toEqual(body);
        expect(hashes(back)).toEqual(hashes(body));
      }),
    );
  });

  it('normalises a messy tree on the way', () => {
    fc.assert(
      fc.property(messyBodyArbitrary, (messy) => {
        const body = normalizeBody(messy, countingIds());
        expect(fromTipTap(toTipTap(body), noNewIds)).toEqual(body);
      }),
    );
  });

  it('gives fresh ids to what splitBlock copied and what has none', () => {
    const node = (id: string | null) => ({ type: 'paragraph', attrs: { id, origin: null, align: null } });
    const body = fromTipTap(
      { type: 'doc', content: [node('a'), node('a'), node(null), node(null)] },
      countingIds(),
    );
    expect(body.blocks.map(({ id }) => id)).toEqual(['a', 'b_1', 'b_2', 'b_3']);
  });

  it.each([
    ['an unknown block', { type: 'doc', content: [{ type: 'video' }] }, 'documents/body-malformed'],
    [
      'an unknown mark',
      {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'а', marks: [{ type: 'blink' }] }] }],
      },
      'documents/body-malformed',
    ],
    [
      'a wrong attribute',
      { type: 'doc', content: [{ type: 'appendix', attrs: { caption: 5 } }] },
      'documents/body-malformed',
    ],
    ['no document', 'текст', 'documents/body-malformed'],
  ])('refuses %s', (_, json, code) => {
    expect(() => fromTipTap(json, countingIds())).toThrow(expect.objectContaining({ code }));
  });

  it('refuses depth 10,000', () => {
    let node: unknown = { type: 'item' };
    for (let i = 0; i < 10_000; i++) node = { type: 'item', content: [node] };
    const deep = expect.objectContaining({ code: 'documents/body-too-deep' });
    expect(() => fromTipTap({ type: 'doc', content: [node] }, countingIds())).toThrow(deep);
  });
});

describe('block hash', () => {
  const item = buildItem('a', [
    { type: 'text', text: 'до ' },
    { type: 'field', path: 'date' },
  ]);
  const hash = (block: typeof item, value = '1 мая') => hashBlock(block, sha256Hex, () => value);

  it('depends on content, due, responsible and field values; not on id, origin, children, number', () => {
    expect(hash({ ...item, id: 'b', children: [buildParagraph('c', 'в')] })).toBe(hash(item));
    expect(hash({ ...item, origin: { template: 't', release: 'r', slot: 's' } })).toBe(hash(item));
    expect(hash(item, '2 мая')).not.toBe(hash(item));
    expect(hash({ ...item, due: { kind: 'constantly' } })).not.toBe(hash(item));
    expect(hash({ ...item, responsible: ['Совет'] })).not.toBe(hash(item));
    expect(hash({ ...item, content: [] })).not.toBe(hash(item));
  });

  it('a rewording changes one own hash and no structure', () => {
    const before = buildRegulation();
    const after = mapBlocks(before, (b) =>
      b.id === 'r1-2' ? mapOwnRuns(b, () => [{ type: 'text', text: 'иначе' }]) : b,
    );
    expect(changedBlockIds(hashes(before), hashes(after))).toEqual(['r1-2']);
    expect(hashes(after).structure).toBe(hashes(before).structure);
  });

  it('removal, reordering and a changed reference target are changes of the section', () => {
    const before = buildRegulation();
    const removed = mapBlocks(before, (b) => (b.id === 'r1-2' ? null : b));
    expect(changedBlockIds(hashes(before), hashes(removed)).sort()).toEqual(['r1', 'r1-2']);
    const turned = mapBlocks(before, (b) =>
      b.id === 'r1' && b.type === 'section' ? { ...b, children: b.children.toReversed() } : b,
    );
    expect(changedBlockIds(hashes(before), hashes(turned))).toEqual(['r1']);
    const ref = (targetId: string) =>
      buildBody([buildSection('s', '', [buildItem('a', [{ type: 'crossRef', targetId }])])]);
    const [to, other] = [hashes(ref('a')), hashes(ref('s'))];
    expect(to.blocks.get('a')?.own).toBe(other.blocks.get('a')?.own);
    expect(to.blocks.get('s')?.structure).not.toBe(other.blocks.get('s')?.structure);
  });
});

describe('changes', () => {
  it('words: same + removed is the old text, same + added the new one', () => {
    const text = fc.string({ unit: fc.constantFrom('дом ', 'кот', ',', '\n', 'й', '1'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        const only = (kind: string) =>
          parts
            .filter((p) => p.kind === 'same' || p.kind === kind)
            .map((p) => p.text)
            .join('');
        expect(only('removed')).toBe(before);
        expect(only('added')).toBe(after);
      }),
    );
  });

  it('shows whole Russian words', () => {
    expect(diffWords('до 1 мая года', 'до 1 июня года')).toEqual([
      { kind: 'same', text: 'до 1 ' },
      { kind: 'removed', text: 'мая' },
      { kind: 'added', text: 'июня' },
      { kind: 'same', text: ' года' },
    ]);
  });

  it('names added, removed, moved and changed blocks; renumbering is no change', () => {
    const before = buildFlatResolution();
    const blocks = before.blocks.filter(({ id }) => id !== 'p2');
    const [intro, first, ...rest] = blocks;
    const moved = [
      intro!,
      ...rest.map((b) => (b.id === 'p5' ? buildItem('p5', 'Рекомендовать иное') : b)),
      first!,
      buildItem('new', 'Новый'),
    ];
    const changes = compareBodies(before, buildBody(moved));
    expect(changes.map(({ blockId, kinds }) => [blockId, ...kinds])).toEqual([
      ['p2', 'removed'],
      ['p5', 'changed'],
      ['p1', 'moved'],
      ['new', 'added'],
    ]);
    expect(changes[1]).toMatchObject({ numberBefore: '5.', numberAfter: '3.', properties: ['content'] });
  });

  it('is empty for equal bodies, and names every block that differs', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ base, left }) => {
        expect(compareBodies(base, base)).toEqual([]);
        const changed = new Set(compareBodies(base, left).map(({ blockId }) => blockId));
        const ids = (body: DocumentBody) => new Set(flattenBlocks(body).map(({ block }) => block.id));
        const [was, is] = [ids(base), ids(left)];
        for (const id of [...was, ...is]) if (was.has(id) !== is.has(id)) expect(changed.has(id)).toBe(true);
      }),
    );
  });
});

describe('search records and values', () => {
  it('one record a block with its headings', () => {
    const records = searchRecords(buildSectionResolution());
    expect(records).toHaveLength(6 + 12 + 36);
    expect(records.find(({ blockId }) => blockId === 's2g1p3')).toEqual({
      blockId: 's2g1p3',
      number: '–',
      headingPath: ['Площадка 2', 'Адресату 2-1:'],
      text: 'рассмотреть предложение 2-1-3',
    });
    expect(searchRecords(buildRegulation()).find(({ blockId }) => blockId === 'r3-3-2')).toMatchObject({
      number: '3.3.2.',
      headingPath: ['3. Порядок работы', '3.3.'],
    });
  });

  it('lists fields and gaps', () => {
    const body = buildBody([
      buildParagraph('a', [
        { type: 'field', path: 'b' },
        { type: 'field', path: 'a', format: 'upper' },
      ]),
      buildItem('c', [
        { type: 'placeholder', label: 'кому' },
        { type: 'field', path: 'b' },
      ]),
    ]);
    expect(fieldPaths(body)).toEqual(['a', 'b']);
    expect(listGaps(body, (path) => (path === 'b' ? 'есть' : ''))).toEqual([
      { kind: 'field', label: 'a', blockId: 'a' },
      { kind: 'placeholder', label: 'кому', blockId: 'c' },
    ]);
  });
});
