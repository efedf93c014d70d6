// Which key does what. One list: the help dialog shows the same rows (parts/keys-help.tsx).
import { baseKeymap, chainCommands, toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import type { Schema } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { goToNextCell } from '@tiptap/pm/tables';
import { acceptCitations } from '../plugins/citations';
import { deleteAcross } from './delete-across';
import { addAddressee, enter, removeAddressee } from './enter';
import { insertBlock, startDocument } from './insert';
import { joinBack, joinForward } from './join';
import { liftEntry, sinkEntry } from './lists';
import { indentBlock, moveBlockBy, outdentBlock } from './moves';
import { turnInto } from './turn-into';

/** Tab belongs to levels here; after Escape the next Tab leaves the text (said in the help). */
function tabKeys(): Record<string, Command> {
  let leaving = false;
  const unlessLeaving =
    (command: Command): Command =>
    (state, dispatch, view) => {
      if (leaving) {
        leaving = false;
        return false;
      }
      command(state, dispatch, view);
      return true;
    };
  return {
    Escape: () => {
      leaving = true;
      return false;
    },
    Tab: unlessLeaving(chainCommands(goToNextCell(1), sinkEntry, indentBlock)),
    'Shift-Tab': unlessLeaving(chainCommands(goToNextCell(-1), liftEntry, outdentBlock)),
  };
}

/** Keys of the text itself; dialogs and the toolbar add theirs in the component. */
export function textKeys(schema: Schema): Record<string, Command> {
  const mark = (name: string) => toggleMark(schema.marks[name]!);
  return {
    ...baseKeymap,
    Enter: chainCommands(startDocument, liftEmptyEntry, enter),
    'Shift-Enter': chainCommands(addAddressee, enter),
    Backspace: chainCommands(deleteAcross, removeEmptyAddressee, joinBack, baseKeymap.Backspace!),
    Delete: chainCommands(deleteAcross, joinForward, baseKeymap.Delete!),
    ...tabKeys(),
    'Alt-ArrowUp': moveBlockBy(-1),
    'Alt-ArrowDown': moveBlockBy(1),
    'Mod-b': mark('strong'),
    'Mod-i': mark('em'),
    'Mod-u': mark('underline'),
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
    'Mod-Alt-0': turnInto('paragraph'),
    'Mod-Alt-1': turnInto('item'),
    'Mod-Alt-2': turnInto('section'),
    'Mod-Alt-3': turnInto('addresseeGroup'),
    'Mod-Alt-c': acceptCitations('here'),
    'Mod-Enter': insertBlock('subItem'),
  };
}

const liftEmptyEntry: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== 'entryText' || $from.parent.content.size > 0) return false;
  return liftEntry(state, dispatch);
};

const removeEmptyAddressee: Command = (state, dispatch) =>
  state.selection.empty &&
  state.selection.$from.parent.content.size === 0 &&
  removeAddressee(state, dispatch);
