// Where blocks stand in the editor's document. Walks go through blocks only, never through running text.
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { type BlockType, canHold } from '~/modules/documents';

const CONTAINER_TYPES = new Set<string>(['section', 'addresseeGroup', 'item', 'appendix']);
const BLOCK_TYPES = new Set<string>([...CONTAINER_TYPES, 'paragraph', 'list', 'quote', 'table']);

export const isBlock = (node: Node): boolean => BLOCK_TYPES.has(node.type.name);
export const isContainer = (node: Node): boolean => CONTAINER_TYPES.has(node.type.name);

/** A block and the position before it. `depth` is that of the block in the document (1 at the top). */
export interface PlacedNode {
  readonly node: Node;
  readonly pos: number;
  readonly parent: Node;
  readonly index: number;
  readonly depth: number;
}

/** Every block in reading order; the visitor returns false to leave out what is inside. */
export function visitBlockNodes(doc: Node, visit: (placed: PlacedNode) => boolean | undefined): void {
  const walk = (parent: Node, start: number, depth: number) => {
    let pos = start;
    for (let index = 0; index < parent.childCount; index++) {
      const node = parent.child(index);
      if (isBlock(node)) {
        const inside = visit({ node, pos, parent, index, depth });
        if (inside !== false && isContainer(node)) walk(node, pos + 1, depth + 1);
      }
      pos += node.nodeSize;
    }
  };
  walk(doc, 0, 1);
}

/** The block with this id, or null. */
export function findBlockNode(doc: Node, id: string): PlacedNode | null {
  let found: PlacedNode | null = null;
  visitBlockNodes(doc, (placed) => {
    if (found) return false;
    if (placed.node.attrs.id === id) found = placed;
    return undefined;
  });
  return found;
}

/** The innermost block around a position, or null outside all blocks. */
export function blockAround($pos: ResolvedPos): PlacedNode | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (isBlock(node)) {
      return {
        node,
        pos: $pos.before(depth),
        parent: $pos.node(depth - 1),
        index: $pos.index(depth - 1),
        depth,
      };
    }
  }
  return null;
}

/** The block that the selection stands in (a selected block itself counts). */
export function currentBlock(state: EditorState): PlacedNode | null {
  const { $from, $to } = state.selection;
  const selected = $from.nodeAfter;
  if (selected && isBlock(selected) && $from.pos + selected.nodeSize === $to.pos) {
    return {
      node: selected,
      pos: $from.pos,
      parent: $from.parent,
      index: $from.index(),
      depth: $from.depth + 1,
    };
  }
  return blockAround($from);
}

/** May a block of this type stand directly inside `parent` (the document or a container)? */
export function mayHold(parent: Node, type: string): boolean {
  if (parent.type.name === 'doc') return canHold(null, type as BlockType);
  if (!isContainer(parent)) return false;
  // canHold looks at the type and at having children; the rest of a block is not needed.
  return canHold({ type: parent.type.name, children: [] } as never, type as BlockType);
}

/** Index of the first child block: the holders of a container's own text stand before it. */
export function firstBlockIndex(container: Node): number {
  let index = 0;
  while (index < container.childCount && !isBlock(container.child(index))) index += 1;
  return index;
}

/** Position before the child with this index of a node that starts at `pos`. */
export function childPosition(node: Node, pos: number, index: number): number {
  let at = node.type.name === 'doc' ? 0 : pos + 1;
  for (let i = 0; i < index; i++) at += node.child(i).nodeSize;
  return at;
}

/** How many levels of blocks stand inside, the block itself included. */
export function heightOf(node: Node): number {
  let inside = 0;
  node.forEach((child) => {
    if (isBlock(child)) inside = Math.max(inside, heightOf(child));
  });
  return inside + 1;
}
