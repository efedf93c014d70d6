import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyArbitrary } from '../../../../../tests/factories/body.arbitrary';
import { buildBody, buildItem, buildList, buildQuote } from '../../../../../tests/factories/body.factory';
import { normalizeBlock } from '../../body/normalize';
import { displayContext } from '../../body/render-values';
import { flattenBlocks } from '../../body/walk';
import { diffBlock } from './diff-bodies';
import { editableLines, rewriteBlock } from './rewrite-block';

const values = (path: string) => `значение ${path}`;

describe('a block as edited lines', () => {
  it('unchanged lines give the same block: no suggestion', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const context = displayContext(body, values);
        for (const { block } of flattenBlocks(body)) {
          const text = editableLines(block, context).join('\n');
          expect(diffBlock(block, rewriteBlock(block, text, context))).toEqual([]);
        }
      }),
    );
  });

  it('keeps references and marks of what was not reworded', () => {
    const block = buildItem('i', [
      { type: 'text', text: 'Провести ' },
      { type: 'text', text: 'осмотр', marks: [{ type: 'strong' }] },
      { type: 'text', text: ' до ' },
      { type: 'field', path: 'due' },
      { type: 'text', text: ' года.' },
    ]);
    const context = displayContext(buildBody([block]), () => '1 марта');
    const after = rewriteBlock(block, 'Провести полный осмотр до 1 марта года.', context);
    expect(normalizeBlock(after)).toEqual(
      normalizeBlock({
        ...block,
        content: [
          { type: 'text', text: 'Провести полный ' },
          { type: 'text', text: 'осмотр', marks: [{ type: 'strong' }] },
          { type: 'text', text: ' до ' },
          { type: 'field', path: 'due' },
          { type: 'text', text: ' года.' },
        ],
      }),
    );
    expect(diffBlock(block, after)).toMatchObject([{ kind: 'replace-text', run: 0, at: 9, removed: [] }]);
  });

  it('a field that was written over becomes words', () => {
    const block = buildItem('i', [
      { type: 'text', text: 'До ' },
      { type: 'field', path: 'due' },
    ]);
    const after = rewriteBlock(
      block,
      'До 2 марта',
      displayContext(buildBody([block]), () => '1 марта'),
    );
    expect(after).toMatchObject({ content: [{ type: 'text', text: 'До 2 марта' }] });
  });

  it('lines can be added to a quote and a flat list, not to a table', () => {
    const quote = buildQuote('q', 'раз', 'два');
    expect(rewriteBlock(quote, 'раз\nполтора\nдва', displayContext(buildBody([quote])))).toMatchObject({
      paragraphs: [[{ text: 'раз' }], [{ text: 'полтора' }], [{ text: 'два' }]],
    });
    const list = buildList('l', 'а', 'б');
    expect(rewriteBlock(list, 'а', displayContext(buildBody([list])))).toMatchObject({
      entries: [{ content: [{ text: 'а' }] }],
    });
    const table = {
      type: 'table' as const,
      id: 't',
      headerRows: 0,
      rows: [{ cells: [{ content: [[]] }] }],
    };
    expect(() => rewriteBlock(table, 'а\nб', displayContext(buildBody([table])))).toThrowError(/число строк/);
  });
});
