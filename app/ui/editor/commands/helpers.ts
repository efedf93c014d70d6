// Small makers used by all commands. Commands are plain ProseMirror commands, so they are tested without a browser.
import type { Fragment, Node, Schema } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { newId } from '~/shared/ids';

export type Dispatch = ((transaction: Transaction) => void) | undefined;

/** A text holder or paragraph with this content. */
const run = (schema: Schema, type: string, content?: Fragment) => schema.nodes[type]!.create(null, content);

/** A new empty block of a type with its text holder; a table has two columns and a header row. */
export function newBlock(schema: Schema, type: string, content?: Fragment): Node {
  const attrs = { id: newId('b') };
  const make = (inside: readonly Node[]) => schema.nodes[type]!.create(attrs, inside);
  switch (type) {
    case 'paragraph':
      return schema.nodes.paragraph!.create(attrs, content);
    case 'section':
      return make([run(schema, 'sectionTitle', content)]);
    case 'appendix':
      return make([run(schema, 'appendixTitle', content)]);
    case 'addresseeGroup':
      return make([run(schema, 'addressee', content), newBlock(schema, 'item')]);
    case 'list':
      return make([schema.nodes.listEntry!.create(null, run(schema, 'entryText', content))]);
    case 'quote':
      return make([run(schema, 'quoteParagraph', content)]);
    case 'table':
      return newTable(schema, 3, 3);
    default:
      return make([run(schema, 'itemText', content)]);
  }
}

/** An empty table whose first row is a header. */
export function newTable(schema: Schema, rows: number, columns: number): Node {
  const { table, tableRow, tableCell, tableHeader } = schema.nodes;
  const made = Array.from({ length: rows }, (_, row) =>
    tableRow!.create(
      null,
      Array.from({ length: columns }, () =>
        (row === 0 ? tableHeader! : tableCell!).create(null, run(schema, 'cellParagraph')),
      ),
    ),
  );
  return table!.create({ id: newId('b'), headerRows: 1 }, made);
}

/** Puts the caret at the first text place at or after `pos`. */
export function caretAt(transaction: Transaction, pos: number): Transaction {
  const at = Math.min(Math.max(pos, 0), transaction.doc.content.size);
  return transaction.setSelection(TextSelection.near(transaction.doc.resolve(at), 1));
}

/** Dispatches with scrolling when asked to; true = the command applies. */
export function send(dispatch: Dispatch, make: () => Transaction): boolean {
  if (dispatch) dispatch(make().scrollIntoView());
  return true;
}

/** Is the caret (nothing selected) at the start of its text block? */
export function atStart({ selection }: EditorState): boolean {
  return selection.empty && selection.$from.parent.isTextblock && selection.$from.parentOffset === 0;
}
export function atEnd({ selection }: EditorState): boolean {
  const { $from, empty } = selection;
  return empty && $from.parent.isTextblock && $from.parentOffset === $from.parent.content.size;
}
