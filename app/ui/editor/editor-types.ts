// What the editor takes and gives: the seam to drafting, remarks, checks and versions.
import type { ReactNode } from 'react';
import type { Block, DocumentBody } from '~/modules/documents';
import type { FieldValues } from '~/modules/templates';
import type { BlockDecorations } from './views/editor-context';

export interface EditorPanel {
  id: string;
  label: string;
  /** A count beside the label. */
  count?: number | undefined;
  render: () => ReactNode;
}

/** A field of the document that can be put into the text. */
export interface FieldChoice {
  path: string;
  label: string;
  format?: string | undefined;
}

export interface DocumentEditorHandle {
  /** False while the editor is still being put together. */
  isLive(): boolean;
  /** The text as it stands, pending keys included. */
  getBody(): DocumentBody;
  /** Brings in other people's work: only what differs, the caret stays, nothing enters the undo history. */
  applyRemote(body: DocumentBody): void;
  /** Shows a block and puts the caret into it; false when there is no such block. */
  revealBlock(id: string): boolean;
  /** Replaces one block as a step that can be undone; false when there is no such block. */
  replaceBlock(id: string, block: Block): boolean;
}

export interface DocumentEditorProps {
  initial: DocumentBody;
  values: FieldValues;
  editable: boolean;
  /** Called at every change by hand, before anything else is worked out; must be cheap. */
  onTouch?: () => void;
  /** Called a moment after the last key with the whole body; blocks not touched are the same objects as before. */
  onChange?: (body: DocumentBody) => void;
  onFocusBlock?: (id: string | null) => void;
  decorations?: BlockDecorations;
  panels?: readonly EditorPanel[];
  fieldChoices?: readonly FieldChoice[];
  /** State of saving and who else is here, for the status line. */
  status?: ReactNode;
  /** Opens the PDF of the text as it stands. */
  onPreview?: () => void;
  /** A mark beside a block was pressed. */
  onMark?: (id: string) => void;
}
