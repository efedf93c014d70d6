import { describe, expect, it } from 'vitest';
import { buildItem, buildParagraph, buildSection } from '../../../../tests/factories/body.factory';
import type { DocumentBody } from '../body';
import { findDuplicates } from './find-duplicates';

const TEXT =
  'Рекомендовать управляющим организациям ежеквартально публиковать отчёт о содержании общего имущества дома';
const body = (...blocks: DocumentBody['blocks']): DocumentBody => ({
  schemaVersion: 1,
  numbering: 'section',
  blocks,
});

describe('duplicates of a text', () => {
  it('are found between sections whatever the case, ё and punctuation', () => {
    const found = findDuplicates(
      body(
        buildSection('s1', 'Первая площадка', [buildItem('a', `${TEXT}.`)]),
        buildSection('s2', 'Вторая площадка', [buildItem('b', TEXT.toUpperCase().replace('Ё', 'Е'))]),
      ),
    );
    expect(found).toMatchObject([
      {
        first: { blockId: 'a', sectionId: 's1', number: '1.1.' },
        second: { blockId: 'b' },
        similarity: 1,
        acrossSections: true,
      },
    ]);
  });

  it('include near ones, and leave out what differs in substance', () => {
    const near = `${TEXT} жильцам`;
    const other =
      'Рекомендовать советам домов ежегодно проводить осмотр кровли и подвалов вместе с инспектором';
    const found = findDuplicates(body(buildItem('a', TEXT), buildItem('b', near), buildItem('c', other)));
    expect(found.map(({ second }) => second.blockId)).toEqual(['b']);
    expect(found[0]?.similarity).toBeGreaterThanOrEqual(0.8);
    expect(found[0]?.acrossSections).toBe(false);
  });

  it('do not name short phrases, nor one text more than once', () => {
    expect(
      findDuplicates(body(buildItem('a', 'Срок: постоянно'), buildItem('b', 'Срок: постоянно'))),
    ).toEqual([]);
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => buildParagraph(id, TEXT));
    expect(findDuplicates(body(...five))).toHaveLength(4);
  });

  it('are found in a book of 6000 items quickly', () => {
    const items = Array.from({ length: 6000 }, (_, i) =>
      buildItem(
        `i${i}`,
        `Поручение номер ${i} про дом ${i * 7} и подъезд ${i % 9} со сроком ${i * 3} дней от начала`,
      ),
    );
    const started = performance.now();
    findDuplicates(body(...items, buildItem('x', TEXT), buildItem('y', TEXT)));
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
