// Which dialog is open and what it does with the text.
import { useMemo } from 'react';
import type { Due, NumberingMode } from '~/modules/documents';
import { useMessages } from '../../messages/messages-context';
import { linkAt, setCaption, setLink, setNumbering, setTask } from '../commands/attributes';
import { insertInline } from '../commands/insert';
import type { DialogKind } from '../editor-actions';
import type { FieldChoice } from '../editor-types';
import { currentBlock, type PlacedNode } from '../model/blocks';
import { headingOf, referablesOf } from '../model/overview';
import { applyTypography, typographyChanges } from '../model/typography';
import type { LiveEditor } from '../use-document-editor';
import { KeysDialog, NumberingDialog } from './other-dialogs';
import { FieldDialog, RefDialog } from './pick-dialogs';
import { TaskDialog } from './task-dialog';
import { LinkDialog, OneLineDialog } from './text-dialogs';
import { TypographyDialog } from './typography-dialog';

interface DialogsProps {
  live: LiveEditor;
  open: DialogKind;
  fieldChoices: readonly FieldChoice[];
  onClose: () => void;
}

export function EditorDialogs({ live, open, fieldChoices, onClose }: DialogsProps) {
  const t = useMessages();
  const { actions, editor } = live;
  const { state } = editor;
  const at = currentBlock(state);
  switch (open) {
    case 'link':
      return (
        <LinkDialog
          initial={linkAt(state) ?? ''}
          onApply={(href) => actions.run(setLink(href))}
          onClose={onClose}
        />
      );
    case 'placeholder':
      return (
        <OneLineDialog
          title={t('editor.placeholder')}
          label={t('editor.placeholder.label')}
          hint={t('editor.placeholder.hint')}
          initial=""
          onApply={(label) => actions.run(insertInline('placeholder', { label }))}
          onClose={onClose}
        />
      );
    case 'field':
      return (
        <FieldDialog
          choices={fieldChoices}
          onPick={({ path, format = null }) => actions.run(insertInline('field', { path, format }))}
          onClose={onClose}
        />
      );
    case 'keys':
      return <KeysDialog onClose={onClose} />;
    case 'crossRef':
      return <Reference live={live} onClose={onClose} />;
    case 'typography':
      return <Typography live={live} onClose={onClose} />;
    case 'numbering':
      return <Numbering live={live} onClose={onClose} />;
    default:
      return at ? <BlockDialog live={live} open={open} at={at} onClose={onClose} /> : null;
  }
}

interface PartProps {
  live: LiveEditor;
  onClose: () => void;
}

function BlockDialog({
  live: { actions },
  open,
  at,
  onClose,
}: PartProps & { open: DialogKind; at: PlacedNode }) {
  const t = useMessages();
  const { id, due, responsible, verbKind, caption } = at.node.attrs as {
    id: string;
    due?: Due | null;
    responsible?: string[];
    verbKind?: string | null;
    caption?: string | null;
  };
  if (open === 'task' && at.node.type.name === 'item') {
    return (
      <TaskDialog
        initial={{ due: due ?? null, responsible: responsible ?? [], verbKind: verbKind ?? null }}
        onApply={(task) => actions.run(setTask(id, task))}
        onClose={onClose}
      />
    );
  }
  if (open !== 'caption') return null;
  return (
    <OneLineDialog
      title={t('editor.caption')}
      label={t('editor.caption.label')}
      initial={caption ?? ''}
      onApply={(text) => actions.run(setCaption(id, text))}
      onClose={onClose}
    />
  );
}

function Reference({ live, onClose }: PartProps) {
  const choices = useMemo(() => referablesOf(live.editor.state.doc, live.context.index.numbers), [live]);
  return (
    <RefDialog
      choices={choices}
      onPick={(targetId, prefix) => live.actions.run(insertInline('crossRef', { targetId, prefix }))}
      onClose={onClose}
    />
  );
}

function Typography({ live, onClose }: PartProps) {
  const changes = useMemo(() => {
    const { doc, selection } = live.editor.state;
    return selection.empty
      ? typographyChanges(doc, 0, doc.content.size)
      : typographyChanges(doc, selection.from, selection.to);
  }, [live]);
  return (
    <TypographyDialog
      changes={changes}
      onApply={(ticked) =>
        live.actions.run((state, dispatch) => {
          dispatch?.(applyTypography(state, ticked));
          return true;
        })
      }
      onClose={onClose}
    />
  );
}

function Numbering({ live, onClose }: PartProps) {
  const { state } = live.editor;
  const heading = headingAround(live);
  const block = heading
    ? {
        id: heading.attrs.id as string,
        text: headingOf(heading),
        mode: heading.attrs.numbering as NumberingMode | null,
      }
    : null;
  return (
    <NumberingDialog
      document={state.doc.attrs.numbering as NumberingMode}
      block={block}
      onApply={(document, inside) => {
        if (document !== state.doc.attrs.numbering) live.actions.run(setNumbering(document, null));
        if (block && inside !== block.mode) live.actions.run(setNumbering(inside, block.id));
      }}
      onClose={onClose}
    />
  );
}

function headingAround({ editor }: LiveEditor) {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ('numbering' in $from.node(depth).attrs) return $from.node(depth);
  }
  return null;
}
