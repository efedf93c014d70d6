// The life of the editor in a component: mounted once, told of new values and marks, watched for what the page shows.
// Everything about the whole text (body, outline, counts) waits until the keys pause.
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { type Ref, type RefObject, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { type DocumentBody, fieldResolver } from '~/modules/documents';
import { useMessages } from '../messages/messages-context';
import { createEditor } from './create-editor';
import { type DialogKind, EditorActions } from './editor-actions';
import type { DocumentEditorHandle, DocumentEditorProps } from './editor-types';
import { blockAround, findBlockNode } from './model/blocks';
import { countsOf, type OutlineItem, outlineOf, type TextCounts } from './model/overview';
import { REMOTE, remoteTransaction, replacingTransaction } from './model/sync-body';
import { bodyOf } from './model/to-body';
import type { PasteReport } from './plugins/paste';
import { EditorContext } from './views/editor-context';
import { marksOf, taskText } from './views/mark-texts';

const CHANGE_PAUSE_MS = 250;
const OVERVIEW_PAUSE_MS = 400;

/** Calls `run` a moment after the last `ask`; `now` does it at once when something waits. */
class Pause {
  private timer: ReturnType<typeof setTimeout> | undefined;
  constructor(
    private readonly run: () => void,
    private readonly ms: number,
  ) {}
  ask(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.ms);
  }
  now(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.run();
  }
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

export interface EditorKeys {
  open: (kind: DialogKind) => void;
  openInsert: () => void;
  openBlock: () => void;
  focusToolbar: () => void;
  focusOutline: () => void;
}

export interface LiveEditor {
  editor: Editor;
  actions: EditorActions;
  context: EditorContext;
}

export interface EditorView {
  live: LiveEditor | null;
  outline: readonly OutlineItem[];
  counts: TextCounts | null;
  found: number;
  focused: string | null;
  paste: PasteReport | null;
  setPaste: (report: PasteReport | null) => void;
}

function dialogKeys({
  open,
  openInsert,
  openBlock,
  focusToolbar,
  focusOutline,
}: EditorKeys): Record<string, Command> {
  const does = (run: () => void) => () => {
    run();
    return true;
  };
  return {
    'Mod-k': does(() => open('link')),
    'Mod-Alt-d': does(() => open('task')),
    'Mod-Alt-r': does(() => open('crossRef')),
    'Mod-Alt-f': does(() => open('field')),
    'Mod-.': does(openBlock),
    F1: does(() => open('keys')),
    'Alt-F10': does(focusToolbar),
    'Alt-F9': does(focusOutline),
    '/': ({ selection }) => {
      const empty =
        selection.empty && selection.$from.parent.isTextblock && selection.$from.parent.content.size === 0;
      if (empty) openInsert();
      return empty;
    },
  };
}

export function useDocumentEditor(
  props: DocumentEditorProps,
  mount: RefObject<HTMLDivElement>,
  keys: EditorKeys,
  handle: Ref<DocumentEditorHandle>,
): EditorView {
  const t = useMessages();
  const [live, setLive] = useState<LiveEditor | null>(null);
  const [outline, setOutline] = useState<readonly OutlineItem[]>([]);
  const [counts, setCounts] = useState<TextCounts | null>(null);
  const [found, setFound] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  const [paste, setPaste] = useState<PasteReport | null>(null);
  const latest = useRef({ props, keys });
  latest.current = { props, keys };
  const values = useMemo(() => fieldResolver(props.values), [props.values]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes later is told to it
  useEffect(() => {
    const element = mount.current;
    if (!element) return;
    const context = new EditorContext(values, marksOf(t), taskText(t));
    const { keys: asked } = latest.current;
    const editor = createEditor({
      element,
      body: props.initial,
      context,
      editable: props.editable,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('editor.label'),
        lang: 'ru',
        spellcheck: 'true',
        class: 'editor-text',
      },
      keys: dialogKeys(asked),
      onPaste: setPaste,
      onFound: setFound,
      onFocusBlock: (id) => {
        setFocused(id);
        latest.current.props.onFocusBlock?.(id);
      },
    });
    const changed = new Pause(
      () => latest.current.props.onChange?.(bodyOf(editor.state.doc)),
      CHANGE_PAUSE_MS,
    );
    const overview = new Pause(() => {
      const { doc } = editor.state;
      setOutline((old) => kept(old, outlineOf(doc, context.index.numbers)));
      setCounts((old) => {
        const now = countsOf(doc);
        return old?.characters === now.characters && old.words === now.words ? old : now;
      });
    }, OVERVIEW_PAUSE_MS);
    editor.on('transaction', ({ transaction }) => {
      if (!transaction.docChanged) return;
      if (transaction.getMeta(REMOTE) !== true) {
        latest.current.props.onTouch?.();
        if (latest.current.props.onChange) changed.ask();
      }
      overview.ask();
    });
    overview.ask();
    const flush = () => changed.now();
    editor.on('blur', flush);
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    context.setDecorations(latest.current.props.decorations ?? {});
    const actions = new EditorActions(editor, latest.current.keys.open, () =>
      latest.current.props.onPreview?.(),
    );
    performance.mark('editor-ready');
    setLive({ editor, actions, context });
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      changed.now();
      overview.drop();
      editor.destroy();
      setLive(null);
    };
  }, []);

  useEffect(() => live?.context.setValues(values), [live, values]);
  useEffect(() => live?.context.setDecorations(props.decorations ?? {}), [live, props.decorations]);
  useEffect(() => {
    // Setting it draws the whole text anew, so only when it differs.
    if (live && live.editor.isEditable !== props.editable) live.editor.setEditable(props.editable, false);
  }, [live, props.editable]);
  useImperativeHandle(handle, () => handleOf(live, props.initial), [live, props.initial]);
  return { live, outline, counts, found, focused, paste, setPaste };
}

/** The old list when nothing in it changed, so that React has nothing to do. */
function kept(old: readonly OutlineItem[], now: readonly OutlineItem[]): readonly OutlineItem[] {
  const same = (a: OutlineItem | undefined, b: OutlineItem) =>
    a?.id === b.id && a.text === b.text && a.number === b.number && a.level === b.level;
  const next = now.map((item, i) => (same(old[i], item) ? (old[i] as OutlineItem) : item));
  return old.length === next.length && next.every((item, i) => item === old[i]) ? old : next;
}

function handleOf(live: LiveEditor | null, initial: DocumentBody): DocumentEditorHandle {
  return {
    isLive: () => live !== null,
    getBody: () => (live ? bodyOf(live.editor.state.doc) : initial),
    applyRemote: (body) => {
      const transaction = live && remoteTransaction(live.editor.state, body);
      if (transaction) live.editor.view.dispatch(transaction);
    },
    revealBlock: (id) => live !== null && reveal(live, id),
    replaceBlock: (id, block) => {
      const transaction = live && replacingTransaction(live.editor.state, id, block);
      if (!transaction) return false;
      live.editor.view.dispatch(transaction);
      return true;
    },
  };
}

/** Scrolls to a block and puts the caret at its start. Far blocks have guessed heights, hence the second look. */
export function reveal({ editor, context }: LiveEditor, id: string): boolean {
  const at = findBlockNode(editor.state.doc, id);
  if (!at) return false;
  const $start = editor.state.doc.resolve(Math.min(at.pos + 2, editor.state.doc.content.size));
  if (blockAround($start)) editor.commands.setTextSelection($start.pos);
  editor.view.dom.focus({ preventScroll: true });
  const show = () => context.blocks.get(id)?.dom.scrollIntoView({ block: 'center' });
  show();
  requestAnimationFrame(show);
  return true;
}
