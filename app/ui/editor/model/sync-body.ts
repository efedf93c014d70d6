// Brings the editor document to another body by the smallest changes: a merge of other people's work must not take
// the caret away or redraw what did not change. Blocks are matched by id; inside a block only what differs is replaced.
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import { type Block, childrenOf, type DocumentBody } from '~/modules/documents';
import { blockAround, childPosition, findBlockNode, firstBlockIndex, isBlock } from './blocks';
import { bodyOf, nodeOf } from './to-body';

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Positions in both lists that hold the same id in the same order: the longest increasing run. */
function alignment(old: readonly Block[], wanted: readonly Block[]): [number, number][] {
  const placeOf = new Map(old.map((block, i) => [block.id, i]));
  const pairs = wanted.flatMap((block, j): [number, number][] => {
    const i = placeOf.get(block.id);
    return i !== undefined && old[i]!.type === block.type ? [[i, j]] : [];
  });
  const tails: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([i], at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![0] < i) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = at;
  });
  const out: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) out.unshift(pairs[at]!);
  return out;
}

class Sync {
  constructor(
    readonly tr: Transaction,
    readonly schema: Schema,
  ) {}

  /** Children of `parent` (a container or the document) that starts at `pos`; from the end, so positions stay good. */
  children(parent: Node, pos: number, old: readonly Block[], wanted: readonly Block[]): void {
    if (old.length === wanted.length && old.every((block, i) => block === wanted[i])) return;
    const first = firstBlockIndex(parent);
    const placeOf = (index: number) => childPosition(parent, pos, first + index);
    const pairs: [number, number][] = [[-1, -1], ...alignment(old, wanted), [old.length, wanted.length]];
    for (let at = pairs.length - 1; at > 0; at--) {
      const [i, j] = pairs[at]!;
      const [beforeI, beforeJ] = pairs[at - 1]!;
      if (i < old.length) this.block(parent.child(first + i), placeOf(i), old[i]!, wanted[j]!);
      const from = placeOf(beforeI + 1);
      const to = placeOf(i);
      const fresh = wanted.slice(beforeJ + 1, j).map((block) => nodeOf(block, this.schema));
      if (from < to || fresh.length > 0) this.tr.replaceWith(from, to, fresh);
    }
  }

  /** One block that stays: its children, its own content, its attributes. */
  block(node: Node, pos: number, old: Block, wanted: Block): void {
    if (old === wanted || same(old, wanted)) return;
    this.children(node, pos, childrenOf(old), childrenOf(wanted));
    const target = nodeOf('children' in wanted ? { ...wanted, children: [] } : wanted, this.schema);
    this.content(ownPart(node), target, pos);
    for (const [name, value] of Object.entries(target.attrs)) {
      if (!same(node.attrs[name], value)) this.tr.setNodeAttribute(pos, name, value);
    }
  }

  /** Running text by its differing middle; other content part by part while the shape is the same, else whole. */
  content(old: Node, target: Node, pos: number): void {
    if (old.content.eq(target.content)) return;
    if (old.inlineContent) {
      this.text(old.content, target.content, pos + 1);
      return;
    }
    let shape = old.childCount === target.childCount;
    for (let i = 0; shape && i < old.childCount; i++) shape = old.child(i).sameMarkup(target.child(i));
    if (!shape) {
      this.tr.replaceWith(pos + 1, pos + 1 + old.content.size, target.content);
      return;
    }
    for (let i = old.childCount - 1; i >= 0; i--) {
      this.content(old.child(i), target.child(i), childPosition(old, pos, i));
    }
  }

  text(old: Fragment, target: Fragment, start: number): void {
    const from = old.findDiffStart(target);
    const end = old.findDiffEnd(target);
    if (from === null || !end) return;
    const overlap = Math.max(0, from - Math.min(end.a, end.b));
    this.tr.replaceWith(start + from, start + end.a + overlap, target.cut(from, end.b + overlap));
  }
}

/** The block without its child blocks. */
function ownPart(node: Node): Node {
  const own: Node[] = [];
  node.forEach((child) => {
    if (!isBlock(child)) own.push(child);
  });
  return node.inlineContent ? node : node.copy(Fragment.fromArray(own));
}

/** Puts the caret back into the block it stood in when that block has moved. */
function keepCaret(before: EditorState, tr: Transaction): void {
  const at = blockAround(before.selection.$from);
  if (!at) return;
  const now = blockAround(tr.selection.$from);
  if (now?.node.attrs.id === at.node.attrs.id) return;
  const moved = findBlockNode(tr.doc, at.node.attrs.id as string);
  if (!moved) return;
  const offset = Math.min(before.selection.from - at.pos, moved.node.nodeSize - 1);
  tr.setSelection(Selection.near(tr.doc.resolve(moved.pos + offset)));
}

/** The transaction that turns the document into `body`, outside the undo history; null when it is the same already. */
export function remoteTransaction(state: EditorState, body: DocumentBody): Transaction | null {
  const tr = state.tr;
  if (state.doc.attrs.numbering !== body.numbering) tr.setDocAttribute('numbering', body.numbering);
  new Sync(tr, state.schema).children(state.doc, 0, bodyOf(state.doc).blocks, body.blocks);
  if (!tr.docChanged) return null;
  keepCaret(state, tr);
  return tr.setMeta('addToHistory', false).setMeta(REMOTE, true);
}

/** Marks transactions that bring in what is stored already. */
export const REMOTE = 'khartia:remote';

/** Replaces one block by another as a step of this person's own work; null when there is no such block. */
export function replacingTransaction(state: EditorState, id: string, block: Block): Transaction | null {
  const at = findBlockNode(state.doc, id);
  if (!at) return null;
  return state.tr.replaceWith(at.pos, at.pos + at.node.nodeSize, nodeOf(block, state.schema));
}
