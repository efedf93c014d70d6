// Inserting: a block after the current one at the nearest level that may hold it, and inline parts at the caret.
import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { BODY_LIMITS } from '~/modules/documents';
import {
  childPosition,
  currentBlock,
  firstBlockIndex,
  heightOf,
  isContainer,
  mayHold,
} from '../model/blocks';
import { caretAt, newBlock, send } from './helpers';

export const INSERTABLE = [
  'item',
  'subItem',
  'paragraph',
  'section',
  'addresseeGroup',
  'list',
  'quote',
  'table',
  'appendix',
] as const;
export type Insertable = (typeof INSERTABLE)[number];

/** Position for a block of this type after the current one; null when no level around may hold it. */
function placeFor(state: EditorState, type: string, height: number): number | null {
  const at = currentBlock(state);
  if (!at) return state.doc.content.size;
  if (type === 'appendix') return state.doc.content.size;
  const $pos = state.doc.resolve(at.pos);
  // Under a heading the new part comes first inside it.
  const parent = $pos.nodeAfter;
  const heading = parent && isContainer(parent) && parent.type.name !== 'item';
  if (heading && mayHold(parent, type) && at.depth + height <= BODY_LIMITS.depth) {
    return childPosition(parent, at.pos, firstBlockIndex(parent));
  }
  for (let depth = at.depth; depth > 0; depth--) {
    if (mayHold($pos.node(depth - 1), type)) {
      return depth === at.depth ? at.pos + at.node.nodeSize : $pos.after(depth);
    }
  }
  return null;
}

/** Where a sub-point of the current point goes. */
function subItemPlace(state: EditorState): number | null {
  const at = currentBlock(state);
  if (at?.node.type.name !== 'item' || at.depth >= BODY_LIMITS.depth) return null;
  return at.pos + at.node.nodeSize - 1;
}

/** Inserts a new block. An empty paragraph or point in whose place it would stand is replaced by it. */
export const insertBlock =
  (kind: Insertable): Command =>
  (state, dispatch) => {
    const type = kind === 'subItem' ? 'item' : kind;
    const block = newBlock(state.schema, type);
    const at = kind === 'subItem' ? subItemPlace(state) : placeFor(state, type, heightOf(block));
    if (at === null) return false;
    return send(dispatch, () => place(state, block, at));
  };

function place(state: EditorState, block: Node, at: number): Transaction {
  const current = currentBlock(state);
  const empty = current && current.node.type.name === 'paragraph' && current.node.content.size === 0;
  if (current && empty && current.pos + current.node.nodeSize === at) {
    return caretAt(state.tr.replaceWith(current.pos, at, block), current.pos + 1);
  }
  return caretAt(state.tr.insert(at, block), at + 1);
}

/** A first point in an empty document, so that typing has somewhere to go. */
export const startDocument: Command = (state, dispatch) => {
  if (state.doc.childCount > 0) return false;
  const type = state.doc.attrs.numbering === 'none' ? 'paragraph' : 'item';
  return send(dispatch, () => caretAt(state.tr.insert(0, newBlock(state.schema, type)), 1));
};

export type InlineKind = 'citation' | 'crossRef' | 'field' | 'placeholder';

/** Puts an inline part at the caret, or over the selection. */
export const insertInline =
  (kind: InlineKind, attrs: Record<string, unknown>): Command =>
  (state, dispatch) => {
    const { $from, $to } = state.selection;
    if (!$from.parent.inlineContent || !$from.sameParent($to)) return false;
    return send(dispatch, () => {
      const tr = state.tr.replaceSelectionWith(state.schema.nodes[kind]!.create(attrs), false);
      return tr.setSelection(TextSelection.create(tr.doc, $from.pos + 1));
    });
  };

/** Removes a block with everything in it. */
export const removeBlock: Command = (state, dispatch) => {
  const at = currentBlock(state);
  if (!at) return false;
  return send(dispatch, () =>
    caretAt(state.tr.delete(at.pos, at.pos + at.node.nodeSize), Math.max(at.pos - 1, 0)),
  );
};
