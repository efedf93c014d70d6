// Walks over the body tree. All of them are iterative: depth is bounded by limits.ts, but a walk must not
// be the thing that falls over when it meets a tree nobody has checked yet.
import type { Block, BlockType, ContainerBlock, DocumentBody, Inline, ListEntry } from './body.schema';

/** A block with its place. `parent` is null at the top; `depth` is 1 there. */
export interface PlacedBlock {
  readonly block: Block;
  readonly parent: ContainerBlock | null;
  readonly index: number;
  readonly depth: number;
}

/** True for blocks that hold other blocks. */
export function isContainer(block: Block): block is ContainerBlock {
  return 'children' in block;
}

/** The blocks inside; empty for leaves. */
export function childrenOf(block: Block): readonly Block[] {
  return isContainer(block) ? block.children : [];
}

/** The same block with other children; a leaf is returned as it is. */
export function withChildren<T extends Block>(block: T, children: Block[]): T {
  return isContainer(block) ? { ...block, children } : block;
}

const LEAVES: readonly BlockType[] = ['paragraph', 'list', 'quote', 'table'];
// What may stand where. Every row is a subset of the row of any legal parent, so hoisting is always legal.
const INSIDE: Record<ContainerBlock['type'] | 'body', readonly BlockType[]> = {
  body: ['section', 'addresseeGroup', 'item', 'appendix', ...LEAVES],
  appendix: ['section', 'addresseeGroup', 'item', ...LEAVES],
  section: ['section', 'addresseeGroup', 'item', ...LEAVES],
  addresseeGroup: ['item', ...LEAVES],
  item: ['item', ...LEAVES],
};
/** May a block of this type stand directly in `parent` (null: the body itself)? */
export function canHold(parent: Block | null, child: BlockType): boolean {
  if (parent === null) return INSIDE.body.includes(child);
  return isContainer(parent) && INSIDE[parent.type].includes(child);
}

/**
 * Visits every block in reading order. The visitor returns 'skip' to leave out what is inside the block,
 * 'stop' to end the walk.
 */
export function visitBlocks(
  blocks: readonly Block[],
  visitor: (placed: PlacedBlock) => 'skip' | 'stop' | undefined,
): void {
  const stack: PlacedBlock[] = [];
  const push = (list: readonly Block[], parent: ContainerBlock | null, depth: number) => {
    for (let index = list.length - 1; index >= 0; index--) {
      stack.push({ block: list[index]!, parent, index, depth });
    }
  };
  push(blocks, null, 1);
  for (let placed = stack.pop(); placed; placed = stack.pop()) {
    const verdict = visitor(placed);
    if (verdict === 'stop') return;
    if (verdict !== 'skip' && isContainer(placed.block)) {
      push(placed.block.children, placed.block, placed.depth + 1);
    }
  }
}

/** All blocks in reading order, each with its parent, index and depth. */
export function flattenBlocks(body: DocumentBody): PlacedBlock[] {
  const out: PlacedBlock[] = [];
  visitBlocks(body.blocks, (placed) => {
    out.push(placed);
    return undefined;
  });
  return out;
}

/** The block with this id and its place, or null. */
export function findBlock(body: DocumentBody, id: string): PlacedBlock | null {
  let found: PlacedBlock | null = null;
  visitBlocks(body.blocks, (placed) => {
    if (placed.block.id !== id) return undefined;
    found = placed;
    return 'stop';
  });
  return found;
}

/**
 * Rebuilds the tree bottom-up: `map` receives a block whose children are already mapped and returns one block,
 * several (the block is replaced by them) or null (it is removed with what is inside).
 */
export function mapBlocks(
  body: DocumentBody,
  map: (block: Block, placed: PlacedBlock) => Block | Block[] | null,
): DocumentBody {
  const placed = flattenBlocks(body);
  // Results by depth, last first. Going backwards, a block's children are complete when the block is reached;
  // places, not objects, are the key: a body may hold one object twice (a copy made by an editor).
  const pending: Block[][] = [];
  for (let i = placed.length - 1; i >= 0; i--) {
    const at = placed[i]!;
    const children = (pending[at.depth] ?? []).reverse();
    pending[at.depth] = [];
    const result = map(withChildren(at.block, children), at);
    const level = pending[at.depth - 1] ?? [];
    if (Array.isArray(result)) level.push(...[...result].reverse());
    else if (result !== null) level.push(result);
    pending[at.depth - 1] = level;
  }
  return { ...body, blocks: (pending[0] ?? []).reverse() };
}

/** Entries of a list in reading order with their nesting, outermost level 1. */
export function flattenEntries(entries: readonly ListEntry[]): { entry: ListEntry; level: number }[] {
  const out: { entry: ListEntry; level: number }[] = [];
  const stack = entries.map((entry) => ({ entry, level: 1 })).reverse();
  for (let at = stack.pop(); at; at = stack.pop()) {
    out.push(at);
    const inner = at.entry.entries ?? [];
    for (let i = inner.length - 1; i >= 0; i--) stack.push({ entry: inner[i]!, level: at.level + 1 });
  }
  return out;
}

/** The runs of inline content a block owns itself (title, text, addressees, entries, cells), children aside. */
export function ownRuns(block: Block): Inline[][] {
  switch (block.type) {
    case 'section':
    case 'appendix':
      return [block.title];
    case 'addresseeGroup':
      return block.addressees;
    case 'item':
    case 'paragraph':
      return [block.content];
    case 'list':
      return flattenEntries(block.entries).map(({ entry }) => entry.content);
    case 'quote':
      return block.paragraphs;
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content));
  }
}

/** The same block with each of its own runs replaced. List entries nest at most BODY_LIMITS.depth deep. */
export function mapOwnRuns(block: Block, map: (run: Inline[]) => Inline[]): Block {
  const entry = (from: ListEntry): ListEntry => ({
    ...from,
    content: map(from.content),
    ...(from.entries ? { entries: from.entries.map(entry) } : {}),
  });
  switch (block.type) {
    case 'section':
    case 'appendix':
      return { ...block, title: map(block.title) };
    case 'addresseeGroup':
      return { ...block, addressees: block.addressees.map(map) };
    case 'item':
    case 'paragraph':
      return { ...block, content: map(block.content) };
    case 'list':
      return { ...block, entries: block.entries.map(entry) };
    case 'quote':
      return { ...block, paragraphs: block.paragraphs.map(map) };
    case 'table':
      return {
        ...block,
        rows: block.rows.map((row) => ({
          cells: row.cells.map((cell) => ({ ...cell, content: cell.content.map(map) })),
        })),
      };
  }
}
