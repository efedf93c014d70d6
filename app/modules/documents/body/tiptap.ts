// Tree -> TipTap (ProseMirror) JSON and back. Node and mark names here are the editor schema's contract:
// text holders (sectionTitle, addressee, itemText, …) come first in their block, child blocks after them.
// toTipTap then fromTipTap gives the normalised tree.
import type { IdSource } from '~/shared/ids';
import {
  type Block,
  BODY_SCHEMA_VERSION,
  type DocumentBody,
  type Inline,
  type ListEntry,
  type Mark,
} from './body.schema';
import { bodyError } from './body-errors';
import { assertBody, findRawBreach } from './limits';
import { normalizeBody } from './normalize';
import { MISSING_ID, readTipTapBlocks } from './tiptap-read';
import { childrenOf, mapBlocks } from './walk';

export interface TipTapMark {
  type: string;
  attrs?: Record<string, unknown>;
}
export interface TipTapNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: TipTapNode[];
  text?: string;
  marks?: TipTapMark[];
}

const markNode = (mark: Mark): TipTapMark =>
  mark.type === 'link' ? { type: 'link', attrs: { href: mark.href } } : { type: mark.type };

function inlineNode(inline: Inline): TipTapNode {
  if (inline.type !== 'text') {
    const { type, ...attrs } = inline;
    return { type, attrs };
  }
  const marks = (inline.marks ?? []).map(markNode);
  return { type: 'text', text: inline.text, ...(marks.length > 0 ? { marks } : {}) };
}

/** A text holder; ProseMirror wants `content` absent rather than empty, and has no empty text nodes. */
function holder(type: string, run: readonly Inline[]): TipTapNode {
  const content = run.filter((inline) => inline.type !== 'text' || inline.text !== '').map(inlineNode);
  return content.length > 0 ? { type, content } : { type };
}

function entryNode(entry: ListEntry): TipTapNode {
  const inner = entry.entries?.length ? [{ type: 'listEntries', content: entry.entries.map(entryNode) }] : [];
  return { type: 'listEntry', content: [holder('entryText', entry.content), ...inner] };
}

const identity = (block: Block) => ({ id: block.id, origin: block.origin ?? null });

function ownContent(block: Block): TipTapNode[] {
  switch (block.type) {
    case 'section':
      return [holder('sectionTitle', block.title)];
    case 'appendix':
      return [holder('appendixTitle', block.title)];
    case 'addresseeGroup':
      return block.addressees.map((run) => holder('addressee', run));
    case 'item':
      return [holder('itemText', block.content)];
    case 'paragraph':
      return holder('paragraph', block.content).content ?? [];
    case 'list':
      return block.entries.map(entryNode);
    case 'quote':
      return block.paragraphs.map((run) => holder('quoteParagraph', run));
    case 'table':
      return block.rows.map((row) => ({
        type: 'tableRow',
        content: row.cells.map((cell) => ({
          type: cell.header ? 'tableHeader' : 'tableCell',
          attrs: { colspan: cell.colspan ?? 1, rowspan: cell.rowspan ?? 1, align: cell.align ?? null },
          content: cell.content.map((run) => holder('cellParagraph', run)),
        })),
      }));
  }
}

function ownAttributes(block: Block): Record<string, unknown> {
  switch (block.type) {
    case 'section':
    case 'addresseeGroup':
      return { numbering: block.numbering ?? null };
    case 'appendix':
      return { numbering: block.numbering ?? null, caption: block.caption ?? null };
    case 'item': {
      const { due = null, responsible = [], verbKind = null } = block;
      return { due, responsible, verbKind };
    }
    case 'paragraph':
      return { align: block.align ?? null };
    case 'list':
      return { style: block.style };
    case 'quote':
      return {};
    case 'table':
      return { caption: block.caption ?? null, headerRows: block.headerRows };
  }
}

function blockNode(block: Block): TipTapNode {
  const content = [...ownContent(block), ...childrenOf(block).map(blockNode)];
  const attrs = { ...identity(block), ...ownAttributes(block) };
  return { type: block.type, attrs, ...(content.length > 0 ? { content } : {}) };
}

/** The body as TipTap JSON. Expects a body within BODY_LIMITS (assertBody). */
export function toTipTap(body: DocumentBody): TipTapNode {
  return { type: 'doc', attrs: { numbering: body.numbering }, content: body.blocks.map(blockNode) };
}

/**
 * Reads TipTap JSON; ids that the editor duplicated or lost get fresh ones. The result is normalised.
 * Throws documents/body-too-…, body-malformed (unknown node, mark or attribute value), body-misplaced-block.
 */
export function fromTipTap(json: unknown, newId: IdSource): DocumentBody {
  const breach = findRawBreach(json, TIPTAP_EXTRA_DEPTH);
  if (breach) throw breach;
  const doc = json as Partial<TipTapNode> | null;
  if (doc?.type !== 'doc' || !Array.isArray(doc.content ?? [])) {
    throw bodyError('body-malformed', { path: 'doc', reason: 'ожидается документ редактора' });
  }
  const body = assertBody({
    schemaVersion: BODY_SCHEMA_VERSION,
    numbering: doc.attrs?.numbering ?? 'none',
    blocks: readTipTapBlocks(doc.content ?? []),
  });
  const marked = mapBlocks(body, (block) => (block.id === MISSING_ID ? { ...block, id: '' } : block));
  return normalizeBody(marked, newId);
}

// A list entry costs four levels of editor JSON where the tree has two.
const TIPTAP_EXTRA_DEPTH = 32;
