// The editor's nodes: exactly the contract of documents/body/tiptap.ts. What a node may hold follows ALLOWED children
// of the tree; `*` stands where a stored body may be empty, so opening never invents content.
import { mergeAttributes, Node, type NodeConfig } from '@tiptap/core';
import { clipboardAttributes, declareAttributes, readClipboardAttributes } from './attributes';

const LEAF = 'paragraph | list | quote | table';
const ITEMS = `(item | ${LEAF})*`;
const PARTS = `(section | addresseeGroup | item | ${LEAF})*`;
const IDENTITY = { id: null, origin: null };

interface Shape {
  content?: string;
  attrs?: Record<string, unknown>;
  /** HTML tag on the clipboard. */
  tag: string;
  /** Element that holds the children when it is not the outer one. */
  inner?: string;
  config?: Partial<NodeConfig> & { tableRole?: string };
}

function node(name: string, { content, attrs = {}, tag, inner, config = {} }: Shape): Node {
  return Node.create({
    name,
    ...(content === undefined ? {} : { content }),
    addAttributes: () => declareAttributes(attrs),
    parseHTML: () => [{ tag: `[data-node="${name}"]`, getAttrs: readClipboardAttributes }],
    renderHTML({ node: shown, HTMLAttributes }) {
      const outer = mergeAttributes(HTMLAttributes, clipboardAttributes(shown));
      return inner ? [tag, outer, [inner, 0]] : [tag, outer, 0];
    },
    ...config,
  });
}

const defining = { defining: true };
/** Lines and cells are parts of a block: one selects text or the whole block, never these. */
const part = { selectable: false };
/** A holder of running text: class for the page, no attributes. */
function holder(name: string, tag: string, className: string): Node {
  return node(name, {
    content: 'inline*',
    tag,
    config: {
      ...defining,
      ...part,
      renderHTML: ({ HTMLAttributes }) => [
        tag,
        mergeAttributes(HTMLAttributes, { class: className, 'data-node': name }),
        0,
      ],
    },
  });
}

const Doc = Node.create({
  name: 'doc',
  topNode: true,
  content: `(section | addresseeGroup | item | appendix | ${LEAF})*`,
  addAttributes: () => declareAttributes({ numbering: 'none' }),
});
const Text = Node.create({ name: 'text', group: 'inline' });

const CELL = {
  content: 'cellParagraph+',
  attrs: { colspan: 1, rowspan: 1, align: null, colwidth: null },
};

function atom(
  name: string,
  attrs: Record<string, unknown>,
  text: (attrs: Record<string, unknown>) => string,
) {
  return node(name, {
    attrs,
    tag: 'span',
    config: {
      group: 'inline',
      inline: true,
      atom: true,
      selectable: true,
      draggable: false,
      renderHTML: ({ node: shown, HTMLAttributes }) => [
        'span',
        mergeAttributes(HTMLAttributes, clipboardAttributes(shown)),
        text(shown.attrs),
      ],
      renderText: ({ node: shown }) => text(shown.attrs),
    },
  });
}

/** Every node of the schema, most specific last as TipTap wants them. */
export const editorNodes: readonly Node[] = [
  Doc,
  Text,
  node('paragraph', { content: 'inline*', attrs: { ...IDENTITY, align: null }, tag: 'p', config: defining }),
  holder('itemText', 'p', 'item-text'),
  node('item', {
    content: `itemText ${ITEMS}`,
    attrs: { ...IDENTITY, due: null, responsible: [], verbKind: null },
    tag: 'div',
    config: defining,
  }),
  holder('sectionTitle', 'h2', 'section-title'),
  node('section', {
    content: `sectionTitle ${PARTS}`,
    attrs: { ...IDENTITY, numbering: null },
    tag: 'section',
    config: defining,
  }),
  holder('addressee', 'p', 'addressee'),
  node('addresseeGroup', {
    content: `addressee+ ${ITEMS}`,
    attrs: { ...IDENTITY, numbering: null },
    tag: 'div',
    config: defining,
  }),
  holder('appendixTitle', 'h2', 'section-title'),
  node('appendix', {
    content: `appendixTitle ${PARTS}`,
    attrs: { ...IDENTITY, numbering: null, caption: null },
    tag: 'section',
    config: { ...defining, isolating: true },
  }),
  holder('entryText', 'p', 'entry-text'),
  node('listEntries', { content: 'listEntry+', tag: 'ul', config: part }),
  node('listEntry', { content: 'entryText listEntries?', tag: 'li', config: { ...defining, ...part } }),
  node('list', { content: 'listEntry*', attrs: { ...IDENTITY, style: 'dash' }, tag: 'ul', config: defining }),
  holder('quoteParagraph', 'p', 'quote-paragraph'),
  node('quote', { content: 'quoteParagraph+', attrs: IDENTITY, tag: 'blockquote', config: defining }),
  holder('cellParagraph', 'p', 'cell-paragraph'),
  node('tableRow', {
    content: '(tableCell | tableHeader)*',
    tag: 'tr',
    config: { ...part, tableRole: 'row' },
  }),
  node('tableCell', { ...CELL, tag: 'td', config: { ...part, tableRole: 'cell', isolating: true } }),
  node('tableHeader', { ...CELL, tag: 'th', config: { ...part, tableRole: 'header_cell', isolating: true } }),
  node('table', {
    content: 'tableRow+',
    attrs: { ...IDENTITY, caption: null, headerRows: 0 },
    tag: 'table',
    inner: 'tbody',
    config: { tableRole: 'table', isolating: true },
  }),
  atom('citation', { text: '', act: null, path: null }, ({ text }) => String(text)),
  atom('crossRef', { targetId: '', prefix: null }, ({ prefix }) => String(prefix ?? '')),
  atom('field', { path: '', format: null }, ({ path }) => String(path)),
  atom('placeholder', { label: '' }, ({ label }) => (label ? `________ (${label})` : '________')),
];
