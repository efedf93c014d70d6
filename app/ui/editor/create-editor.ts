// Puts the editor together: schema, keys, plugins, plain node views. The rest of the folder knows TipTap's Editor only.
import { Editor, Extension } from '@tiptap/core';
import { history } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { type Command, EditorState, Plugin } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import type { NodeViewConstructor } from '@tiptap/pm/view';
import type { DocumentBody } from '~/modules/documents';
import { newId } from '~/shared/ids';
import { textKeys } from './commands/keys';
import { docOf } from './model/to-body';
import { acrossPlugin } from './plugins/across';
import { citationsPlugin } from './plugins/citations';
import { focusBlockPlugin } from './plugins/focus-block';
import { identityPlugin } from './plugins/identity';
import { numberingPlugin } from './plugins/numbering';
import { type PasteReport, pastePlugin } from './plugins/paste';
import { schemaExtensions } from './schema/schema';
import { BlockView } from './views/block-view';
import type { EditorContext } from './views/editor-context';
import { InlineView } from './views/inline-view';

export interface EditorOptions {
  element: HTMLElement;
  body: DocumentBody;
  context: EditorContext;
  editable: boolean;
  /** Attributes of the text: its role and names. */
  attributes: Record<string, string>;
  /** Keys that open dialogs and menus. */
  keys: Record<string, Command>;
  onPaste: (report: PasteReport) => void;
  onFound: (count: number) => void;
  onFocusBlock: (id: string | null) => void;
}

const BLOCKS = ['section', 'addresseeGroup', 'item', 'appendix', 'paragraph', 'list', 'quote', 'table'];
const INLINES = ['citation', 'crossRef', 'field', 'placeholder'];
/** TipTap's own conveniences that we do better or do not want to pay for at every key. */
const WITHOUT = ['keymap', 'drop', 'paste', 'delete', 'clipboardTextSerializer', 'textDirection', 'tabindex'];

function nodeViews(context: EditorContext): Record<string, NodeViewConstructor> {
  const block: NodeViewConstructor = (node) => new BlockView(node, context);
  const inline: NodeViewConstructor = (node, view, getPos) => new InlineView(node, view, getPos, context);
  return Object.fromEntries([
    ...BLOCKS.map((name) => [name, block]),
    ...INLINES.map((name) => [name, inline]),
  ]);
}

function plugins(editor: Editor, options: EditorOptions): Plugin[] {
  return [
    // Not among the editor's own props: TipTap puts its own list of node views over those.
    new Plugin({ props: { nodeViews: nodeViews(options.context) } }),
    keymap(options.keys),
    keymap(textKeys(editor.schema)),
    acrossPlugin(),
    pastePlugin(options.onPaste),
    identityPlugin(newId),
    numberingPlugin(options.context),
    citationsPlugin(options.onFound),
    focusBlockPlugin(options.onFocusBlock),
    tableEditing({ allowTableNodeSelection: true }),
    history({ newGroupDelay: 600 }),
  ];
}

const STICKY = { top: 130, bottom: 90, left: 0, right: 0 };

/** An editor mounted in `element`. Destroy it when done. */
export function createEditor(options: EditorOptions): Editor {
  const { context } = options;
  const own = Extension.create({
    name: 'khartia',
    addProseMirrorPlugins() {
      return plugins(this.editor, options);
    },
  });
  const editor = new Editor({
    element: options.element,
    extensions: [...schemaExtensions, own],
    editable: options.editable,
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    enableCoreExtensions: Object.fromEntries(WITHOUT.map((name) => [name, false])),
    editorProps: {
      attributes: options.attributes,
      // The toolbar above and the line below stick: the caret must not hide behind them.
      scrollThreshold: STICKY,
      scrollMargin: STICKY,
    },
  });
  // TipTap draws what it is given twice: once bare, once with plugins and node views. So it is given nothing, and the
  // text comes when all is in place.
  const doc = docOf(options.body, editor.schema);
  context.renumber(doc);
  editor.view.updateState(EditorState.create({ doc, plugins: editor.state.plugins }));
  return editor;
}
