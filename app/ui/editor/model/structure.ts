// The bare structure of the editor document (types, ids, nesting), enough for numbers and references, and the test
// whether a transaction changed it at all: typing does not, so typing recomputes nothing.
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import {
  type Block,
  buildRefIndex,
  computeNumbers,
  type DocumentBody,
  type NumberingMode,
  type RefIndex,
} from '~/modules/documents';
import { isBlock } from './blocks';

/** The tree without its text; good for computeNumbers and buildRefIndex only. */
export function skeletonOf(doc: Node): DocumentBody {
  const blocksOf = (parent: Node): Block[] => {
    const blocks: Block[] = [];
    parent.forEach((child) => {
      if (!isBlock(child)) return;
      const { id, numbering } = child.attrs as { id: string; numbering?: NumberingMode | null };
      const block = { type: child.type.name, id, children: blocksOf(child) };
      blocks.push((numbering ? { ...block, numbering } : block) as unknown as Block);
    });
    return blocks;
  };
  return { schemaVersion: 1, numbering: doc.attrs.numbering as NumberingMode, blocks: blocksOf(doc) };
}

/** Numbers and references of the document as it stands. */
export function indexOf(doc: Node): RefIndex {
  const skeleton = skeletonOf(doc);
  return buildRefIndex(skeleton, computeNumbers(skeleton));
}

function isTextStep(step: Step, doc: Node): boolean {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return true;
  if (!(step instanceof ReplaceStep)) return false;
  const { from, to, slice } = step;
  if (slice.openStart > 0 || slice.openEnd > 0) return false;
  for (let i = 0; i < slice.content.childCount; i++) {
    if (!slice.content.child(i).isInline) return false;
  }
  const $from = doc.resolve(from);
  return $from.parent.inlineContent && to <= $from.end();
}

/** True when only running text inside text blocks changed: no block came, went, moved or changed its attributes. */
export function isTextOnly(transaction: Transaction): boolean {
  return transaction.steps.every((step, i) => isTextStep(step, transaction.docs[i]!));
}
