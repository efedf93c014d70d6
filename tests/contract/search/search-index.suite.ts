// The contract of SearchIndex: sets, facets, access, removal, paging, beginnings of words. Not ranking.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SearchIndex, type SearchPlan, type SearchTerm, stemsOf } from '~/platform/search';
import { buildRecord } from '../../factories/search-record';

const RECORDS = [
  buildRecord({
    id: 'a',
    source: 'document:1',
    title: 'Резолюция круглого стола',
    number: '1.2',
    text: 'Рекомендовать собственникам применять медиацию в жилищных спорах.',
    facets: { kind: ['resolution'], topic: ['медиация', 'ЖКХ'] },
    date: '2023-09-25',
    order: 1,
  }),
  buildRecord({
    id: 'b',
    source: 'document:1',
    title: 'Резолюция круглого стола',
    number: '4.1',
    text: 'Ещё раз обсудить тарифы на содержание.',
    facets: { kind: ['resolution'], topic: ['ЖКХ'] },
    date: '2023-09-25',
    order: 2,
  }),
  buildRecord({
    id: 'c',
    source: 'document:2',
    type: 'guide',
    title: 'Памятка о медиации',
    heading: 'Порядок',
    text: 'Медиатор помогает сторонам спора.',
    facets: { kind: ['guide'] },
    acl: ['org:House', 'user:u1'],
    date: '2024-01-10',
  }),
  buildRecord({
    id: 'd',
    source: 'document:3',
    title: 'Черновик',
    text: 'медиация наедине',
    acl: [],
    date: '',
  }),
];

const word = (text: string): SearchTerm => ({ stems: stemsOf(text).split(' ') });
const plan = (input: Partial<SearchPlan>): SearchPlan => ({
  terms: [],
  acl: ['public', 'org:House'],
  limit: 10,
  offset: 0,
  ...input,
});

export function searchIndexSuite(
  open: () => Promise<{ index: SearchIndex; close: () => Promise<void> }>,
): void {
  let index: SearchIndex;
  let close: () => Promise<void>;
  const idsOf = async (input: Partial<SearchPlan>) =>
    (await index.search(plan(input))).hits.map((hit) => hit.record.id).sort();

  beforeEach(async () => {
    ({ index, close } = await open());
    await index.put(RECORDS);
  });
  afterEach(() => close());

  it('finds any form of a word, in text, title and heading, and gives the record back whole', async () => {
    expect(await idsOf({ terms: [word('медиацией')] })).toEqual(['a', 'c']);
    expect(await idsOf({ terms: [word('порядок')] })).toEqual(['c']);
    const { hits, total } = await index.search(plan({ terms: [word('собственник')] }));
    expect({ hits, total }).toEqual({ hits: [{ record: RECORDS[0] }], total: 1 });
  });

  it('wants all words, any alternative of each, and treats ё as е', async () => {
    expect(await idsOf({ terms: [word('медиация'), word('спор')] })).toEqual(['a', 'c']);
    expect(await idsOf({ terms: [word('медиация'), word('тариф')] })).toEqual([]);
    expect(await idsOf({ terms: [{ stems: [...word('тариф').stems, ...word('медиатор').stems] }] })).toEqual([
      'b',
      'c',
    ]);
    expect(await idsOf({ terms: [word('еще')] })).toEqual(['b']);
  });

  it('finds a number as one word', async () => {
    expect(await idsOf({ terms: [word('4.1')] })).toEqual(['b']);
    expect(await idsOf({ terms: [word('4')] })).toEqual([]);
  });

  it('finds the word being typed by its beginning or by its stem, once each', async () => {
    expect(await idsOf({ terms: [{ stems: [], prefix: 'собств' }] })).toEqual(['a']);
    expect(await idsOf({ terms: [{ stems: [], prefix: 'собственникам' }] })).toEqual(['a']);
    expect(await idsOf({ terms: [{ ...word('медиация'), prefix: 'медиа' }] })).toEqual(['a', 'c']);
    const both = { terms: [{ ...word('спор'), prefix: 'т' }], limit: 1 };
    const pages = [await index.search(plan(both)), await index.search(plan({ ...both, offset: 1 }))];
    expect(pages.map((page) => page.total)).toEqual([3, 3]);
    expect((await index.search(plan({ ...both, offset: 2 }))).hits).toHaveLength(1);
    expect(await idsOf({ terms: [word('тариф'), { stems: [], prefix: 'содер' }] })).toEqual(['b']);
  });

  it('shows only what the asker may read, with regard to case', async () => {
    const terms = [word('медиация')];
    expect(await idsOf({ terms, acl: ['public'] })).toEqual(['a']);
    expect(await idsOf({ terms, acl: ['user:u1'] })).toEqual(['c']);
    expect(await idsOf({ terms, acl: ['org:house'] })).toEqual([]);
    expect(await idsOf({ terms, acl: [] })).toEqual([]);
  });

  it('counts facets over all matches and only over what may be read', async () => {
    const { facets } = await index.search(
      plan({ terms: [word('медиация')], facets: ['kind', 'type', 'topic'], limit: 1 }),
    );
    expect(facets).toEqual({
      kind: { resolution: 1, guide: 1 },
      type: { document: 1, guide: 1 },
      topic: { медиация: 1, ЖКХ: 1 },
    });
    const open = await index.search(plan({ terms: [word('медиация')], facets: ['kind'], acl: ['public'] }));
    expect(open.facets).toEqual({ kind: { resolution: 1 } });
  });

  it('filters by type, source, facets and dates', async () => {
    expect(await idsOf({ filter: { types: ['guide'] } })).toEqual(['c']);
    expect(await idsOf({ filter: { types: [] } })).toEqual([]);
    expect(await idsOf({ filter: { sources: ['document:1'] } })).toEqual(['a', 'b']);
    expect(
      await idsOf({ filter: { facets: { kind: ['resolution', 'guide'], topic: ['медиация'] } } }),
    ).toEqual(['a']);
    expect(await idsOf({ filter: { from: '2023-09-25', to: '2023-12-31' } })).toEqual(['a', 'b']);
    expect(await idsOf({ filter: { from: '2023-09-26' } })).toEqual(['c']);
  });

  it('lists the newest first when nothing is asked, and pages without gaps', async () => {
    const ids: string[] = [];
    for (let offset = 0; offset < 4; offset += 1) {
      const page = await index.search(plan({ limit: 1, offset }));
      expect(page.total).toBe(3);
      ids.push(...page.hits.map((hit) => hit.record.id));
    }
    expect(ids).toEqual(['c', 'a', 'b']);
    const cut = await index.search(plan({ limit: 2, offset: 1 }));
    expect(cut.hits.map((hit) => hit.record.id)).toEqual(['a', 'b']);
    expect(await index.search(plan({ limit: 0 }))).toMatchObject({ total: 3, hits: [] });
  });

  it('replaces by id, replaces and removes a source', async () => {
    await index.put([buildRecord({ ...RECORDS[0]!, text: 'О лифтах' })]);
    expect(await idsOf({ terms: [word('медиация')] })).toEqual(['c']);
    await index.replaceSource('document:1', [
      buildRecord({ id: 'e', source: 'document:1', text: 'О дворах' }),
    ]);
    expect(await idsOf({ filter: { sources: ['document:1'] } })).toEqual(['e']);
    await index.removeSource('document:1');
    expect(await idsOf({})).toEqual(['c']);
  });

  it('takes any characters as text, never as syntax', async () => {
    const odd = 'a"b\\c:(d)*AND';
    await index.put([
      buildRecord({ id: 'odd', source: odd, acl: [odd], facets: { kind: [odd] }, text: 'кавычки' }),
    ]);
    expect(await idsOf({ acl: [odd], filter: { sources: [odd], facets: { kind: [odd] } } })).toEqual(['odd']);
    expect(await idsOf({ acl: [odd], terms: [{ stems: ['" OR *'] }] })).toEqual([]);
    expect(await idsOf({ terms: [{ stems: [''] }] })).toEqual([]);
  });

  it('rebuilds beside the old index, and what is written meanwhile is not undone', async () => {
    async function* records() {
      yield buildRecord({ id: 'new', source: 'document:9', text: 'Новая медиация' });
      await index.replaceSource('document:2', [
        buildRecord({ id: 'c2', source: 'document:2', text: 'Свежее о медиации' }),
      ]);
      await index.removeSource('document:3');
      expect(await idsOf({ terms: [word('медиация')] })).toEqual(['a', 'c2']);
      yield* RECORDS.slice(2);
    }
    expect(await index.rebuild(records())).toBe(2);
    expect(await idsOf({ terms: [word('медиация')] })).toEqual(['c2', 'new']);
    expect(await index.status()).toMatchObject({ records: 2, needsRebuild: false });
  });

  it('keeps the old index when a rebuild fails', async () => {
    async function* broken() {
      yield RECORDS[0]!;
      throw new Error('источник недоступен');
    }
    await expect(index.rebuild(broken())).rejects.toThrow();
    expect(await idsOf({ terms: [word('медиация')] })).toEqual(['a', 'c']);
    await index.put([buildRecord({ id: 'z', text: 'после' })]);
    expect(await idsOf({ terms: [word('после')] })).toEqual(['z']);
  });
}
