// Three-way merge of bodies by block id (DESIGN §7). Pure. Laws, property-tested:
// merge(b,x,b)=x; merge(b,b,y)=y; swapping the sides swaps the sides of the conflicts and nothing else outside
// them; disjoint edits never conflict; every changed text is in the result or in a conflict.
// Bodies are expected normalised. Where sides disagree the result holds the left side until someone chooses.
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, DocumentBody, NumberingMode } from './body.schema';
import { choose, type MergeSide, type SideNode, type SideTree, sideTree } from './merge-nodes';
import { mergeOrder } from './merge-order';
import { canHold, childrenOf, isContainer, withChildren } from './walk';

export type MergeConflict =
  /** Both changed the block's own content differently, or both added it under one id (`base` null). Without children. */
  | { kind: 'changed'; blockId: string; base: Block | null; left: Block; right: Block }
  /** One side removed what the other changed, moved elsewhere or added to; the block is kept. Without children. */
  | { kind: 'removed-changed'; blockId: string; removedBy: MergeSide; base: Block; kept: Block }
  /** Both moved the block, into different parents ('' = the top), or into each other. */
  | { kind: 'moved'; blockId: string; left: string; right: string }
  /** Both ordered the children of this parent ('' = the top) differently. */
  | { kind: 'order'; parentId: string; left: readonly string[]; right: readonly string[] }
  /** One side's new children cannot stand in what the other side made of this block; they were put after it. */
  | { kind: 'hoisted'; blockId: string; children: readonly string[] }
  | { kind: 'numbering'; left: NumberingMode; right: NumberingMode };

export interface MergeResult {
  readonly body: DocumentBody;
  /** Empty when the merge is clean; the caller shows the others for choice (merge-resolve.ts applies it). */
  readonly conflicts: readonly MergeConflict[];
}

interface Merging {
  readonly base: SideTree;
  readonly left: SideTree;
  readonly right: SideTree;
  readonly conflicts: MergeConflict[];
  /** Blocks of the result: chosen content and parent. */
  readonly blocks: Map<string, Block>;
  readonly parents: Map<string, string>;
}

function mergeOrigin(base: Block | undefined, left: Block, right: Block): Block['origin'] {
  if (left.origin === right.origin) return left.origin;
  const key = (block: Block | undefined) => canonicalJson([block?.origin ?? null]);
  const chosen = choose(key(base), key(left), key(right));
  // Origin is bookkeeping, not text: a disagreement is settled the same way whichever side is left.
  if (chosen === 'conflict') return key(left) > key(right) ? left.origin : right.origin;
  return chosen.value === key(left) ? left.origin : right.origin;
}

function withOrigin(block: Block, origin: Block['origin']): Block {
  if (block.origin === origin) return block;
  const { origin: _dropped, ...rest } = block;
  return (origin ? { ...rest, origin } : rest) as Block;
}

/** A block both sides hold. */
function takeBoth(id: string, left: SideNode, right: SideNode, merging: Merging): void {
  // Most of a book is one object on both sides.
  if (left.block === right.block && left.parentId === right.parentId) {
    merging.blocks.set(id, left.block);
    merging.parents.set(id, left.parentId);
    return;
  }
  const base = merging.base.nodes.get(id);
  const own = choose(base?.own, left.own, right.own);
  const winner = own !== 'conflict' && own.value !== left.own ? right.block : left.block;
  if (own === 'conflict') {
    merging.conflicts.push({
      kind: 'changed',
      blockId: id,
      base: base?.block ?? null,
      left: left.block,
      right: right.block,
    });
  }
  merging.blocks.set(id, withOrigin(winner, mergeOrigin(base?.block, left.block, right.block)));
  const parent = choose(base?.parentId, left.parentId, right.parentId);
  if (parent === 'conflict') {
    merging.conflicts.push({ kind: 'moved', blockId: id, left: left.parentId, right: right.parentId });
  }
  merging.parents.set(id, parent === 'conflict' ? left.parentId : (parent.value ?? ''));
}

/** Keeps a block that one side removed. */
function keepRemoved(id: string, removedBy: MergeSide, merging: Merging): void {
  const base = merging.base.nodes.get(id);
  const kept = merging[removedBy === 'left' ? 'right' : 'left'].nodes.get(id);
  if (!base || !kept || merging.blocks.has(id)) return;
  merging.blocks.set(id, kept.block);
  merging.parents.set(id, kept.parentId);
  merging.conflicts.push({
    kind: 'removed-changed',
    blockId: id,
    removedBy,
    base: base.block,
    kept: kept.block,
  });
}

function takeBlocks(merging: Merging): void {
  for (const [id, left] of merging.left.nodes) {
    const right = merging.right.nodes.get(id);
    if (right) takeBoth(id, left, right, merging);
    else takeOne(id, left, 'right', merging);
  }
  for (const [id, right] of merging.right.nodes) {
    if (!merging.left.nodes.has(id)) takeOne(id, right, 'left', merging);
  }
}

/** A block only one side holds: added there, or removed by `absentIn`. */
function takeOne(id: string, node: SideNode, absentIn: MergeSide, merging: Merging): void {
  const base = merging.base.nodes.get(id);
  if (!base) {
    merging.blocks.set(id, node.block);
    merging.parents.set(id, node.parentId);
  } else if (base.own !== node.own || base.parentId !== node.parentId) keepRemoved(id, absentIn, merging);
}

/** Removed containers come back when something in the result stands in them; newcomers' parents are seen in turn. */
function restoreParents(merging: Merging): void {
  for (const parentId of merging.parents.values()) {
    if (parentId === '' || merging.blocks.has(parentId)) continue;
    const removedBy = merging.left.nodes.has(parentId) ? 'right' : 'left';
    // A Map visits entries set during the walk, so the chain is followed to the top.
    keepRemoved(parentId, removedBy, merging);
  }
}

function cycleFrom(id: string, parents: ReadonlyMap<string, string>, cleared: Set<string>): string[] | null {
  const path: string[] = [];
  const onPath = new Set<string>();
  for (let at = id; at !== '' && !cleared.has(at); at = parents.get(at) ?? '') {
    if (onPath.has(at)) return path.slice(path.indexOf(at));
    onPath.add(at);
    path.push(at);
  }
  for (const seen of path) cleared.add(seen);
  return null;
}

/**
 * Left put A into B while right put B into A. The blocks of the ring that left moved go where right has them:
 * a ring always holds one (right's own tree has none), so each turn removes a move of left and the loop ends.
 */
function breakCycles(merging: Merging): void {
  const cleared = new Set<string>();
  for (const id of [...merging.parents.keys()]) {
    for (
      let ring = cycleFrom(id, merging.parents, cleared);
      ring;
      ring = cycleFrom(id, merging.parents, cleared)
    ) {
      for (const blockId of ring) {
        const right = merging.right.nodes.get(blockId);
        const left = merging.left.nodes.get(blockId);
        if (!right || merging.parents.get(blockId) === right.parentId) continue;
        merging.parents.set(blockId, right.parentId);
        merging.conflicts.push({
          kind: 'moved',
          blockId,
          left: left?.parentId ?? right.parentId,
          right: right.parentId,
        });
      }
      restoreParents(merging);
    }
  }
}

function membersByParent(merging: Merging): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const [id, parentId] of merging.parents) {
    const siblings = members.get(parentId);
    if (siblings) siblings.add(id);
    else members.set(parentId, new Set([id]));
  }
  return members;
}

function orderChildren(merging: Merging): Map<string, string[]> {
  const ordered = new Map<string, string[]>();
  for (const [parentId, members] of membersByParent(merging)) {
    const of = (tree: SideTree) => tree.children.get(parentId) ?? [];
    const { base, left, right } = merging;
    const { order, conflict } = mergeOrder({ members, base: of(base), left: of(left), right: of(right) });
    ordered.set(parentId, order);
    if (conflict) merging.conflicts.push({ kind: 'order', parentId, left: of(left), right: of(right) });
  }
  return ordered;
}

/** Reading order of the chosen tree. */
function inOrder(ordered: ReadonlyMap<string, readonly string[]>): string[] {
  const out: string[] = [];
  const stack = [...(ordered.get('') ?? [])].reverse();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    out.push(id);
    stack.push(...[...(ordered.get(id) ?? [])].reverse());
  }
  return out;
}

/** The block with its children: the very object of a side where that is what it holds, so that nothing is copied. */
function rebuilt(merging: Merging, block: Block, inside: Block[]): Block {
  if (!isContainer(block)) return block;
  for (const side of [merging.right, merging.left]) {
    const node = side.nodes.get(block.id);
    if (node?.block !== block) continue;
    const held = childrenOf(node.whole);
    if (held.length === inside.length && held.every((child, i) => child === inside[i])) return node.whole;
  }
  return withChildren(block, inside);
}

/** Builds the tree bottom-up; children that their parent cannot hold are handed to the level above, after it. */
function assemble(merging: Merging, ordered: ReadonlyMap<string, readonly string[]>): Block[] {
  const built = new Map<string, Block[]>();
  const gather = (parent: Block | null, id: string) => {
    const inside: Block[] = [];
    const after: Block[] = [];
    for (const block of (ordered.get(id) ?? []).flatMap((child) => built.get(child) ?? [])) {
      (canHold(parent, block.type) ? inside : after).push(block);
    }
    return { inside, after };
  };
  for (const id of inOrder(ordered).reverse()) {
    const block = merging.blocks.get(id)!;
    const { inside, after } = gather(block, id);
    if (after.length > 0) {
      merging.conflicts.push({ kind: 'hoisted', blockId: id, children: after.map((child) => child.id) });
    }
    built.set(id, [rebuilt(merging, block, inside), ...after]);
  }
  return gather(null, '').inside;
}

/**
 * Merges two bodies that grew from `base`. Idempotent, deterministic, never throws on normalised bodies and loses no
 * text: see the laws above. `left` is the side whose wording stands in the result where there is a conflict
 * (pass the person who is saving).
 */
export function mergeBodies(base: DocumentBody, left: DocumentBody, right: DocumentBody): MergeResult {
  const merging: Merging = {
    base: sideTree(base),
    left: sideTree(left),
    right: sideTree(right),
    conflicts: [],
    blocks: new Map(),
    parents: new Map(),
  };
  const numbering = choose(base.numbering, left.numbering, right.numbering);
  if (numbering === 'conflict') {
    merging.conflicts.push({ kind: 'numbering', left: left.numbering, right: right.numbering });
  }
  takeBlocks(merging);
  restoreParents(merging);
  breakCycles(merging);
  const blocks = assemble(merging, orderChildren(merging));
  const body: DocumentBody = {
    schemaVersion: left.schemaVersion,
    numbering: numbering === 'conflict' ? left.numbering : numbering.value,
    blocks,
  };
  return { body, conflicts: merging.conflicts };
}
