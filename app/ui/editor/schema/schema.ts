// The schema as TipTap extensions, and the same as a bare ProseMirror schema for tests and for reading bodies.
import { Extension, type Extensions, getSchema, Mark } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { editorNodes } from './nodes';

const simpleMark = (name: string, tag: string, others: string[]) =>
  Mark.create({
    name,
    parseHTML: () => [tag, ...others].map((other) => ({ tag: other })),
    renderHTML: () => [tag, 0],
  });

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [{ tag: 'a[href]' }],
  // Inside the editor a link is text to be changed: it is followed from its dialog, not by a click.
  renderHTML: ({ HTMLAttributes }) => ['a', { ...HTMLAttributes, rel: 'noopener', target: '_blank' }, 0],
});

/** Lets node specs carry prosemirror-tables' roles. */
const TableRoles = Extension.create({
  name: 'tableRoles',
  extendNodeSchema(extension) {
    const { tableRole } = extension.config as { tableRole?: string };
    return tableRole ? { tableRole } : {};
  },
});

/** Marks in the canonical order of the tree: ProseMirror keeps them by rank. */
export const schemaExtensions: Extensions = [
  TableRoles,
  ...editorNodes,
  simpleMark('strong', 'strong', ['b']),
  simpleMark('em', 'em', ['i']),
  simpleMark('underline', 'u', []),
  Link,
];

let cached: Schema | null = null;
/** The editor's schema without an editor. */
export function editorSchema(): Schema {
  cached ??= getSchema(schemaExtensions);
  return cached;
}
