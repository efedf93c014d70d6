// The editor as one piece: toolbar, contents, the text on its sheet, the panel beside it, the line under it. Loaded
// lazily by the page of editing alone; it draws nothing on the server.
import { forwardRef, useEffect, useRef, useState } from 'react';
import { Button } from '../button';
import { useMessages } from '../messages/messages-context';
import { startDocument } from './commands/insert';
import type { DialogKind } from './editor-actions';
import type { DocumentEditorHandle, DocumentEditorProps } from './editor-types';
import { BlockHandle } from './parts/block-handle';
import { EditorDialogs } from './parts/dialogs';
import { OutlinePane } from './parts/outline-pane';
import { PasteNotice } from './parts/paste-notice';
import { SidePanel } from './parts/side-panel';
import { StatusLine } from './parts/status-line';
import { EditorToolbar } from './parts/toolbar';
import { reveal, useDocumentEditor } from './use-document-editor';
import '../../styles/editor.css';

export const DocumentEditor = forwardRef<DocumentEditorHandle, DocumentEditorProps>(
  function DocumentEditor(props, handle) {
    const t = useMessages();
    const root = useRef<HTMLDivElement>(null);
    const mount = useRef<HTMLDivElement>(null);
    const paper = useRef<HTMLDivElement>(null);
    const [dialog, setDialog] = useState<DialogKind | null>(null);
    const [insertOpen, setInsertOpen] = useState(false);
    const [blockOpen, setBlockOpen] = useState(false);
    const [panelOpen, setPanelOpen] = useState(() => window.innerWidth >= WIDE);
    const [panelTab, setPanelTab] = useState<string | null>(null);
    const focusIn = (selector: string) => root.current?.querySelector<HTMLElement>(selector)?.focus();
    const view = useDocumentEditor(
      props,
      mount,
      {
        open: setDialog,
        openInsert: () => setInsertOpen(true),
        openBlock: () => setBlockOpen(true),
        focusToolbar: () => focusIn('[role=toolbar] button:not([disabled])'),
        focusOutline: () => focusIn('.editor-outline button[aria-current], .editor-outline button'),
      },
      handle,
    );
    const { live, paste, setPaste } = view;
    useRootKeys(
      root,
      () => live?.editor.view.focus(),
      () => setDialog('keys'),
    );
    const panels = props.panels ?? [];
    const empty = live !== null && view.counts?.characters === 0 && view.outline.length === 0;
    return (
      <div ref={root} className="editor" data-ready={live ? '' : undefined}>
        {live && props.editable ? (
          <EditorToolbar
            actions={live.actions}
            found={view.found}
            insertOpen={insertOpen}
            onInsertOpen={setInsertOpen}
            blockOpen={blockOpen}
            onBlockOpen={setBlockOpen}
          />
        ) : null}
        {paste ? (
          <PasteNotice
            report={paste}
            onUndo={() => {
              live?.actions.do('undo');
              setPaste(null);
            }}
            onHide={() => setPaste(null)}
          />
        ) : null}
        <div className={`editor-body ${panels.length > 0 && panelOpen ? 'editor-with-panel' : ''}`}>
          <nav aria-label={t('editor.outline')} className="editor-outline">
            {/* The overview is made after the first paint: until then there is nothing true to say. */}
            {live && view.counts ? (
              <OutlinePane
                items={view.outline}
                currentId={view.focused}
                actions={live.actions}
                onJump={(id) => reveal(live, id)}
              />
            ) : null}
          </nav>
          <div ref={paper} className="editor-paper">
            {live && props.editable ? (
              <BlockHandle
                live={live}
                paper={paper}
                focused={view.focused}
                layout={view.outline}
                onMenu={() => setBlockOpen(true)}
              />
            ) : null}
            <div
              ref={mount}
              className="paper editor-sheet"
              {...markClicks((id) => {
                setPanelTab('remarks');
                setPanelOpen(true);
                props.onMark?.(id);
              })}
            />
            {empty && live && props.editable ? (
              <div className="editor-empty">
                <p>{t('editor.empty')}</p>
                <Button type="button" onPress={() => live.actions.run(startDocument)}>
                  {t('editor.empty.start')}
                </Button>
              </div>
            ) : null}
          </div>
          {panels.length > 0 ? (
            <SidePanel
              panels={panels}
              current={panelTab ?? panels[0]?.id ?? ''}
              onCurrent={setPanelTab}
              open={panelOpen}
              onClose={() => setPanelOpen(false)}
            />
          ) : null}
        </div>
        <StatusLine
          counts={view.counts}
          found={view.found}
          onAccept={() => live?.actions.do('acceptCitations')}
          onPanel={panels.length > 0 ? () => setPanelOpen(!panelOpen) : null}
          panelOpen={panelOpen}
          onPreview={props.onPreview}
        >
          {props.status}
        </StatusLine>
        {live && dialog ? (
          <EditorDialogs
            live={live}
            open={dialog}
            fieldChoices={props.fieldChoices ?? []}
            onClose={() => setDialog(null)}
          />
        ) : null}
      </div>
    );
  },
);

/** From here on the panel stands beside the text by itself. */
const WIDE = 1500;

/** A press on the mark in the margin of a block; for the mouse only, the panel itself follows the caret. */
const markClicks = (onMark: (id: string) => void) => ({
  onClick: (event: React.MouseEvent) => {
    const block = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.b') : null;
    if (!block || event.clientX <= block.getBoundingClientRect().right) return;
    if (block.dataset.remarks || block.dataset.suggestions) onMark(block.dataset.id ?? '');
  },
});

/** Escape in the toolbar goes back to the text; «?» and F1 outside of it show the keys. */
function useRootKeys(root: React.RefObject<HTMLDivElement>, toText: () => void, help: () => void): void {
  const latest = useRef({ toText, help });
  latest.current = { toText, help };
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
      const inText = event.target.isContentEditable || event.target.matches('input, textarea, select');
      const inToolbar = event.target.closest('[role=toolbar], .editor-outline') !== null;
      if (event.key === 'Escape' && inToolbar) latest.current.toText();
      if (!inText && (event.key === '?' || event.key === 'F1')) {
        event.preventDefault();
        latest.current.help();
      }
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [root]);
}
