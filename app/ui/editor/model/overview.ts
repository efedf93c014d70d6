// What the page tells about the whole text: outline and counts. Both remember what each block gave (nodes are
// immutable), so after a keystroke they cost one block. They are asked for in idle time, never while typing.
import type { Node } from '@tiptap/pm/model';
import type { Numbering } from '~/modules/documents';
import { firstBlockIndex, isContainer, visitBlockNodes } from './blocks';

export interface OutlineItem {
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly level: number;
  readonly type: string;
}

export interface TextCounts {
  readonly words: number;
  readonly characters: number;
}

const ATOM_TEXT: Record<string, string> = { citation: 'text', placeholder: 'label' };
/** The text of a text block; citations say their words, fields and references a mark. */
export function textOf(block: Node): string {
  return block.textBetween(0, block.content.size, ' ', (leaf) => {
    const name = ATOM_TEXT[leaf.type.name];
    return name ? String(leaf.attrs[name]) : '…';
  });
}

const headings = new WeakMap<Node, string>();
/** What a block is called in lists: its own first words. */
export function headingOf(node: Node): string {
  const known = headings.get(node);
  if (known !== undefined) return known;
  let text = '';
  if (node.inlineContent) text = textOf(node);
  else if (isContainer(node)) {
    const parts: string[] = [];
    for (let i = 0; i < firstBlockIndex(node); i++) parts.push(textOf(node.child(i)));
    text = parts.join(', ');
  } else text = node.textBetween(0, node.content.size, ' ');
  const short = text.length > 160 ? `${text.slice(0, 159)}…` : text;
  headings.set(node, short);
  return short;
}

/** Beyond this many entries points are left out of the outline: headings lead well enough. */
const OUTLINE_LIMIT = 400;
const OUTLINED = new Set(['section', 'addresseeGroup', 'appendix', 'item']);

/** Headings and points with their numbers. */
export function outlineOf(doc: Node, numbers: Numbering): OutlineItem[] {
  const all: OutlineItem[] = [];
  visitBlockNodes(doc, ({ node, depth }) => {
    const type = node.type.name;
    if (OUTLINED.has(type)) {
      const id = String(node.attrs.id);
      const number = numbers.get(id)?.label ?? '';
      all.push({ id, number, text: headingOf(node), level: Math.min(depth - 1, 4), type });
    }
    return undefined;
  });
  if (all.length <= OUTLINE_LIMIT) return all;
  const heads = all.filter(({ type }) => type !== 'item');
  return heads.length > 0 ? heads.slice(0, OUTLINE_LIMIT) : all.slice(0, OUTLINE_LIMIT);
}

/** Every block that a reference can point to, for the list to choose from. */
export function referablesOf(doc: Node, numbers: Numbering): OutlineItem[] {
  const all: OutlineItem[] = [];
  visitBlockNodes(doc, ({ node, depth }) => {
    const number = numbers.get(String(node.attrs.id));
    if (number && number.kind !== 'dash') {
      const { id } = node.attrs as { id: string };
      all.push({ id, number: number.label, text: headingOf(node), level: depth - 1, type: node.type.name });
    }
    return undefined;
  });
  return all;
}

const WORD = /[\p{L}\p{N}]+(?:[-–’'][\p{L}\p{N}]+)*/gu;
const counted = new WeakMap<Node, TextCounts>();

/** Words and characters (spaces among them) of the text, numbers and field values apart. */
export function countsOf(node: Node): TextCounts {
  const known = counted.get(node);
  if (known) return known;
  let words = 0;
  let characters = 0;
  if (node.isTextblock) {
    const text = textOf(node);
    words = text.match(WORD)?.length ?? 0;
    characters = text.length;
  } else {
    node.forEach((child) => {
      const inside = countsOf(child);
      words += inside.words;
      characters += inside.characters;
    });
  }
  const result = { words, characters };
  counted.set(node, result);
  return result;
}
