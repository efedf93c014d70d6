// Moving blocks: up, down, a level in or out, beside another block. The order of the text never changes by a level
// change: what follows a lifted block goes along with it. Ids stay, since the very nodes are moved.
import type { Node } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { Selection } from '@tiptap/pm/state';
import { BODY_LIMITS } from '~/modules/documents';
import {
  childPosition,
  currentBlock,
  findBlockNode,
  firstBlockIndex,
  heightOf,
  isBlock,
  isContainer,
  mayHold,
  type PlacedNode,
} from '../model/blocks';
import { send } from './helpers';

/** Moves the node to `target` (a position in the document as it is), keeping the caret inside it. */
function relocate(state: EditorState, { node, pos }: PlacedNode, target: number): Transaction {
  const { tr, selection } = state;
  const offsets = { anchor: selection.anchor - pos, head: selection.head - pos };
  tr.delete(pos, pos + node.nodeSize);
  const at = tr.mapping.map(target, -1);
  tr.insert(at, node);
  const inside = offsets.anchor > 0 && offsets.anchor < node.nodeSize;
  const anchor = tr.doc.resolve(inside ? at + offsets.anchor : at + 1);
  const head = tr.doc.resolve(inside ? at + Math.min(offsets.head, node.nodeSize - 1) : at + 1);
  return tr.setSelection(anchor.parent.isTextblock ? Selection.near(anchor) : Selection.near(head, 1));
}

interface Place {
  parent: Node;
  /** Position in the document before the move. */
  target: number;
  depth: number;
}

/** Where the block goes one step up or down; null at the edge of the document. */
function neighbour(state: EditorState, at: PlacedNode, direction: -1 | 1): Place | null {
  const { parent, index, pos, node, depth } = at;
  const first = firstBlockIndex(parent);
  const siblingIndex = index + direction;
  const $pos = state.doc.resolve(pos);
  if (siblingIndex >= first && siblingIndex < parent.childCount) {
    const sibling = parent.child(siblingIndex);
    const target = direction < 0 ? pos - sibling.nodeSize : pos + node.nodeSize + sibling.nodeSize;
    return { parent, target, depth };
  }
  if (depth === 1) return null;
  const outer = $pos.node(depth - 2);
  const parentPos = $pos.before(depth - 1);
  const uncleIndex = $pos.index(depth - 2) + direction;
  const uncle =
    uncleIndex >= firstBlockIndex(outer) && uncleIndex < outer.childCount ? outer.child(uncleIndex) : null;
  if (uncle && isContainer(uncle) && uncle.type === parent.type && mayHold(uncle, node.type.name)) {
    const inside =
      direction < 0
        ? parentPos - 1
        : childPosition(uncle, parentPos + parent.nodeSize, firstBlockIndex(uncle));
    return { parent: uncle, target: inside, depth };
  }
  if (!mayHold(outer, node.type.name)) return null;
  return { parent: outer, target: direction < 0 ? parentPos : parentPos + parent.nodeSize, depth: depth - 1 };
}

/** Moves the current block one place up (-1) or down (1), out of its parent or into the next one at the edges. */
export const moveBlockBy =
  (direction: -1 | 1, id?: string): Command =>
  (state, dispatch) => {
    const at = id === undefined ? currentBlock(state) : findBlockNode(state.doc, id);
    const place = at && neighbour(state, at, direction);
    if (!at || !place) return false;
    return send(dispatch, () => relocate(state, at, place.target));
  };

/** Why a block may not stand there, or null when it may. */
export function refusalOf(
  state: EditorState,
  id: string,
  targetId: string,
  where: DropPlace,
): Refusal | null {
  const moved = findBlockNode(state.doc, id);
  const target = findBlockNode(state.doc, targetId);
  if (!moved || !target) return 'gone';
  if (target.pos >= moved.pos && target.pos < moved.pos + moved.node.nodeSize) return 'inside-itself';
  const parent = where === 'inside' ? target.node : target.parent;
  if (!mayHold(parent, moved.node.type.name)) return 'not-here';
  const depth = where === 'inside' ? target.depth + 1 : target.depth;
  return depth - 1 + heightOf(moved.node) > BODY_LIMITS.depth ? 'too-deep' : null;
}
export type DropPlace = 'before' | 'after' | 'inside';
type Refusal = 'gone' | 'inside-itself' | 'not-here' | 'too-deep';

/** Moves a block beside or into another: what dragging and the outline do. */
export const moveBlockTo =
  (id: string, targetId: string, where: DropPlace): Command =>
  (state, dispatch) => {
    if (refusalOf(state, id, targetId, where)) return false;
    const moved = findBlockNode(state.doc, id)!;
    const { pos, node } = findBlockNode(state.doc, targetId)!;
    const end = pos + node.nodeSize;
    const target = where === 'before' ? pos : where === 'after' ? end : end - 1;
    return send(dispatch, () => relocate(state, moved, target));
  };

/** One level deeper: the block becomes the last part of the block before it, when that one may hold it. */
export const indentBlock: Command = (state, dispatch) => {
  const at = currentBlock(state);
  if (!at || at.index <= firstBlockIndex(at.parent)) return false;
  const before = at.parent.child(at.index - 1);
  if (!isContainer(before) || !mayHold(before, at.node.type.name)) return false;
  if (at.depth + heightOf(at.node) > BODY_LIMITS.depth) return false;
  return send(dispatch, () => relocate(state, at, at.pos - 1));
};

/** The blocks after this one inside its parent. */
function followers({ parent, index }: PlacedNode): Node[] {
  const out: Node[] = [];
  for (let i = index + 1; i < parent.childCount; i++) out.push(parent.child(i));
  return out;
}

/** One level out: after the parent; what followed it there becomes its own part, so the text keeps its order. */
export const outdentBlock: Command = (state, dispatch) => {
  const at = currentBlock(state);
  if (!at || at.depth < 2) return false;
  const $pos = state.doc.resolve(at.pos);
  const outer = $pos.node(at.depth - 2);
  if (!mayHold(outer, at.node.type.name)) return false;
  const after = followers(at);
  if (after.some((node) => !isBlock(node) || !mayHold(at.node, node.type.name))) return false;
  return send(dispatch, () => lift(state, at, after));
};

function lift(state: EditorState, { node, pos, parent, depth }: PlacedNode, after: Node[]): Transaction {
  const { tr, selection } = state;
  const parentPos = state.doc.resolve(pos).before(depth - 1);
  const whole = after.length > 0 ? node.copy(node.content.append(fragmentOf(after))) : node;
  const offset = selection.anchor - pos;
  const parentEnd = parentPos + parent.nodeSize;
  tr.insert(parentEnd, whole);
  tr.delete(pos, parentEnd - 1);
  const at = tr.mapping.map(parentEnd, -1);
  return tr.setSelection(Selection.near(tr.doc.resolve(at + Math.max(offset, 1)), 1));
}

const fragmentOf = (nodes: readonly Node[]) =>
  nodes[0]!.type.schema.nodes.doc!.create(null, [...nodes]).content;
