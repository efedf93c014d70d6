// What a reader agreed to, block by block. A block's own hash covers its text, due, responsible and the values of
// its fields, not its id, number or children: renumbering or moving does not change an item. Insertion, deletion,
// moving and a changed reference target change the hash of the section (and of every container) around.
// The hash function is injected, so the file is isomorphic; the server passes sha256Hex of shared/sha256.server.
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, DocumentBody, Inline } from './body.schema';
import { normalizeBlock } from './normalize';
import type { ValueResolver } from './render-values';
import { childrenOf, flattenBlocks, mapOwnRuns, ownRuns } from './walk';

/** Lower-case hex SHA-256 of a text's UTF-8 bytes. */
export type HashText = (text: string) => string;

export interface BlockHashes {
  /** Own content: changes when what is printed in this block changes, its number aside. */
  readonly own: string;
  /** Containers only: order and nesting of what is inside, and where its references lead. */
  readonly structure?: string;
}

export interface BodyHashes {
  readonly blocks: ReadonlyMap<string, BlockHashes>;
  /** The structure of the body itself, with its numbering mode. */
  readonly structure: string;
}

const withoutTarget = (run: Inline[]): Inline[] =>
  run.map((inline) => (inline.type === 'crossRef' ? { ...inline, targetId: '' } : inline));

/** What the own hash is taken of: the printed properties, and each field's path, format and value. */
function ownContent(block: Block, values: ValueResolver): unknown {
  const printed: Record<string, unknown> = { ...mapOwnRuns(normalizeBlock(block), withoutTarget) };
  for (const apart of ['id', 'origin', 'children', 'verbKind']) delete printed[apart];
  const fields = ownRuns(block)
    .flat()
    .filter((inline) => inline.type === 'field')
    .map(({ path, format }) => [path, format ?? '', values(path, format) ?? '']);
  return { block: printed, fields };
}

/** The own hash of one block. `verbKind` is a classification for the register of recommendations, not printed text. */
export function hashBlock(block: Block, hash: HashText, values: ValueResolver): string {
  return hash(canonicalJson(ownContent(block, values)));
}

const targetsOf = (block: Block): string[] =>
  ownRuns(block)
    .flat()
    .flatMap((inline) => (inline.type === 'crossRef' ? [inline.targetId] : []));

/**
 * Own hashes of all blocks and structure hashes of all containers. A container's structure is a Merkle hash over
 * its children in order: id, reference targets and structure of each; so a move deep inside reaches every section
 * around it, while a changed wording reaches none.
 */
export function hashBody(body: DocumentBody, hash: HashText, values: ValueResolver): BodyHashes {
  const structures = new Map<string, string>();
  const line = (block: Block) => [block.id, targetsOf(block), structures.get(block.id) ?? ''];
  const placed = flattenBlocks(body);
  for (let i = placed.length - 1; i >= 0; i--) {
    const { block } = placed[i]!;
    if (!('children' in block)) continue;
    structures.set(block.id, hash(canonicalJson([targetsOf(block), childrenOf(block).map(line)])));
  }
  const blocks = new Map<string, BlockHashes>();
  for (const { block } of placed) {
    const structure = structures.get(block.id);
    blocks.set(block.id, {
      own: hashBlock(block, hash, values),
      ...(structure === undefined ? {} : { structure }),
    });
  }
  return { blocks, structure: hash(canonicalJson([body.numbering, body.blocks.map(line)])) };
}

/** Ids whose own hash or structure differs between two bodies, added and removed blocks included; for re-approval. */
export function changedBlockIds(before: BodyHashes, after: BodyHashes): string[] {
  const ids = new Set([...before.blocks.keys(), ...after.blocks.keys()]);
  return [...ids].filter((id) => {
    const a = before.blocks.get(id);
    const b = after.blocks.get(id);
    return a?.own !== b?.own || a?.structure !== b?.structure;
  });
}
