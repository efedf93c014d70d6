import { EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapBlocks, normalizeBody } from '~/modules/documents';
import { countingIds } from '~/shared/ids';
import { bodyArbitrary, threeBodiesArbitrary } from '../../../../tests/factories/body.arbitrary';
import { buildFlatResolution, buildItem } from '../../../../tests/factories/body.factory';
import { editorSchema } from '../schema/schema';
import { blockAround, findBlockNode } from './blocks';
import { remoteTransaction, replacingTransaction } from './sync-body';
import { bodyOf, docOf } from './to-body';

const schema = editorSchema();
const open = (body: Parameters<typeof docOf>[0]) => EditorState.create({ doc: docOf(body, schema) });

describe('applying another body', () => {
  it('gives exactly that body, from any to any', () => {
    fc.assert(
      fc.property(bodyArbitrary, bodyArbitrary, (from, to) => {
        const state = open(from);
        const tr = remoteTransaction(state, to);
        const doc = tr ? tr.doc : state.doc;
        doc.check();
        expect(bodyOf(doc)).toEqual(to);
      }),
    );
  });

  it('gives exactly that body after edits of a common one', () => {
    fc.assert(
      fc.property(threeBodiesArbitrary, ({ left, right }) => {
        const tr = remoteTransaction(open(left), right);
        expect(bodyOf(tr ? tr.doc : open(left).doc)).toEqual(right);
      }),
    );
  });

  it('keeps the caret where it stood and touches only what differs', () => {
    const body = normalizeBody(buildFlatResolution(), countingIds());
    const state = open(body);
    const at = findBlockNode(state.doc, 'p9')!;
    const caret = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at.pos + 5)));
    const changed = mapBlocks(body, (block) => {
      if (block.id === 'p2') return null;
      if (block.id === 'p9')
        return {
          ...block,
          content: [{ type: 'text', text: 'Рекомендовать домам меру и ещё' }],
        } as typeof block;
      return block.id === 'p4' ? [buildItem('new', 'Вставлено другим'), block] : block;
    });
    const tr = remoteTransaction(caret, changed)!;
    const now = blockAround(tr.selection.$from)!;
    expect(now.node.attrs.id).toBe('p9');
    expect(tr.selection.from - now.pos).toBe(5);
    expect(tr.getMeta('addToHistory')).toBe(false);
    expect(bodyOf(tr.doc)).toEqual(changed);
    expect(remoteTransaction(caret.apply(tr), changed)).toBeNull();
  });

  it('replaces one block for a suggestion', () => {
    const state = open(normalizeBody(buildFlatResolution(), countingIds()));
    const tr = replacingTransaction(state, 'p3', buildItem('p3', 'Иначе'))!;
    expect(findBlockNode(tr.doc, 'p3')!.node.textContent).toBe('Иначе');
    expect(replacingTransaction(state, 'нет', buildItem('p3', 'Иначе'))).toBeNull();
  });
});
