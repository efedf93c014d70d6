// What buttons, menus and keys ask for. One place, so that a toolbar button and a key cannot differ.
import type { Editor } from '@tiptap/core';
import { toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import type { Command, EditorState } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import { setAlign, setListStyle } from './commands/attributes';
import { addAddressee, removeAddressee } from './commands/enter';
import { type Insertable, insertBlock, removeBlock } from './commands/insert';
import { indentBlock, moveBlockBy, outdentBlock } from './commands/moves';
import { type TurnableType, turnInto } from './commands/turn-into';
import { currentBlock, findBlockNode } from './model/blocks';
import { acceptCitations, citationToText, findAllCitations } from './plugins/citations';

export type DialogKind =
  | 'link'
  | 'task'
  | 'crossRef'
  | 'field'
  | 'placeholder'
  | 'numbering'
  | 'caption'
  | 'typography'
  | 'keys';

/** Header cells and the count of header rows go together. */
const toggleHeader: Command = (state, dispatch) =>
  toggleHeaderRow(
    state,
    dispatch &&
      ((tr) => {
        const at = currentBlock(state);
        if (at?.node.type.name === 'table') {
          tr.setNodeAttribute(at.pos, 'headerRows', at.node.attrs.headerRows > 0 ? 0 : 1);
        }
        dispatch(tr);
      }),
  );

/** A table without rows or columns is no table: the last one takes the table with it. */
const orWhole =
  (command: Command): Command =>
  (state, dispatch) => {
    const at = currentBlock(state);
    if (at?.node.type.name !== 'table') return false;
    return command(state, dispatch) || removeBlock(state, dispatch);
  };

export const TABLE_COMMANDS = {
  rowAfter: addRowAfter,
  rowBefore: addRowBefore,
  columnAfter: addColumnAfter,
  columnBefore: addColumnBefore,
  headerRow: toggleHeader,
  merge: mergeCells,
  split: splitCell,
  deleteRow: orWhole(deleteRow),
  deleteColumn: orWhole(deleteColumn),
  delete: orWhole(removeBlock),
} satisfies Record<string, Command>;
export type TableCommand = keyof typeof TABLE_COMMANDS;

const mark =
  (name: string): Command =>
  (state, dispatch) =>
    toggleMark(state.schema.marks[name]!)(state, dispatch);

export const COMMANDS = {
  undo,
  redo,
  strong: mark('strong'),
  em: mark('em'),
  underline: mark('underline'),
  indent: indentBlock,
  outdent: outdentBlock,
  up: moveBlockBy(-1),
  down: moveBlockBy(1),
  remove: removeBlock,
  addAddressee,
  removeAddressee,
  findCitations: findAllCitations,
  acceptCitations: acceptCitations('all'),
  acceptCitation: acceptCitations('here'),
  citationToText,
} satisfies Record<string, Command>;
export type CommandName = keyof typeof COMMANDS;

export class EditorActions {
  constructor(
    readonly editor: Editor,
    readonly openDialog: (kind: DialogKind) => void,
    readonly onPreview: (() => void) | undefined,
  ) {}

  /** Runs a command and brings the focus back to the text. */
  run(command: Command): boolean {
    const { view } = this.editor;
    const done = command(view.state, view.dispatch, view);
    view.focus();
    return done;
  }

  do = (name: CommandName) => this.run(COMMANDS[name]);
  table = (name: TableCommand) => this.run(TABLE_COMMANDS[name]);
  turn = (type: TurnableType) => this.run(turnInto(type));
  insert = (kind: Insertable) => this.run(insertBlock(kind));
  list = (style: 'dash' | 'bullet' | 'decimal') => this.run(setListStyle(style));
  align = (align: 'left' | 'center' | 'right' | 'justify') => this.run(setAlign(align));

  /** Puts the caret into a block, so that the commands work on it. */
  select(id: string): boolean {
    const at = findBlockNode(this.editor.state.doc, id);
    if (!at) return false;
    const current = currentBlock(this.editor.state);
    if (current?.node.attrs.id !== id) this.editor.commands.setTextSelection(at.pos + 2);
    return true;
  }
}

/** What the toolbar shows, worked out anew at each change and compared by value. */
export function toolbarState(state: EditorState) {
  const at = currentBlock(state);
  const { $from, from, to, empty } = state.selection;
  const active = (name: string) => {
    const type = state.schema.marks[name]!;
    if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
    return state.doc.rangeHasMark(from, to, type);
  };
  return {
    type: at?.node.type.name ?? null,
    id: (at?.node.attrs.id as string | undefined) ?? null,
    strong: active('strong'),
    em: active('em'),
    underline: active('underline'),
    link: active('link'),
    canUndo: undo(state),
    canRedo: redo(state),
    canIndent: indentBlock(state),
    canOutdent: outdentBlock(state),
    canUp: moveBlockBy(-1)(state),
    canDown: moveBlockBy(1)(state),
    inAddressee: $from.parent.type.name === 'addressee',
    onCitation: citationToText(state),
    onFound: !at ? false : acceptCitations('here')(state),
  };
}
export type ToolbarState = ReturnType<typeof toolbarState>;
