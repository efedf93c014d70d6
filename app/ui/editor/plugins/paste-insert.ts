// Putting pasted blocks into the document at the right level: beside the current block, at the nearest level that may
// hold all of them; an empty block gives its place; in cells, quotes and lists only their lines come in.
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { BODY_LIMITS, type DocumentBody } from '~/modules/documents';
import { caretAt } from '../commands/helpers';
import { blockAround, heightOf, isBlock, isContainer, mayHold } from '../model/blocks';
import { docOf } from '../model/to-body';

/** Whole blocks of a cut-out piece: a container that lost its own line gives its parts. */
export function blocksOfSlice(content: Fragment): Node[] {
  const blocks: Node[] = [];
  content.forEach((node) => {
    if (!isBlock(node)) return;
    const first = node.firstChild;
    const headless = isContainer(node) && (first === null || isBlock(first));
    if (headless) blocks.push(...blocksOfSlice(node.content));
    else if (node.type.validContent(node.content)) blocks.push(node);
  });
  return blocks;
}

/** Running text when the piece is no more than one paragraph; null when it has blocks. */
function inlineOf(blocks: readonly Node[]): Fragment | null {
  const [only] = blocks;
  return blocks.length === 1 && only?.type.name === 'paragraph' ? only.content : null;
}

/** Every line of text of the blocks. */
function linesOf(blocks: readonly Node[]): Fragment[] {
  const lines: Fragment[] = [];
  for (const block of blocks) {
    if (block.isTextblock) lines.push(block.content);
    else
      block.descendants((node) => {
        if (node.isTextblock) lines.push(node.content);
        return !node.isTextblock;
      });
  }
  return lines;
}

/** In a cell, a quote or a list: each line becomes a line of the same kind; null elsewhere. */
function asLines(state: EditorState, blocks: readonly Node[]): Transaction | null {
  const { parent } = state.selection.$from;
  const { schema } = state;
  if (parent.type.name === 'cellParagraph' || parent.type.name === 'quoteParagraph') {
    const nodes = linesOf(blocks).map((line) => parent.type.create(null, line));
    return state.tr.replaceSelection(new Slice(Fragment.fromArray(nodes), 1, 1));
  }
  const onlyText = blocks.every(({ type }) => ['paragraph', 'list', 'item'].includes(type.name));
  if (parent.type.name !== 'entryText' || !onlyText) return null;
  const entries = linesOf(blocks).map((line) =>
    schema.nodes.listEntry!.create(null, schema.nodes.entryText!.create(null, line)),
  );
  return state.tr.replaceSelection(new Slice(Fragment.fromArray(entries), 2, 2));
}

interface Place {
  from: number;
  to: number;
}

/** Where whole blocks go; null when no level may hold them. */
function placeFor(state: EditorState, blocks: readonly Node[]): Place | null {
  const { $from } = state.selection;
  const at = blockAround($from);
  if (!at) return { from: $from.pos, to: $from.pos };
  const height = Math.max(...blocks.map(heightOf));
  const $pos = state.doc.resolve(at.pos);
  for (let depth = at.depth; depth > 0; depth--) {
    const fits = blocks.every(({ type }) => mayHold($pos.node(depth - 1), type.name));
    if (!fits || depth - 1 + height > BODY_LIMITS.depth) continue;
    if (depth < at.depth) return { from: $pos.after(depth), to: $pos.after(depth) };
    const end = at.pos + at.node.nodeSize;
    if (at.node.textContent === '' && at.node.childCount <= 1) return { from: at.pos, to: end };
    const before = $from.parentOffset === 0 && $from.pos - at.pos <= 2;
    return before ? { from: at.pos, to: at.pos } : { from: end, to: end };
  }
  return null;
}

/** The transaction that inserts the blocks, caret after them; null when they may stand nowhere here. */
export function insertBlocks(state: EditorState, blocks: readonly Node[]): Transaction | null {
  if (blocks.length === 0) return null;
  const inline = inlineOf(blocks);
  const { $from } = state.selection;
  if (inline && $from.parent.inlineContent) {
    return state.tr.replaceSelection(new Slice(inline, 0, 0)).scrollIntoView();
  }
  const lines = asLines(state, blocks);
  if (lines) return lines.scrollIntoView();
  const place = placeFor(state, blocks);
  if (!place) return null;
  const content = Fragment.fromArray([...blocks]);
  const tr = state.tr.replaceWith(place.from, place.to, content);
  const end = place.from + content.size;
  return caretAt(tr, end - 1).scrollIntoView();
}

/** The same for a body that was read; an empty document takes its numbering too. */
export function insertBody(state: EditorState, body: DocumentBody, schema: Schema): Transaction | null {
  const blocks: Node[] = [];
  docOf(body, schema).forEach((node) => {
    blocks.push(node);
  });
  const tr = insertBlocks(state, blocks);
  if (tr && state.doc.childCount === 0) tr.setDocAttribute('numbering', body.numbering);
  return tr;
}
