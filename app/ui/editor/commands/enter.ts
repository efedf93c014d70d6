// Enter by what the caret stands in: a new point after a point, a way out of an empty one, a first point under a
// heading, another paragraph in quotes and cells. The order of the text is kept: parts below go with the second half.
import { Fragment, type Node } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { newId } from '~/shared/ids';
import { blockAround, firstBlockIndex, type PlacedNode } from '../model/blocks';
import { deleteAcross } from './delete-across';
import { caretAt, newBlock, send } from './helpers';
import { outdentBlock } from './moves';
import { turnInto } from './turn-into';

interface Split {
  before: Fragment;
  after: Fragment;
}
function splitText(state: EditorState): Split {
  const { $from, $to } = state.selection;
  const { content } = $from.parent;
  return { before: content.cut(0, $from.parentOffset), after: content.cut($to.parentOffset) };
}

const fromIndex = (node: Node, index: number): Fragment => {
  const out: Node[] = [];
  for (let i = index; i < node.childCount; i++) out.push(node.child(i));
  return Fragment.fromArray(out);
};

/** Replaces the block by `nodes` and puts the caret at the start of the text of the one with this index. */
function replaceBlock(
  state: EditorState,
  { node, pos }: PlacedNode,
  nodes: readonly Node[],
  caret: number,
): Transaction {
  const tr = state.tr.replaceWith(pos, pos + node.nodeSize, Fragment.fromArray([...nodes]));
  let at = pos;
  for (let i = 0; i < caret; i++) at += nodes[i]!.nodeSize;
  return caretAt(tr, at + 1);
}

const withText = (block: Node, text: Fragment, rest: Fragment): Node => {
  const holder = block.child(0);
  return block.copy(Fragment.from(holder.copy(text)).append(rest));
};

function enterInItem(state: EditorState, at: PlacedNode): Transaction {
  const { node } = at;
  const { schema } = state;
  const { before, after } = splitText(state);
  const inside = fromIndex(node, 1);
  if (before.size === 0 && after.size > 0)
    return replaceBlock(state, at, [newBlock(schema, node.type.name), node], 1);
  if (after.size === 0 && node.childCount > 1) {
    const fresh = newBlock(schema, 'item');
    if (node.child(1).type.name === 'item') {
      const rest = Fragment.from(fresh).append(inside);
      return caretAt(
        replaceBlock(state, at, [withText(node, before, rest)], 0),
        state.selection.$from.after() + 1,
      );
    }
    return replaceBlock(state, at, [node, fresh], 1);
  }
  const second = node.type.create(
    { id: newId('b'), responsible: [] },
    Fragment.from(node.child(0).copy(after)).append(inside),
  );
  return replaceBlock(state, at, [withText(node, before, Fragment.empty), second], 1);
}

/** Under a heading (title, addressee): what stood after the caret begins the first point. */
function enterInHeading(state: EditorState, at: PlacedNode): Transaction {
  const { before, after } = splitText(state);
  const { $from } = state.selection;
  const { node, pos } = at;
  const tr = state.tr.replaceWith($from.start(), $from.end(), before);
  const first = firstBlockIndex(node);
  let inside = pos + 1;
  for (let i = 0; i < first; i++) inside += node.child(i).nodeSize;
  const where = tr.mapping.map(inside);
  tr.insert(where, newBlock(state.schema, 'item', after));
  return caretAt(tr, where + 1);
}

function enterInParagraph(state: EditorState, at: PlacedNode): Transaction {
  const { before, after } = splitText(state);
  const { node } = at;
  if (before.size === 0 && after.size > 0) {
    return replaceBlock(
      state,
      at,
      [node.type.create({ ...node.attrs, id: newId('b'), origin: null }), node],
      1,
    );
  }
  const second = node.type.create({ id: newId('b'), align: node.attrs.align }, after);
  return replaceBlock(state, at, [node.copy(before), second], 1);
}

/** Paragraphs of quotes and cells, entries of lists: the holder is doubled inside its own parent. */
function doubleHolder(state: EditorState, levels: number): Transaction {
  const tr = state.tr.deleteSelection();
  return tr.split(tr.selection.from, levels);
}

/** An empty last line of a quote or list ends it: a paragraph or the parent's level follows. */
function leaveLeaf(state: EditorState, at: PlacedNode, lineDepth: number): Transaction | null {
  const { $from } = state.selection;
  const line = $from.node(lineDepth);
  const holder = $from.node(lineDepth - 1);
  const isLast = $from.index(lineDepth - 1) === holder.childCount - 1;
  if (!isLast || $from.parent.content.size > 0 || holder !== at.node) return null;
  const fresh = newBlock(state.schema, 'paragraph');
  const end = at.pos + at.node.nodeSize;
  if (holder.childCount === 1) {
    const tr = state.tr.replaceWith(at.pos, end, fresh);
    return caretAt(tr, at.pos + 1);
  }
  const tr = state.tr.delete($from.before(lineDepth), $from.before(lineDepth) + line.nodeSize);
  const after = tr.mapping.map(end);
  tr.insert(after, fresh);
  return caretAt(tr, after + 1);
}

function enterInList(state: EditorState, at: PlacedNode): Transaction | null {
  const { $from } = state.selection;
  const entryDepth = $from.depth - 1;
  const left = leaveLeaf(state, at, entryDepth);
  if (left) return left;
  const nested = $from.node(entryDepth - 1).type.name === 'listEntries';
  if (nested && $from.parent.content.size === 0) return null;
  return doubleHolder(state, 2);
}

function enterOnEmpty(at: PlacedNode): Command | null {
  const isEmpty = at.node.childCount === 1 && at.node.child(0).content.size === 0;
  if (at.node.type.name !== 'item' || !isEmpty) return null;
  return (state, dispatch) => outdentBlock(state, dispatch) || turnInto('paragraph')(state, dispatch);
}

/** What Enter does here; null where it does nothing of ours. */
function entered(state: EditorState, at: PlacedNode): Transaction | null {
  switch (state.selection.$from.parent.type.name) {
    case 'itemText':
      return enterInItem(state, at);
    case 'sectionTitle':
    case 'appendixTitle':
    case 'addressee':
      return enterInHeading(state, at);
    case 'paragraph':
      return enterInParagraph(state, at);
    case 'quoteParagraph':
      return leaveLeaf(state, at, state.selection.$from.depth) ?? doubleHolder(state, 1);
    case 'cellParagraph':
      return doubleHolder(state, 1);
    case 'entryText':
      return enterInList(state, at);
    default:
      return null;
  }
}

/** Enter. A selection across blocks is joined first. */
export const enter: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const at = blockAround($from);
  if (!at || !$from.parent.isTextblock) return false;
  if (!$from.sameParent($to)) return deleteAcross(state, dispatch);
  const onEmpty = state.selection.empty ? enterOnEmpty(at) : null;
  if (onEmpty?.(state, dispatch)) return true;
  const made = entered(state, at);
  return made !== null && send(dispatch, () => made);
};

/** Shift+Enter: another addressee of the same group; elsewhere as Enter without leaving. */
export const addAddressee: Command = (state, dispatch) => {
  const at = groupAround(state);
  if (!at) return false;
  const { $from } = state.selection;
  const inside = $from.parent.type.name === 'addressee';
  const last = firstBlockIndex(at.node);
  let end = at.pos + 1;
  for (let i = 0; i < last; i++) end += at.node.child(i).nodeSize;
  const where = inside ? $from.after() : end;
  return send(dispatch, () =>
    caretAt(state.tr.insert(where, state.schema.nodes.addressee!.create()), where + 1),
  );
};

/** Removes the addressee the caret stands in, unless it is the only one. */
export const removeAddressee: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type.name !== 'addressee') return false;
  const group = $from.node($from.depth - 1);
  if (firstBlockIndex(group) < 2) return false;
  return send(dispatch, () => caretAt(state.tr.delete($from.before(), $from.after()), $from.before() - 1));
};

function groupAround(state: EditorState): PlacedNode | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === 'addresseeGroup') {
      const pos = $from.before(depth);
      return {
        node: $from.node(depth),
        pos,
        parent: $from.node(depth - 1),
        index: $from.index(depth - 1),
        depth,
      };
    }
  }
  return null;
}
