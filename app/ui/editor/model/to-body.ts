// Editor document <-> body, incrementally: nodes are immutable, so an unchanged node gives the very same block object.
// What comes out equals fromTipTap(doc.toJSON()) (a property test says so) at the price of what was changed.
import type { Node, Schema } from '@tiptap/pm/model';
import {
  type Block,
  childrenOf,
  type DocumentBody,
  fromTipTap,
  type NumberingMode,
  type TipTapNode,
  toTipTap,
} from '~/modules/documents';
import { newId } from '~/shared/ids';
import { isBlock } from './blocks';

const known = new WeakMap<Node, Block>();

/** One block with what is inside: its own part by the tree's strict reader, its children from what is known. */
function toBlock(node: Node): Block {
  const found = known.get(node);
  if (found) return found;
  const children: Block[] = [];
  const own: TipTapNode[] = [];
  node.forEach((child) => {
    if (isBlock(child)) children.push(toBlock(child));
    else own.push(child.toJSON() as TipTapNode);
  });
  const alone: TipTapNode = { type: node.type.name, attrs: node.attrs, content: own };
  // Every type may stand at the top, so a block passes the reader alone.
  const [block] = fromTipTap({ type: 'doc', attrs: { numbering: 'none' }, content: [alone] }, newId).blocks;
  if (!block) throw new Error('a block was lost on reading');
  const whole = 'children' in block ? { ...block, children } : block;
  known.set(node, whole);
  return whole;
}

/** The body of an editor document; blocks untouched since the last call are the same objects. */
export function bodyOf(doc: Node): DocumentBody {
  const blocks: Block[] = [];
  doc.forEach((child) => {
    blocks.push(toBlock(child));
  });
  return { schemaVersion: 1, numbering: doc.attrs.numbering as NumberingMode, blocks };
}

function remember(parent: Node, blocks: readonly Block[]): void {
  const nodes: Node[] = [];
  parent.forEach((child) => {
    if (isBlock(child)) nodes.push(child);
  });
  nodes.forEach((node, index) => {
    const block = blocks[index];
    if (!block) return;
    known.set(node, block);
    remember(node, childrenOf(block));
  });
}

/** The editor document of a normalised body within BODY_LIMITS; what stays untouched is given back as it came. */
export function docOf(body: DocumentBody, schema: Schema): Node {
  const doc = schema.nodeFromJSON(toTipTap(body));
  remember(doc, body.blocks);
  return doc;
}

/** One block as a node of the schema. */
export function nodeOf(block: Block, schema: Schema): Node {
  return docOf({ schemaVersion: 1, numbering: 'none', blocks: [block] }, schema).child(0);
}
