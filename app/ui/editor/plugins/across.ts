// Everything that would change a selection over several blocks goes through our deletion: typing, cutting, an input
// method, a phone's keyboard. ProseMirror's own way throws for blocks of different kinds.
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { deleteAcross, reachesAcross } from '../commands/delete-across';
import { startDocument } from '../commands/insert';

function clear(view: EditorView): boolean {
  return reachesAcross(view.state) && deleteAcross(view.state, view.dispatch);
}

function typed(view: EditorView, text: string): boolean {
  if (!clear(view)) return false;
  view.dispatch(view.state.tr.insertText(text).scrollIntoView());
  return true;
}

export function acrossPlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => {
        if (startDocument(view.state, view.dispatch)) {
          view.dispatch(view.state.tr.insertText(text));
          return true;
        }
        return typed(view, text);
      },
      handleDOMEvents: {
        compositionstart: (view) => {
          clear(view);
          return false;
        },
        beforeinput: (view, event) => {
          if (!view.editable || !reachesAcross(view.state) || event.inputType === 'insertFromPaste')
            return false;
          event.preventDefault();
          if (event.inputType === 'insertText' && event.data) return typed(view, event.data);
          return clear(view);
        },
        cut: (view, event) => {
          if (!view.editable || !reachesAcross(view.state) || !event.clipboardData) return false;
          const { dom, text } = view.serializeForClipboard(view.state.selection.content());
          event.preventDefault();
          event.clipboardData.setData('text/html', dom.innerHTML);
          event.clipboardData.setData('text/plain', text);
          return clear(view);
        },
        // Text is moved by cutting and pasting, blocks by their handle: a dropped selection could tear blocks apart.
        dragstart: (_view, event) => {
          event.preventDefault();
          return true;
        },
        drop: (_view, event) => {
          event.preventDefault();
          return true;
        },
      },
    },
  });
}
