// Merge, first half: the three bodies side by side, block by block, and the three-way choice of one value.
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, DocumentBody } from './body.schema';
import { addTo } from './multi-map';
import { flattenBlocks, withChildren } from './walk';

export type MergeSide = 'left' | 'right';

/** A block apart from its children and origin, with its place. `parentId` is '' at the top. */
export interface SideNode {
  /** Without children. */
  readonly block: Block;
  /** As it stands in the side's body: given back where nothing in it changed. */
  readonly whole: Block;
  /** Canonical text of own content, for comparison. */
  readonly own: string;
  readonly parentId: string;
}

export interface SideTree {
  readonly nodes: ReadonlyMap<string, SideNode>;
  /** Children ids in order by parent id ('' for the top). */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** Canonical text of what a block says itself: everything but id, origin and children. */
export function ownKey(block: Block): string {
  const own: Record<string, unknown> = { ...block };
  for (const apart of ['id', 'origin', 'children']) delete own[apart];
  return canonicalJson(own);
}

// Remembered as long as the block object lives: blocks are never mutated, and bodies that grew from one another share
// most of theirs, so merging a book costs what changed.
const known = new WeakMap<Block, { bare: Block; own: string }>();

function ownOf(block: Block): { bare: Block; own: string } {
  let found = known.get(block);
  if (!found) {
    const bare = withChildren(block, []);
    found = { bare, own: ownKey(bare) };
    known.set(block, found);
  }
  return found;
}

const trees = new WeakMap<DocumentBody, SideTree>();

/** Blocks and order of a body; remembered as long as the body object lives. */
export function sideTree(body: DocumentBody): SideTree {
  const made = trees.get(body) ?? readTree(body);
  trees.set(body, made);
  return made;
}

function readTree(body: DocumentBody): SideTree {
  const nodes = new Map<string, SideNode>();
  const children = new Map<string, string[]>();
  for (const { block, parent } of flattenBlocks(body)) {
    const parentId = parent?.id ?? '';
    const { bare, own } = ownOf(block);
    nodes.set(block.id, { block: bare, whole: block, own, parentId });
    addTo(children, parentId, block.id);
  }
  return { nodes, children };
}

/** What one side left as it was gives way to the other; both changed alike is one change; otherwise 'conflict'. */
export function choose<T>(base: T, left: T, right: T): { value: T } | 'conflict' {
  if (left === right || right === base) return { value: left };
  if (left === base) return { value: right };
  return 'conflict';
}
