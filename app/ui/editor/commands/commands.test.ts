import { history, undo } from '@tiptap/pm/history';
import { type Command, EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertBody,
  type Block,
  computeNumbers,
  type DocumentBody,
  displayContext,
  flattenBlocks,
  normalizeBody,
  ownRuns,
  runText,
} from '~/modules/documents';
import { countingIds } from '~/shared/ids';
import { bodyArbitrary } from '../../../../tests/factories/body.arbitrary';
import {
  buildAddresseeResolution,
  buildBody,
  buildFlatResolution,
  buildGroup,
  buildItem,
  buildList,
  buildParagraph,
  buildQuote,
  buildRegulation,
  buildSection,
} from '../../../../tests/factories/body.factory';
import { findBlockNode } from '../model/blocks';
import { bodyOf, docOf } from '../model/to-body';
import { identityPlugin } from '../plugins/identity';
import { editorSchema } from '../schema/schema';
import { setNumbering, setTask } from './attributes';
import { deleteAcross, reachesAcross } from './delete-across';
import { addAddressee, enter, removeAddressee } from './enter';
import { INSERTABLE, insertBlock, removeBlock, startDocument } from './insert';
import { joinBack, joinForward } from './join';
import { textKeys } from './keys';
import { liftEntry, sinkEntry } from './lists';
import { indentBlock, moveBlockBy, moveBlockTo, outdentBlock } from './moves';
import { TURNABLE, turnInto } from './turn-into';

const schema = editorSchema();

function open(body: DocumentBody): EditorState {
  const doc = docOf(normalizeBody(body, countingIds()), schema);
  return EditorState.create({ doc, plugins: [history(), identityPlugin(countingIds(1000))] });
}
/** Caret in the text of a block, `offset` characters from the start (negative: from the end). */
function at(state: EditorState, id: string, offset = 0): EditorState {
  const placed = findBlockNode(state.doc, id)!;
  const { $from } = Selection.near(state.doc.resolve(placed.pos + 1), 1);
  const pos = offset < 0 ? $from.end() + offset + 1 : $from.start() + offset;
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
}
function run(state: EditorState, ...commands: Command[]): EditorState {
  let now = state;
  for (const command of commands) {
    const done = command(now, (tr) => {
      now = now.apply(tr);
    });
    expect(done).toBe(true);
  }
  return now;
}
const type =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(text));
    return true;
  };
/** «1.|text» lines in reading order, indented by nesting. */
function lines(state: EditorState): string[] {
  const body = bodyOf(state.doc);
  const numbers = computeNumbers(body);
  const context = displayContext(body);
  return flattenBlocks(body).map(({ block, depth }) => {
    const text = ownRuns(block)
      .map((one) => runText(one, context))
      .join(' / ');
    const mark = numbers.get(block.id)?.label ?? block.type;
    return `${'  '.repeat(depth - 1)}${mark} ${text}`.trimEnd();
  });
}

const three = () => buildBody([buildItem('a', 'Первый'), buildItem('b', 'Второй'), buildItem('c', 'Третий')]);

describe('Enter', () => {
  it('makes a new point with an id of its own', () => {
    const state = run(at(open(three()), 'a', -1), enter, type('Новый'));
    expect(lines(state)).toEqual(['1. Первый', '2. Новый', '3. Второй', '4. Третий']);
    expect(new Set(bodyOf(state.doc).blocks.map(({ id }) => id)).size).toBe(4);
    expect(bodyOf(state.doc).blocks[0]!.id).toBe('a');
  });
  it('splits in the middle, and before the text keeps the id with the text', () => {
    expect(lines(run(at(open(three()), 'a', 3), enter))).toEqual([
      '1. Пер',
      '2. вый',
      '3. Второй',
      '4. Третий',
    ]);
    const before = run(at(open(three()), 'b', 0), enter);
    expect(
      bodyOf(before.doc)
        .blocks.map(({ id }) => id)
        .indexOf('b'),
    ).toBe(2);
  });
  it('lets parts of a split point go with its second half', () => {
    const body = buildBody([buildItem('a', 'Одно два', [buildItem('a1', 'Часть')])]);
    expect(lines(run(at(open(body), 'a', 5), enter))).toEqual(['1. Одно', '2. два', '  2.1. Часть']);
    expect(lines(run(at(open(body), 'a', -1), enter, type('Новая')))).toEqual([
      '1. Одно два',
      '  1.1. Новая',
      '  1.2. Часть',
    ]);
  });
  it('on an empty point goes a level out, then makes a paragraph', () => {
    const body = buildBody([buildGroup('g', ['Кому'], [buildItem('i', 'Что')])], 'addressee');
    const empty = run(at(open(body), 'i', -1), enter);
    const out = run(empty, enter, type('Вне'));
    expect(lines(out)).toEqual(['1. Кому', '  1.1. Что', '2. Вне']);
    const paragraph = run(run(at(out, 'g', 0)), (state, dispatch) => enter(at(state, 'i', -1), dispatch));
    expect(lines(paragraph).length).toBe(4);
  });
  it('after an addressee begins its first point; Shift+Enter adds an addressee', () => {
    const body = buildBody([buildGroup('g', ['Кому'], [buildItem('i', 'Что')])], 'addressee');
    expect(lines(run(at(open(body), 'g', -1), enter, type('Сразу')))).toEqual([
      '1. Кому',
      '  1.1. Сразу',
      '  1.2. Что',
    ]);
    const two = run(at(open(body), 'g', -1), addAddressee, type('Ещё кому'));
    expect(lines(two)[0]).toBe('1. Кому / Ещё кому');
    expect(lines(run(two, removeAddressee))[0]).toBe('1. Кому');
  });
  it('ends a quote and a list on their empty last line', () => {
    const body = buildBody([buildQuote('q', 'Слова'), buildList('l', 'раз')]);
    expect(lines(run(at(open(body), 'q', -1), enter, enter, type('Дальше')))).toEqual([
      'quote Слова',
      'paragraph Дальше',
      'list раз',
    ]);
    const list = run(at(open(body), 'l', -1), enter, type('два'));
    expect(lines(list)).toEqual(['quote Слова', 'list раз / два']);
    expect(lines(run(list, enter, enter, type('Дальше')))[2]).toBe('paragraph Дальше');
  });
});

describe('levels and moves', () => {
  it('changes the level and keeps the order', () => {
    const deeper = run(at(open(three()), 'b', 0), indentBlock);
    expect(lines(deeper)).toEqual(['1. Первый', '  1.1. Второй', '2. Третий']);
    expect(lines(run(deeper, outdentBlock))).toEqual(lines(open(three())));
    const both = run(at(deeper, 'c', 0), indentBlock);
    expect(lines(run(at(both, 'b', 0), outdentBlock))).toEqual(['1. Первый', '2. Второй', '  2.1. Третий']);
  });
  it('does not put a section into a point', () => {
    const body = buildBody([buildItem('a', 'Пункт'), buildSection('s', 'Раздел')]);
    expect(indentBlock(at(open(body), 's', 0), undefined)).toBe(false);
  });
  it('moves up and down, across groups too', () => {
    expect(lines(run(at(open(three()), 'c', 0), moveBlockBy(-1)))).toEqual([
      '1. Первый',
      '2. Третий',
      '3. Второй',
    ]);
    const state = at(open(buildAddresseeResolution()), 'g1-p7', 0);
    const moved = run(state, moveBlockBy(1));
    expect(lines(moved)[8]).toBe('  2.1. Выполнить меру 1-7');
    expect(lines(run(moved, moveBlockBy(-1)))).toEqual(lines(state));
  });
  it('keeps the caret in the moved block', () => {
    const state = run(at(open(three()), 'c', 3), moveBlockBy(-1), type('!'));
    expect(lines(state)[1]).toBe('2. Тре!тий');
  });
  it('drops beside and into a block, never into itself', () => {
    const state = open(buildRegulation());
    const moved = run(state, moveBlockTo('r1-2', 'r3', 'inside'));
    expect(lines(moved).indexOf('  3.5. Положение 1.2 о клубе.')).toBeGreaterThan(0);
    expect(moveBlockTo('r3', 'r3-1', 'after')(state, undefined)).toBe(false);
    expect(moveBlockTo('r1', 'r3-1', 'inside')(state, undefined)).toBe(false);
  });
});

describe('joining', () => {
  it('is the reverse of Enter', () => {
    const split = run(at(open(three()), 'b', 3), enter);
    expect(lines(run(split, joinBack))).toEqual(lines(open(three())));
    expect(lines(run(at(split, 'b', -1), joinForward))).toEqual(lines(open(three())));
  });
  it('keeps parts of what was joined', () => {
    const body = buildBody([buildItem('a', 'Одно'), buildItem('b', ' два', [buildItem('b1', 'Часть')])]);
    expect(lines(run(at(open(body), 'b', 0), joinBack))).toEqual(['1. Однодва', '2. Часть']);
  });
});

describe('deleting over several blocks', () => {
  const select = (state: EditorState, from: string, fromOffset: number, to: string, toOffset: number) => {
    const anchor = at(state, from, fromOffset).selection.from;
    const head = at(state, to, toOffset).selection.from;
    return state.apply(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)));
  };
  it('joins what is left and keeps the parts of the last block', () => {
    const body = buildBody([
      buildItem('a', 'Один', [buildItem('a1', 'Часть')]),
      buildSection('s', 'Раздел', [buildItem('s1', 'Внутри'), buildItem('s2', 'Остаётся')]),
    ]);
    const state = select(open(body), 'a', 2, 's1', 3);
    expect(lines(run(state, deleteAcross))).toEqual(['1. Одтри', '2. Остаётся']);
    expect(lines(run(select(open(body), 'a', 2, 's', 3), deleteAcross))).toEqual([
      '1. Оддел',
      '2. Внутри',
      '3. Остаётся',
    ]);
  });
});

describe('kinds and attributes', () => {
  it('turns a point into a section and back with its parts', () => {
    const body = buildBody([buildItem('a', 'Общее', [buildItem('a1', 'Часть')])], 'section');
    const section = run(at(open(body), 'a', 0), turnInto('section'));
    expect(lines(section)).toEqual(['1. Общее', '  1.1. Часть']);
    expect(bodyOf(section.doc).blocks[0]!.type).toBe('section');
    expect(bodyOf(run(section, turnInto('item')).doc)).toEqual(bodyOf(open(body).doc));
  });
  it('sets due, people and numbering', () => {
    const due = { kind: 'date', date: '2026-12-01' } as const;
    const state = run(
      open(three()),
      setTask('b', { due, responsible: ['Совет дома'], verbKind: 'recommend' }),
      setNumbering('dash', null),
    );
    const body = bodyOf(state.doc);
    expect(body.blocks[1]).toMatchObject({ due, responsible: ['Совет дома'], verbKind: 'recommend' });
    expect(lines(state)[0]).toBe('– Первый');
  });
  it('starts an empty document', () => {
    expect(lines(run(open(buildBody([])), startDocument, type('Первый')))).toEqual(['1. Первый']);
  });
  it('changes levels of list entries', () => {
    const state = open(buildBody([buildList('l', 'раз', 'два', 'три')]));
    const second = at(state, 'l', 0).tr;
    let caret = 0;
    state.doc.descendants((node, pos) => {
      if (node.isText && node.text === 'два') caret = pos;
    });
    const placed = state.apply(second.setSelection(TextSelection.create(state.doc, caret)));
    const sunk = run(placed, sinkEntry);
    const [list] = bodyOf(sunk.doc).blocks as Extract<Block, { type: 'list' }>[];
    expect(list!.entries[0]!.entries).toHaveLength(1);
    expect(bodyOf(run(sunk, liftEntry).doc)).toEqual(bodyOf(state.doc));
  });
});

const anyCommand = fc.constantFrom<Command>(
  enter,
  joinBack,
  joinForward,
  indentBlock,
  outdentBlock,
  moveBlockBy(-1),
  moveBlockBy(1),
  addAddressee,
  removeAddressee,
  removeBlock,
  sinkEntry,
  liftEntry,
  deleteAcross,
  (state, dispatch) => reachesAcross(state) || type('слово')(state, dispatch),
  ...TURNABLE.map(turnInto),
  ...INSERTABLE.map(insertBlock),
  textKeys(schema).Enter!,
  textKeys(schema).Backspace!,
  textKeys(schema).Delete!,
  textKeys(schema).Tab!,
  textKeys(schema)['Shift-Tab']!,
);

describe('any commands in any order', () => {
  it('leave a valid document with one id a block, and can be undone', () => {
    fc.assert(
      fc.property(
        bodyArbitrary,
        fc.array(fc.tuple(anyCommand, fc.nat(), fc.nat(12)), { minLength: 1, maxLength: 6 }),
        (body, steps) => {
          const start = open(body);
          let state = start;
          for (const [command, place, length] of steps) {
            const from = place % (state.doc.content.size + 1);
            const to = Math.min(from + length, state.doc.content.size);
            const selection = TextSelection.between(state.doc.resolve(from), state.doc.resolve(to));
            state = state.apply(state.tr.setSelection(selection));
            command(state, (tr) => {
              state = state.apply(tr);
            });
            state.doc.check();
          }
          const after = bodyOf(state.doc);
          assertBody(after);
          const ids = flattenBlocks(after).map(({ block }) => block.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (let i = 0; i < 20; i++) {
            undo(state, (tr) => {
              state = state.apply(tr);
            });
          }
          expect(bodyOf(state.doc)).toEqual(bodyOf(start.doc));
        },
      ),
    );
  });

  it('level changes and moves lose no word', () => {
    const words = (state: EditorState) => state.doc.textContent.length;
    fc.assert(
      fc.property(
        bodyArbitrary,
        fc.array(
          fc.tuple(fc.constantFrom(indentBlock, outdentBlock, moveBlockBy(-1), moveBlockBy(1)), fc.nat()),
          { minLength: 1, maxLength: 8 },
        ),
        (body, steps) => {
          let state = open(body);
          const before = words(state);
          for (const [command, place] of steps) {
            const $at = state.doc.resolve(place % (state.doc.content.size + 1));
            state = state.apply(state.tr.setSelection(TextSelection.near($at)));
            command(state, (tr) => {
              state = state.apply(tr);
            });
          }
          expect(words(state)).toBe(before);
        },
      ),
    );
  });
});

describe('copies', () => {
  it('get fresh ids, the block that was there keeps its own', () => {
    const state = open(buildFlatResolution());
    const p1 = findBlockNode(state.doc, 'p1')!;
    const copied = state.apply(state.tr.insert(p1.pos, p1.node));
    const again = findBlockNode(copied.doc, 'p1')!;
    expect(again.pos).toBe(p1.pos + p1.node.nodeSize);
    expect(lines(open(buildBody([buildParagraph('x', 'а')])))).toEqual(['paragraph а']);
  });
});
