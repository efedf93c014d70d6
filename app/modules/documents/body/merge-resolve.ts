// A person's choice applied to a merged body. One conflict at a time; other blocks stay as they are.
import type { Block, DocumentBody } from './body.schema';
import type { MergeConflict } from './merge';
import type { MergeSide } from './merge-nodes';
import { canHold, childrenOf, findBlock, mapBlocks, withChildren } from './walk';

function replaceOwn(body: DocumentBody, chosen: Block): DocumentBody {
  return mapBlocks(body, (block) => {
    if (block.id !== chosen.id) return block;
    const children = [...childrenOf(block)];
    const replaced = withChildren(chosen, []);
    // What the chosen form cannot hold stays in the text, after it.
    const inside = children.filter((child) => canHold(replaced, child.type));
    return [withChildren(replaced, inside), ...children.filter((child) => !inside.includes(child))];
  });
}

/** Removes a block; what still stands in it takes its place. */
function dissolve(body: DocumentBody, id: string): DocumentBody {
  return mapBlocks(body, (block) => (block.id === id ? [...childrenOf(block)] : block));
}

function reorder(body: DocumentBody, parentId: string, wanted: readonly string[]): DocumentBody {
  const position = new Map(wanted.map((id, i) => [id, i]));
  const sorted = (blocks: readonly Block[]): Block[] => {
    // Only places held by blocks of the wanted order are dealt out anew; others do not move.
    const ranked = blocks.filter((block) => position.has(block.id));
    ranked.sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
    let next = 0;
    return blocks.map((block) => (position.has(block.id) ? ranked[next++]! : block));
  };
  if (parentId === '') return { ...body, blocks: sorted(body.blocks) };
  return mapBlocks(body, (block) =>
    block.id === parentId ? withChildren(block, sorted(childrenOf(block))) : block,
  );
}

/** Moves a block to the end of another parent; where that is gone, inside the block itself or unfit, nothing changes. */
function moveInto(body: DocumentBody, id: string, parentId: string): DocumentBody {
  const moving = findBlock(body, id);
  const target = parentId === '' ? null : findBlock(body, parentId);
  if (!moving || (parentId !== '' && !target) || (moving.parent?.id ?? '') === parentId) return body;
  if (!canHold(target?.block ?? null, moving.block.type)) return body;
  const inside = { ...body, blocks: [moving.block] };
  if (parentId !== '' && findBlock(inside, parentId)) return body;
  const without = mapBlocks(body, (block) => (block.id === id ? null : block));
  if (parentId === '') return { ...without, blocks: [...without.blocks, moving.block] };
  return mapBlocks(without, (block) =>
    block.id === parentId ? withChildren(block, [...childrenOf(block), moving.block]) : block,
  );
}

/**
 * The body with one conflict settled for a side. Choosing the removing side of 'removed-changed' takes the block out
 * but leaves what stands in it; 'hoisted' needs no choice and changes nothing. Idempotent.
 */
export function resolveConflict(body: DocumentBody, conflict: MergeConflict, side: MergeSide): DocumentBody {
  switch (conflict.kind) {
    case 'changed':
      return replaceOwn(body, conflict[side]);
    case 'removed-changed':
      return side === conflict.removedBy ? dissolve(body, conflict.blockId) : body;
    case 'moved':
      return moveInto(body, conflict.blockId, conflict[side]);
    case 'order':
      return reorder(body, conflict.parentId, conflict[side]);
    case 'numbering':
      return { ...body, numbering: conflict[side] };
    case 'hoisted':
      return body;
  }
}
