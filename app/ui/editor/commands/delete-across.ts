// Deleting a selection that reaches over several blocks. ProseMirror's own deletion joins only like with like (and
// throws for a section onto a point); here the text after the selection joins the text before it, whole blocks
// between go, and parts left without their heading move up a level.
import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { isBlock } from '../model/blocks';
import { send } from './helpers';
import { removeLine } from './join';

/** True when text is selected in two different text blocks. */
export function reachesAcross({ selection }: EditorState): boolean {
  const { $from, $to } = selection;
  return selection instanceof TextSelection && !selection.empty && !$from.sameParent($to);
}

interface Range {
  from: number;
  to: number;
}

/** Whole blocks between the two texts, outermost only. */
function wholeBlocks(doc: Node, from: number, to: number): Range[] {
  const found: Range[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!isBlock(node) || pos < from || pos + node.nodeSize > to) return true;
    found.push({ from: pos, to: pos + node.nodeSize });
    return false;
  });
  return found;
}

/** Text blocks that remain between, by the position before them. */
function holdersBetween(doc: Node, from: number, to: number): number[] {
  const found: number[] = [];
  if (from >= to) return found;
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock && pos >= from && pos < to) found.push(pos);
    return !node.isTextblock;
  });
  return found;
}

const inTable = (doc: Node, pos: number): boolean => {
  const $pos = doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === 'table') return true;
  return false;
};

/** Takes away one text block; in a table only its text goes, the grid stays. */
function clearOrRemove(tr: Transaction, pos: number): void {
  const node = tr.doc.nodeAt(pos);
  if (!node) return;
  if (inTable(tr.doc, pos)) tr.delete(pos + 1, pos + 1 + node.content.size);
  else removeLine(tr, pos);
}

/** The transaction that deletes the selection, caret at its start. */
export function deletedAcross(state: EditorState): Transaction {
  const { $from, $to } = state.selection;
  const { tr } = state;
  const start = $from.pos;
  tr.delete($to.start(), $to.pos);
  tr.delete(start, $from.end());
  const lastHolder = () => tr.mapping.map($to.before(), 1);
  for (const { from, to } of wholeBlocks(tr.doc, start + 1, lastHolder()).reverse()) tr.delete(from, to);
  for (const pos of holdersBetween(tr.doc, start + 1, lastHolder()).reverse()) clearOrRemove(tr, pos);
  joinRest(tr, start, lastHolder());
  return tr.setSelection(TextSelection.create(tr.doc, start));
}

function joinRest(tr: Transaction, start: number, holder: number): void {
  const node = tr.doc.nodeAt(holder);
  if (!node?.isTextblock || inTable(tr.doc, holder) || inTable(tr.doc, start)) return;
  removeLine(tr, holder);
  tr.insert(start, node.content);
}

/** Deletes a selection over several blocks; does not apply to others. */
export const deleteAcross: Command = (state, dispatch) =>
  reachesAcross(state) && send(dispatch, () => deletedAcross(state));
