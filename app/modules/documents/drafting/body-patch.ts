// A change of a body as data: what a browser sends on autosave and what the server answers. Pure, isomorphic.
// Law, property-tested: applyBodyPatch(a, makeBodyPatch(a, b)) equals b; what did not change is the same object, so
// that comparing, hashing and merging a book of 300 pages costs what changed (see canonical-body.ts).
import { z } from 'zod';
import {
  type Block,
  BlockSchema,
  BODY_LIMITS,
  type DocumentBody,
  NumberingModeSchema,
} from '../body/body.schema';
import { type SideTree, sideTree } from '../body/merge-nodes';
import { childrenOf, isContainer, withChildren } from '../body/walk';
import { draftError } from './errors';

export const BodyPatchSchema = z.object({
  numbering: NumberingModeSchema.optional(),
  /** New and changed blocks, each without its children. */
  blocks: z.array(BlockSchema).max(BODY_LIMITS.blocks),
  /** Every container whose children or their order changed ('' is the top), and every new one that holds any. */
  order: z
    .array(z.object({ parentId: z.string().max(120), children: z.array(z.string().max(120)) }))
    .max(BODY_LIMITS.blocks + 1),
  removed: z.array(z.string().max(120)).max(BODY_LIMITS.blocks),
});
export type BodyPatch = z.infer<typeof BodyPatchSchema>;

export const EMPTY_PATCH: BodyPatch = { blocks: [], order: [], removed: [] };

export function isEmptyPatch(patch: BodyPatch): boolean {
  return !patch.numbering && patch.blocks.length + patch.order.length + patch.removed.length === 0;
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, i) => id === b[i]);

/** The newest patch from a body: one save asks for the same one more than once. */
const newest = new WeakMap<DocumentBody, { to: DocumentBody; patch: BodyPatch }>();

/** The patch that makes `to` of `from`; both are normalised bodies. */
export function makeBodyPatch(from: DocumentBody, to: DocumentBody): BodyPatch {
  if (from === to) return EMPTY_PATCH;
  const known = newest.get(from);
  if (known?.to === to) return known.patch;
  const patch = difference(from, to);
  newest.set(from, { to, patch });
  return patch;
}

function difference(from: DocumentBody, to: DocumentBody): BodyPatch {
  const [before, after] = [sideTree(from), sideTree(to)];
  const blocks: Block[] = [];
  const order: BodyPatch['order'] = [];
  for (const [id, node] of after.nodes) {
    const was = before.nodes.get(id);
    if (was?.block === node.block) continue;
    const sameOrigin = was && originKey(was.block) === originKey(node.block);
    if (was?.own !== node.own || !sameOrigin) blocks.push(node.block);
  }
  for (const parentId of new Set([...before.children.keys(), ...after.children.keys()])) {
    if (parentId !== '' && !after.nodes.has(parentId)) continue;
    const children = after.children.get(parentId) ?? [];
    // A removed child leaves its parent by itself; only what stays or comes needs an order.
    if (!same(before.children.get(parentId) ?? [], children))
      order.push({ parentId, children: [...children] });
  }
  const removed = [...before.nodes.keys()].filter((id) => !after.nodes.has(id));
  const patch: BodyPatch = { blocks, order, removed };
  return from.numbering === to.numbering ? patch : { ...patch, numbering: to.numbering };
}

const originKey = ({ origin }: Block): string =>
  origin ? `${origin.template}\n${origin.release}\n${origin.slot}` : '';

interface Assembly {
  readonly blocks: Map<string, Block>;
  readonly children: Map<string, readonly string[]>;
  /** Objects of the old body, given back where nothing inside changed. */
  readonly old: SideTree;
  readonly placed: Set<string>;
}

function assemble(id: string, assembly: Assembly, depth: number): Block {
  const own = assembly.blocks.get(id);
  if (!own || depth > BODY_LIMITS.depth || assembly.placed.has(id)) throw draftError('patch-invalid', { id });
  assembly.placed.add(id);
  const ids = assembly.children.get(id) ?? [];
  const old = assembly.old.nodes.get(id)?.whole;
  if (!isContainer(own)) {
    if (ids.length > 0) throw draftError('patch-invalid', { id });
    return own;
  }
  const children = ids.map((child) => assemble(child, assembly, depth + 1));
  const kept = old && assembly.old.nodes.get(id)?.block === own && sameObjects(childrenOf(old), children);
  return kept ? old : withChildren(own, children);
}

const sameObjects = (a: readonly Block[], b: readonly Block[]) =>
  a.length === b.length && a.every((block, i) => block === b[i]);

/**
 * The body with the patch applied. Throws drafting/patch-invalid when the patch does not fit: an unknown block, one
 * placed twice, in a ring, or nowhere. Whether blocks may stand where they do is for the caller to check.
 */
export function applyBodyPatch(body: DocumentBody, patch: BodyPatch): DocumentBody {
  if (isEmptyPatch(patch)) return body;
  const old = sideTree(body);
  const blocks = new Map<string, Block>();
  for (const [id, { block }] of old.nodes) blocks.set(id, block);
  const children = new Map(old.children);
  for (const id of patch.removed) {
    blocks.delete(id);
    children.delete(id);
  }
  for (const block of patch.blocks) blocks.set(block.id, withChildren(block, []));
  for (const { parentId, children: ids } of patch.order) children.set(parentId, ids);
  const assembly: Assembly = { blocks, children, old, placed: new Set() };
  const top = (children.get('') ?? []).map((id) => assemble(id, assembly, 1));
  const lost = [...blocks.keys()].find((id) => !assembly.placed.has(id));
  if (lost !== undefined) throw draftError('patch-invalid', { id: lost });
  return {
    schemaVersion: body.schemaVersion,
    numbering: patch.numbering ?? body.numbering,
    blocks: sameObjects(body.blocks, top) ? body.blocks : top,
  };
}
