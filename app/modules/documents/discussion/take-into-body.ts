// A proposal becomes words of the text: a changed point, or a new one beside it. Pure; ids are given, so that doing it
// again after a crash changes nothing.
import { type Block, type DocumentBody, findBlock, type Inline, isContainer, mapBlocks } from '../body';

export interface TakeInput {
  /** `change` replaces the words of the block; `new` adds an item after it, or inside it when it is a heading. */
  readonly mode: 'change' | 'new';
  /** null with `new`: at the end of the text. */
  readonly block: string | null;
  readonly text: string;
  /** Id of the new item. */
  readonly newId: string;
}

export type TakeResult =
  | { readonly ok: true; readonly body: DocumentBody; readonly block: string }
  | { readonly ok: false; readonly reason: 'gone' | 'not-text' };

const runOf = (text: string): Inline[] => [{ type: 'text', text: text.replace(/\s+/g, ' ').trim() }];

export function takeIntoBody(body: DocumentBody, input: TakeInput): TakeResult {
  return input.mode === 'change' ? changed(body, input) : added(body, input);
}

function changed(body: DocumentBody, { block: id, text }: TakeInput): TakeResult {
  const place = id === null ? null : findBlock(body, id);
  if (!place || id === null) return { ok: false, reason: 'gone' };
  const { type } = place.block;
  if (type !== 'item' && type !== 'paragraph' && type !== 'section') return { ok: false, reason: 'not-text' };
  const next = mapBlocks(body, (block) => {
    if (block.id !== id) return block;
    if (block.type === 'section') return { ...block, title: runOf(text) };
    return block.type === 'item' || block.type === 'paragraph' ? { ...block, content: runOf(text) } : block;
  });
  return { ok: true, body: next, block: id };
}

function added(body: DocumentBody, { block: id, text, newId }: TakeInput): TakeResult {
  if (findBlock(body, newId)) return { ok: true, body, block: newId };
  const item: Block = { type: 'item', id: newId, content: runOf(text), children: [] };
  if (id === null) return { ok: true, body: { ...body, blocks: atEnd(body.blocks, item) }, block: newId };
  const place = findBlock(body, id);
  if (!place) return { ok: false, reason: 'gone' };
  const isHeading = place.block.type === 'section' || place.block.type === 'addresseeGroup';
  const next = mapBlocks(body, (block) => {
    if (block.id !== id) return block;
    if (isHeading && isContainer(block))
      return { ...block, children: afterLastItem(block.children, item) } as Block;
    return [block, item];
  });
  return { ok: true, body: next, block: newId };
}

const isList = (block: Block): boolean =>
  block.type === 'item' ||
  ((block.type === 'section' || block.type === 'addresseeGroup') && block.children.some(isList));

/** After the last point of the text: inside the last section or group that holds points, before closing words. */
function atEnd(blocks: readonly Block[], item: Block): Block[] {
  const last = blocks.findLastIndex(isList);
  const holder = blocks[last];
  if (!holder || holder.type === 'item') return afterLastItem(blocks, item);
  const filled = { ...holder, children: atEnd((holder as { children: Block[] }).children, item) } as Block;
  return [...blocks.slice(0, last), filled, ...blocks.slice(last + 1)];
}

function afterLastItem(blocks: readonly Block[], item: Block): Block[] {
  const last = blocks.findLastIndex((block) => block.type === 'item');
  return last < 0 ? [...blocks, item] : [...blocks.slice(0, last + 1), item, ...blocks.slice(last + 1)];
}
