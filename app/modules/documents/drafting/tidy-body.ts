// normalizeBody at the cost of what changed: for a browser that does it while somebody types. Blocks already seen give
// the block made of them before; equal results are the very object of the known body. Law, tested: the same as
// normalizeBody.
import type { IdSource } from '~/shared/ids';
import type { Block, DocumentBody } from '../body/body.schema';
import { normalizeBlock, normalizeBody } from '../body/normalize';
import { childrenOf, isContainer, visitBlocks, withChildren } from '../body/walk';

const tidied = new WeakMap<Block, Block>();

function tidyBlock(block: Block): Block {
  const known = tidied.get(block);
  if (known) return known;
  const own = normalizeBlock(isContainer(block) ? withChildren(block, []) : block);
  const made = isContainer(block) ? withChildren(own, childrenOf(block).map(tidyBlock)) : own;
  tidied.set(block, made);
  tidied.set(made, made);
  return made;
}

function idsAreUnique(body: DocumentBody): boolean {
  const seen = new Set<string>();
  let unique = true;
  visitBlocks(body.blocks, ({ block }) => {
    unique = block.id !== '' && !seen.has(block.id);
    seen.add(block.id);
    return unique ? undefined : 'stop';
  });
  return unique;
}

/** The canonical form of a body; see the header. */
export function tidyBody(body: DocumentBody, newId: IdSource): DocumentBody {
  const whole = idsAreUnique(body) ? body : normalizeBody(body, newId);
  const { schemaVersion, numbering } = whole;
  return { schemaVersion, numbering, blocks: whole.blocks.map(tidyBlock) };
}
