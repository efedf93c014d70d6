import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { type DocumentBody, normalizeBody } from '~/modules/documents';
import { countingIds } from '~/shared/ids';
import { buildBody, buildGroup, buildItem, buildQuote } from '../../../../tests/factories/body.factory';
import { findBlockNode } from '../model/blocks';
import { bodyOf, docOf } from '../model/to-body';
import { editorSchema } from '../schema/schema';
import { blocksOfSlice, insertBlocks, insertBody } from './paste-insert';
import { htmlOfText, readHere } from './paste-read';

const schema = editorSchema();
const open = (body: DocumentBody) =>
  EditorState.create({ doc: docOf(normalizeBody(body, countingIds()), schema) });
const at = (state: EditorState, id: string, offset = 2) =>
  state.apply(
    state.tr.setSelection(TextSelection.create(state.doc, findBlockNode(state.doc, id)!.pos + offset)),
  );
const read = (html: string) => {
  const answer = readHere(html);
  if (!answer.ok) throw new Error('not read');
  return answer.paste.body;
};
const shape = (state: EditorState) => bodyOf(state.doc).blocks.map(({ type }) => type);

describe('paste', () => {
  it('puts words of one paragraph at the caret', () => {
    const state = at(open(buildBody([buildItem('a', 'Начало')])), 'a', 8);
    const tr = insertBody(state, read('<p>, и <b>конец</b></p>'), schema)!;
    expect(tr.doc.textContent).toBe('Начало, и конец');
  });
  it('puts points beside the point of the caret, in its group', () => {
    const state = at(
      open(buildBody([buildGroup('g', ['Кому'], [buildItem('a', 'Что')])], 'addressee')),
      'a',
      4,
    );
    const tr = insertBody(state, read('<p>1. Первое</p><p>2. Второе</p>'), schema)!;
    const [group] = bodyOf(tr.doc).blocks;
    expect(group && 'children' in group ? group.children.length : 0).toBe(3);
  });
  it('gives an empty point its place and a section the level that may hold it', () => {
    const empty = at(open(buildBody([buildItem('a', '')])), 'a');
    expect(shape(empty.apply(insertBody(empty, read('<p>1. А</p><p>2. Б</p>'), schema)!))).toEqual([
      'item',
      'item',
    ]);
    const inside = at(open(buildBody([buildItem('a', 'Текст')])), 'a', 4);
    expect(shape(inside.apply(insertBody(inside, read('<h2>Раздел</h2><p>Абзац</p>'), schema)!))).toEqual([
      'item',
      'section',
    ]);
  });
  it('reads a spreadsheet as a table and lines as paragraphs', () => {
    expect(read(htmlOfText('Дом\tПлощадь\r\n1\t35,5\r\n')).blocks).toMatchObject([
      { type: 'table', rows: [{ cells: [{}, {}] }, { cells: [{}, {}] }] },
    ]);
    expect(read(htmlOfText('раз\n\nдва <b>')).blocks).toMatchObject([
      { type: 'paragraph', content: [{ text: 'раз' }] },
      { type: 'paragraph', content: [{ text: 'два <b>' }] },
    ]);
  });
  it('brings lines into a quote', () => {
    const state = at(open(buildBody([buildQuote('q', 'Слова')])), 'q', 7);
    const tr = insertBody(state, read('<p>раз</p><p>два</p>'), schema)!;
    expect(bodyOf(tr.doc).blocks).toMatchObject([{ type: 'quote', paragraphs: [{}, {}] }]);
  });
  it('hoists the parts of a container that was cut without its line', () => {
    const state = open(buildBody([buildItem('a', 'А', [buildItem('a1', 'Внутри'), buildItem('a2', 'Ещё')])]));
    const from = findBlockNode(state.doc, 'a1')!.pos;
    const blocks = blocksOfSlice(state.doc.slice(from, state.doc.content.size).content);
    expect(blocks.map(({ textContent }) => textContent)).toEqual(['Внутри', 'Ещё']);
    const tr = insertBlocks(at(state, 'a', 3), blocks)!;
    tr.doc.check();
  });
});
