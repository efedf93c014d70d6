// Changing what a block is: a point becomes a paragraph or a heading and back. Text, parts and the id stay.
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import type { Command, Transaction } from '@tiptap/pm/state';
import { currentBlock, firstBlockIndex, isContainer, mayHold, type PlacedNode } from '../model/blocks';
import { caretAt, newBlock, send } from './helpers';

/** Kinds a block can be turned into; tables stay tables. */
export const TURNABLE = ['item', 'paragraph', 'section', 'addresseeGroup', 'list', 'quote'] as const;
export type TurnableType = (typeof TURNABLE)[number];

/** The lines of text a block says itself. */
function linesOf(node: Node): Fragment[] {
  if (node.inlineContent) return [node.content];
  const lines: Fragment[] = [];
  const first = isContainer(node) ? firstBlockIndex(node) : node.childCount;
  for (let i = 0; i < first; i++) collectLines(node.child(i), lines);
  return lines;
}

function collectLines(node: Node, lines: Fragment[]): void {
  if (node.inlineContent) lines.push(node.content);
  else
    node.forEach((child) => {
      collectLines(child, lines);
    });
}

function partsOf(node: Node): Node[] {
  const parts: Node[] = [];
  if (isContainer(node))
    for (let i = firstBlockIndex(node); i < node.childCount; i++) parts.push(node.child(i));
  return parts;
}

/** Blocks that stand for the lines in the new kind; the first keeps the id. */
function remade(schema: Schema, type: TurnableType, node: Node): Node[] {
  const lines = linesOf(node);
  const identity = { id: node.attrs.id, origin: node.attrs.origin };
  const holderOf = { item: 'itemText', section: 'sectionTitle', addresseeGroup: 'addressee' } as const;
  const kind = schema.nodes[type]!;
  switch (type) {
    case 'paragraph':
      return lines.map((line, i) => (i === 0 ? kind.create(identity, line) : newBlock(schema, type, line)));
    case 'list':
      return [
        kind.create(
          identity,
          lines.map((line) =>
            schema.nodes.listEntry!.create(null, schema.nodes.entryText!.create(null, line)),
          ),
        ),
      ];
    case 'quote':
      return [
        kind.create(
          identity,
          lines.map((line) => schema.nodes.quoteParagraph!.create(null, line)),
        ),
      ];
    case 'addresseeGroup':
      return [
        kind.create(
          identity,
          lines.map((line) => schema.nodes.addressee!.create(null, line)),
        ),
      ];
    default:
      return lines.map((line, i) =>
        i === 0
          ? kind.create(identity, schema.nodes[holderOf[type]]!.create(null, line))
          : newBlock(schema, type, line),
      );
  }
}

/** New blocks with the parts below put where they are legal: inside the last block, else after it. */
function withParts(blocks: Node[], parts: readonly Node[]): Node[] {
  const last = blocks.at(-1);
  if (!last || parts.length === 0) return blocks;
  const fits = parts.every((part) => mayHold(last, part.type.name));
  if (!fits) return [...blocks, ...parts];
  return [...blocks.slice(0, -1), last.copy(last.content.append(Fragment.fromArray([...parts])))];
}

function turned(schema: Schema, at: PlacedNode, type: TurnableType): Node[] | null {
  const { node, parent } = at;
  if (node.type.name === type || node.type.name === 'table' || node.type.name === 'appendix') return null;
  if (!mayHold(parent, type)) return null;
  const blocks = withParts(remade(schema, type, node), partsOf(node));
  return blocks.length > 0 && blocks.every((block) => mayHold(parent, block.type.name)) ? blocks : null;
}

/** Turns the current block into another kind. */
export const turnInto =
  (type: TurnableType): Command =>
  (state, dispatch) => {
    const at = currentBlock(state);
    const blocks = at && turned(state.schema, at, type);
    if (!at || !blocks) return false;
    return send(dispatch, (): Transaction => {
      const { node, pos } = at;
      const offset = state.selection.$from.parentOffset;
      const tr = state.tr.replaceWith(pos, pos + node.nodeSize, blocks);
      caretAt(tr, pos + 1);
      const { $from } = tr.selection;
      return caretAt(tr, Math.min($from.pos + offset, $from.end()));
    });
  };
