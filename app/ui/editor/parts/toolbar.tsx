// The toolbar: one Tab stop, arrows inside (Alt+F10 comes here from the text, Escape goes back). On a phone the first
// row stays, the rest unfolds by «Ещё».
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { Toolbar as AriaToolbar, Separator } from 'react-aria-components';
import type { IconName } from '../../icons';
import type { MessageKey } from '../../messages';
import { useMessages } from '../../messages/messages-context';
import { type CommandName, type EditorActions, type ToolbarState, toolbarState } from '../editor-actions';
import { blockGroups, citationGroups, insertGroups, kindGroups } from './block-menu';
import { ToolButton, ToolToggle } from './tool-button';
import { ToolMenu } from './tool-menu';

interface ToolbarProps {
  actions: EditorActions;
  found: number;
  insertOpen: boolean;
  onInsertOpen: (open: boolean) => void;
  blockOpen: boolean;
  onBlockOpen: (open: boolean) => void;
}

export function EditorToolbar(props: ToolbarProps) {
  const t = useMessages();
  const { actions } = props;
  const [more, setMore] = useState(false);
  const state = useEditorState({
    editor: actions.editor,
    selector: ({ editor }) => toolbarState(editor.state),
  });
  const parts = { ...props, state };
  return (
    <AriaToolbar
      aria-label={t('editor.toolbar')}
      className={`editor-toolbar ${more ? 'editor-toolbar-open' : ''}`}
    >
      <WordTools {...parts} />
      <LevelTools {...parts} />
      <ToolButton
        className="editor-more-button"
        icon="menu"
        label={t('editor.more')}
        onPress={() => setMore(!more)}
      />
      <MoreTools {...parts} />
    </AriaToolbar>
  );
}

type PartProps = ToolbarProps & { state: ToolbarState };

function WordTools({ actions, state }: PartProps) {
  const t = useMessages();
  const marks = [
    ['strong', 'Ctrl+B', 'font-bold'],
    ['em', 'Ctrl+I', 'italic'],
    ['underline', 'Ctrl+U', 'underline'],
  ] as const;
  return (
    <>
      <ToolButton
        icon="undo"
        label={t('editor.undo')}
        hint="Ctrl+Z"
        isDisabled={!state.canUndo}
        onPress={() => actions.do('undo')}
      />
      <ToolButton
        icon="redo"
        label={t('editor.redo')}
        hint="Ctrl+Y"
        isDisabled={!state.canRedo}
        onPress={() => actions.do('redo')}
      />
      <Bar />
      {marks.map(([name, hint, className]) => (
        <ToolToggle
          key={name}
          label={t(`editor.${name}`)}
          text={t(`editor.${name}.letter`)}
          hint={hint}
          className={className}
          isSelected={state[name]}
          onPress={() => actions.do(name)}
        />
      ))}
      <ToolToggle
        icon="link"
        label={t('editor.link')}
        hint="Ctrl+K"
        isSelected={state.link}
        onPress={() => actions.openDialog('link')}
      />
      <Bar />
    </>
  );
}

function LevelTools({ actions, state, insertOpen, onInsertOpen, blockOpen, onBlockOpen }: PartProps) {
  const t = useMessages();
  const kind = t(`editor.type.${(state.type ?? 'none') as 'item'}`);
  const steps: [CommandName, IconName, string, boolean][] = [
    ['outdent', 'outdent', 'Shift+Tab', state.canOutdent],
    ['indent', 'indent', 'Tab', state.canIndent],
    ['up', 'up', 'Alt+↑', state.canUp],
    ['down', 'below', 'Alt+↓', state.canDown],
  ];
  return (
    <>
      <ToolMenu label={t('editor.kind', { kind })} groups={kindGroups(t, actions)}>
        <ToolButton
          label={t('editor.kind', { kind })}
          text={kind}
          isDisabled={state.type === null}
          className="min-w-24"
        />
      </ToolMenu>
      <ToolMenu
        label={t('editor.insert')}
        groups={insertGroups(t, actions)}
        isOpen={insertOpen}
        onOpenChange={onInsertOpen}
      >
        <ToolButton icon="plus" label={t('editor.insert')} />
      </ToolMenu>
      <ToolMenu
        label={t('editor.block.menu')}
        groups={blockGroups(t, actions, state)}
        isOpen={blockOpen}
        onOpenChange={onBlockOpen}
      >
        <ToolButton
          icon="grip"
          label={t('editor.block.menu')}
          hint="Ctrl+."
          isDisabled={state.type === null}
        />
      </ToolMenu>
      <Bar />
      {steps.map(([name, icon, hint, enabled]) => (
        <ToolButton
          key={name}
          icon={icon}
          label={t(`editor.${name}` as MessageKey)}
          hint={hint}
          isDisabled={!enabled}
          onPress={() => actions.do(name)}
        />
      ))}
    </>
  );
}

function MoreTools({ actions, state, found }: PartProps) {
  const t = useMessages();
  return (
    <div className="editor-more">
      <Bar />
      <ToolButton
        icon="calendar"
        label={t('editor.task')}
        hint="Ctrl+Alt+D"
        isDisabled={state.type !== 'item'}
        onPress={() => actions.openDialog('task')}
      />
      <ToolButton
        icon="target"
        label={t('editor.crossRef')}
        hint="Ctrl+Alt+R"
        onPress={() => actions.openDialog('crossRef')}
      />
      <ToolButton
        icon="number"
        label={t('editor.numbering')}
        onPress={() => actions.openDialog('numbering')}
      />
      <ToolMenu label={t('editor.citations')} groups={citationGroups(t, actions, state, found)}>
        <ToolButton label={t('editor.citations')} text="§" />
      </ToolMenu>
      <ToolButton
        icon="tidy"
        label={t('editor.typography')}
        onPress={() => actions.openDialog('typography')}
      />
      <ToolButton
        icon="keyboard"
        label={t('editor.keys')}
        hint="F1"
        onPress={() => actions.openDialog('keys')}
      />
    </div>
  );
}

const Bar = () => (
  <Separator orientation="vertical" className="mx-0.5 h-6 w-px shrink-0 bg-line max-sm:hidden" />
);
