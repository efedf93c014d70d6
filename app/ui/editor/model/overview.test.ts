import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { computeNumbers, normalizeBody } from '~/modules/documents';
import { countingIds } from '~/shared/ids';
import { buildBody, buildItem, buildRegulation } from '../../../../tests/factories/body.factory';
import {
  acceptCitations,
  citationsKey,
  citationsPlugin,
  citationToText,
  findAllCitations,
} from '../plugins/citations';
import { editorSchema } from '../schema/schema';
import { countsOf, outlineOf, referablesOf } from './overview';
import { bodyOf, docOf } from './to-body';
import { applyTypography, typographyChanges } from './typography';

const schema = editorSchema();
const open = (body: ReturnType<typeof buildBody>, plugins: ReturnType<typeof citationsPlugin>[] = []) =>
  EditorState.create({ doc: docOf(normalizeBody(body, countingIds()), schema), plugins });

describe('outline and counts', () => {
  it('lists headings and points with their numbers', () => {
    const body = buildRegulation();
    const { doc } = open(body);
    const outline = outlineOf(doc, computeNumbers(body));
    expect(outline[0]).toMatchObject({ number: '1.', text: 'Общие положения', level: 0, type: 'section' });
    expect(outline[1]).toMatchObject({ number: '1.1.', level: 1 });
    expect(referablesOf(doc, computeNumbers(body))).toHaveLength(outline.length);
  });
  it('counts words', () => {
    const { doc } = open(buildBody([buildItem('a', 'Совет из трёх лиц'), buildItem('b', 'как-нибудь')]));
    expect(countsOf(doc)).toEqual({ words: 5, characters: 27 });
  });
});

describe('typography', () => {
  it('proposes a change a block and applies the ticked ones, units untouched', () => {
    const state = open(
      buildBody([
        buildItem('a', 'По ст. 44 - "обязать" совет'),
        buildItem('b', [
          { type: 'text', text: 'Дом № 5 ' },
          { type: 'field', path: 'event.date' },
          { type: 'text', text: ' "да"', marks: [{ type: 'strong' }] },
        ]),
        buildItem('c', 'Без изменений'),
      ]),
    );
    const changes = typographyChanges(state.doc, 0, state.doc.content.size);
    expect(changes.map(({ blockId }) => blockId)).toEqual(['a', 'b']);
    const [first, second] = bodyOf(applyTypography(state, changes).doc).blocks;
    expect(first).toMatchObject({
      content: [{ type: 'text', text: 'По\u00a0ст.\u00a044\u00a0— «обязать» совет' }],
    });
    expect(second).toMatchObject({
      content: [
        { type: 'text', text: 'Дом №\u00a05 ' },
        { type: 'field', path: 'event.date' },
        { type: 'text', text: ' «да»', marks: [{ type: 'strong' }] },
      ],
    });
    expect(applyTypography(state, changes.slice(0, 1)).doc.child(1).eq(state.doc.child(1))).toBe(true);
  });
});

describe('citations', () => {
  it('are found, accepted as units and turned back into words', () => {
    let state = open(buildBody([buildItem('a', 'Согласно п. 4.1 ч. 2 ст. 44 ЖК РФ решить')]), [
      citationsPlugin(() => {}),
    ]);
    const run = (command: typeof citationToText) =>
      command(state, (tr) => {
        state = state.apply(tr);
      });
    run(findAllCitations);
    expect(citationsKey.getState(state)?.found.find()).toHaveLength(1);
    expect(run(acceptCitations('all'))).toBe(true);
    expect(bodyOf(state.doc).blocks[0]).toMatchObject({
      content: [{ type: 'text' }, { type: 'citation', text: 'п. 4.1 ч. 2 ст. 44 ЖК РФ' }, { type: 'text' }],
    });
    state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 11)));
    expect(run(citationToText)).toBe(true);
    expect(state.doc.textContent).toBe('Согласно п. 4.1 ч. 2 ст. 44 ЖК РФ решить');
  });
});
