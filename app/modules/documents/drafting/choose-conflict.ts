// A person's choice among two wordings, applied to the text as it is now. Pure, isomorphic.
import type { IdSource } from '~/shared/ids';
import { resolveConflict } from '../body';
import type { Block, DocumentBody } from '../body/body.schema';
import { canHold, findBlock, isContainer, mapBlocks, withChildren } from '../body/walk';
import type { DraftConflict } from './draft.schema';

/**
 * `stay`: what stands in the text is right; `take`: what waits replaces it; `both`: what waits is put after it;
 * `edited`: a third wording replaces it.
 */
export type ConflictChoice =
  | { kind: 'stay' }
  | { kind: 'take' }
  | { kind: 'both' }
  | { kind: 'edited'; block: Block };

function insertAfter(body: DocumentBody, id: string, added: Block): DocumentBody {
  const place = findBlock(body, id);
  // Where it cannot stand beside the other, it goes to the end of the text, which holds everything.
  if (!place || !canHold(place.parent, added.type)) return { ...body, blocks: [...body.blocks, added] };
  return mapBlocks(body, (block) => (block.id === id ? [block, added] : block));
}

const bare = (block: Block): Block => (isContainer(block) ? withChildren(block, []) : block);

function settleChanged(
  body: DocumentBody,
  conflict: Extract<DraftConflict, { kind: 'changed' }>,
  choice: Exclude<ConflictChoice, { kind: 'stay' }>,
  newId: IdSource,
): DocumentBody {
  const { blockId, right } = conflict;
  const chosen = choice.kind === 'edited' ? { ...choice.block, id: blockId } : right;
  if (choice.kind === 'both') return insertAfter(body, blockId, { ...bare(right), id: newId('b') });
  // The block is gone meanwhile: the chosen wording comes back as a block of its own.
  if (!findBlock(body, blockId)) return insertAfter(body, blockId, bare(chosen));
  return resolveConflict(body, { ...conflict, left: chosen }, 'left');
}

/** The body after the choice; conflicts of order and place know only «stay» and «take». */
export function settleConflict(
  body: DocumentBody,
  conflict: DraftConflict,
  choice: ConflictChoice,
  newId: IdSource,
): DocumentBody {
  if (choice.kind === 'stay') return body;
  if (conflict.kind === 'changed') return settleChanged(body, conflict, choice, newId);
  if (conflict.kind === 'removed-changed') {
    return choice.kind === 'take' ? resolveConflict(body, conflict, conflict.removedBy) : body;
  }
  return choice.kind === 'take' ? resolveConflict(body, conflict, 'right') : body;
}
