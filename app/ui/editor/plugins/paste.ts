// Paste. A piece of this editor keeps what it is; everything else goes through the lenient reader: Word and web pages
// lose their dress and come in as blocks, with a list of what was doubtful. One step, so one undo takes it back.
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { PasteDoubt } from '~/modules/documents';
import { deletedAcross, reachesAcross } from '../commands/delete-across';
import { blocksOfSlice, insertBlocks, insertBody } from './paste-insert';
import { isTooLarge, type PasteSource, readPaste, sourceOf } from './paste-read';

export type PasteReport =
  | { kind: 'reading' }
  | { kind: 'done'; blocks: number; doubts: readonly PasteDoubt[] }
  | { kind: 'refused'; why: 'too-large' | 'unreadable' | 'not-here' };

async function insert(view: EditorView, source: PasteSource, report: (report: PasteReport) => void) {
  if (isTooLarge(source)) return report({ kind: 'refused', why: 'too-large' });
  report({ kind: 'reading' });
  const answer = await readPaste(source);
  if (view.isDestroyed) return;
  if (!answer.ok) return report({ kind: 'refused', why: 'unreadable' });
  const { body, doubts } = answer.paste;
  if (reachesAcross(view.state)) view.dispatch(deletedAcross(view.state));
  const tr = insertBody(view.state, body, view.state.schema);
  if (!tr) return report({ kind: 'refused', why: body.blocks.length === 0 ? 'unreadable' : 'not-here' });
  view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'));
  report({ kind: 'done', blocks: body.blocks.length, doubts });
}

export function pastePlugin(report: (report: PasteReport) => void): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (view, event) => {
          if (!view.editable || !event.clipboardData) return false;
          const source = sourceOf(event.clipboardData);
          if (source === 'own') return false;
          event.preventDefault();
          if (source) void insert(view, source, report);
          return true;
        },
      },
      handlePaste: (view, _event, slice) => {
        if (reachesAcross(view.state)) view.dispatch(deletedAcross(view.state));
        const blocks = blocksOfSlice(slice.content);
        const single = slice.content.childCount === 1 && slice.openStart > 0 && slice.openEnd > 0;
        // A few words of one block are words; ProseMirror puts them in as they are.
        if (blocks.length === 0 || (single && blocks.length === 1 && isOneLine(blocks[0]!))) {
          return pasteWords(view, slice.content.textBetween(0, slice.content.size, ' '), blocks[0]);
        }
        const tr = insertBlocks(view.state, blocks);
        if (tr) view.dispatch(tr.setMeta('paste', true));
        return true;
      },
    },
  });
}

type Block = ReturnType<typeof blocksOfSlice>[number];
const isOneLine = (block: Block) =>
  block.isTextblock || (block.childCount === 1 && block.child(0).isTextblock);

function pasteWords(view: EditorView, text: string, block: Block | undefined): boolean {
  const line = block?.isTextblock ? block : block?.firstChild;
  const { tr, selection } = view.state;
  if (!selection.$from.parent.inlineContent) return false;
  if (line) tr.replaceWith(selection.from, selection.to, line.content);
  else if (text !== '') tr.insertText(text);
  else return false;
  view.dispatch(tr.setMeta('paste', true).scrollIntoView());
  return true;
}
