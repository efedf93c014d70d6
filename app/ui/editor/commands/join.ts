// Backspace at the start of a text and Delete at its end: the text joins the one before it; parts of the vanished
// block stay where they were, one level up, so no word is lost and no order changes.
import { Fragment, Slice } from '@tiptap/pm/model';
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceAroundStep } from '@tiptap/pm/transform';
import { blockAround, childPosition, firstBlockIndex, isContainer, type PlacedNode } from '../model/blocks';
import { atEnd, atStart, caretAt, send } from './helpers';

/** The text block right before or after this one in reading order; null at the edges and at table walls. */
function adjacentText(state: EditorState, direction: -1 | 1): { start: number; end: number } | null {
  const { $from } = state.selection;
  const found = Selection.findFrom(
    state.doc.resolve(direction < 0 ? $from.before() : $from.after()),
    direction,
    true,
  );
  if (!(found instanceof TextSelection)) return null;
  const { $head } = found;
  return { start: $head.start(), end: $head.end() };
}

const isInTable = (state: EditorState, pos: number) => {
  const $pos = state.doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === 'table') return true;
  return false;
};

/** Takes the holder at `$pos` away from its block; the block goes when it has no other line, its parts stay. */
export function removeLine(tr: Transaction, holderPos: number): void {
  const $holder = tr.doc.resolve(holderPos + 1);
  const at = blockAround($holder) as PlacedNode;
  const { node, pos } = at;
  const lines = isContainer(node) ? firstBlockIndex(node) : node.childCount;
  if ($holder.parent.type.name === 'cellParagraph') {
    tr.delete(holderPos, holderPos + $holder.parent.nodeSize);
  } else if (isContainer(node) && lines === 1) {
    // One step around the parts, so that positions inside them can be mapped.
    const end = pos + node.nodeSize;
    tr.step(new ReplaceAroundStep(pos, end, childPosition(node, pos, 1), end - 1, Slice.empty, 0));
  } else if ($holder.parent.type.name === 'entryText') removeEntry(tr, $holder.depth - 1, holderPos);
  else if (node.inlineContent || lines === 1) tr.delete(pos, pos + node.nodeSize);
  else tr.delete(holderPos, holderPos + $holder.parent.nodeSize);
}

/** A list entry without its text: entries inside it take its place. */
function removeEntry(tr: Transaction, entryDepth: number, holderPos: number): void {
  const $holder = tr.doc.resolve(holderPos + 1);
  const entry = $holder.node(entryDepth);
  const from = $holder.before(entryDepth);
  const inner = entry.childCount > 1 ? entry.child(1).content : Fragment.empty;
  const outer = $holder.node(entryDepth - 1);
  if (inner.size > 0 || outer.childCount > 1) {
    tr.replaceWith(from, from + entry.nodeSize, inner);
    return;
  }
  const outerPos = $holder.before(entryDepth - 1);
  tr.delete(outerPos, outerPos + outer.nodeSize);
}

/** Joins the text of the holder at `holderPos` to the text that ends at `end`. */
function joinTexts(state: EditorState, end: number, holderPos: number): Transaction {
  const { tr } = state;
  const text = state.doc.resolve(holderPos + 1).parent.content;
  removeLine(tr, holderPos);
  tr.insert(end, text);
  return tr.setSelection(TextSelection.create(tr.doc, end));
}

function joinPair(state: EditorState, end: number, holderPos: number): Transaction | null {
  if (isInTable(state, end) !== isInTable(state, holderPos)) return null;
  const holder = state.doc.resolve(holderPos + 1).parent;
  // Between two cells nothing is joined, and a heading with words stays a heading.
  if (holder.type.name === 'cellParagraph' && !sameCell(state, end, holderPos)) return null;
  if (holder.content.size > 0 && isOnlyHeading(state, holderPos)) return null;
  return joinTexts(state, end, holderPos);
}

function isOnlyHeading(state: EditorState, holderPos: number): boolean {
  const $holder = state.doc.resolve(holderPos);
  const type = state.doc.nodeAt(holderPos)?.type.name ?? '';
  return type.endsWith('Title') || (type === 'addressee' && $holder.index() === 0);
}

function sameCell(state: EditorState, end: number, holderPos: number): boolean {
  return state.doc.resolve(end).sharedDepth(holderPos) >= state.doc.resolve(holderPos).depth;
}

/** Backspace at the start of a text. Headings with text stay headings; an empty table line is PM's business. */
export const joinBack: Command = (state, dispatch) => {
  if (!atStart(state)) return false;
  const { $from } = state.selection;
  const before = adjacentText(state, -1);
  if (!before) return removeEmpty(state, dispatch);
  const joined = joinPair(state, before.end, $from.before());
  return joined === null || send(dispatch, () => joined);
};

/** Delete at the end of a text: the next text comes up. */
export const joinForward: Command = (state, dispatch) => {
  if (!atEnd(state)) return false;
  const { $from } = state.selection;
  const after = adjacentText(state, 1);
  if (!after) return true;
  const joined = joinPair(state, $from.end(), after.start - 1);
  return joined === null || send(dispatch, () => joined);
};

/** The first block of the document, when empty and followed by others, can be taken away. */
function removeEmpty(state: EditorState, dispatch: Parameters<Command>[1]): boolean {
  const { $from } = state.selection;
  const at = blockAround($from);
  if (!at || $from.parent.content.size > 0 || state.doc.childCount < 2) return true;
  return send(dispatch, () => {
    const { tr } = state;
    removeLine(tr, $from.before());
    return caretAt(tr, 0);
  });
}
