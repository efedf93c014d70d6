// The rows of the menus: what can be done with the current block, and what can be put after it.
import type { Translate } from '../../messages';
import { INSERTABLE } from '../commands/insert';
import { TURNABLE } from '../commands/turn-into';
import { type EditorActions, TABLE_COMMANDS, type TableCommand, type ToolbarState } from '../editor-actions';
import type { MenuGroup, MenuRow } from './tool-menu';

const INSERT_KEYS: Partial<Record<(typeof INSERTABLE)[number], string>> = { subItem: 'Ctrl+Enter' };
const TURN_KEYS: Partial<Record<(typeof TURNABLE)[number], string>> = {
  paragraph: 'Ctrl+Alt+0',
  item: 'Ctrl+Alt+1',
  section: 'Ctrl+Alt+2',
  addresseeGroup: 'Ctrl+Alt+3',
};

export function insertGroups(t: Translate, actions: EditorActions): MenuGroup[] {
  const blocks = INSERTABLE.map((kind) => ({
    id: kind,
    label: t(`editor.type.${kind}`),
    keys: INSERT_KEYS[kind],
    run: () => actions.insert(kind),
  }));
  const inline = (['crossRef', 'field', 'placeholder', 'link'] as const).map((kind) => ({
    id: `inline-${kind}`,
    label: t(`editor.${kind}`),
    keys: { crossRef: 'Ctrl+Alt+R', field: 'Ctrl+Alt+F', link: 'Ctrl+K', placeholder: undefined }[kind],
    run: () => actions.openDialog(kind),
  }));
  return [
    { id: 'blocks', rows: blocks },
    { id: 'inline', rows: inline },
  ];
}

export function kindGroups(t: Translate, actions: EditorActions): MenuGroup[] {
  const rows = TURNABLE.map((type) => ({
    id: type,
    label: t(`editor.type.${type}`),
    keys: TURN_KEYS[type],
    run: () => actions.turn(type),
  }));
  return [{ id: 'kinds', rows }];
}

function moveRows(t: Translate, actions: EditorActions, state: ToolbarState): MenuRow[] {
  return [
    { id: 'up', label: t('editor.up'), keys: 'Alt+↑', isDisabled: !state.canUp, run: () => actions.do('up') },
    {
      id: 'down',
      label: t('editor.down'),
      keys: 'Alt+↓',
      isDisabled: !state.canDown,
      run: () => actions.do('down'),
    },
    {
      id: 'indent',
      label: t('editor.indent'),
      keys: 'Tab',
      isDisabled: !state.canIndent,
      run: () => actions.do('indent'),
    },
    {
      id: 'outdent',
      label: t('editor.outdent'),
      keys: 'Shift+Tab',
      isDisabled: !state.canOutdent,
      run: () => actions.do('outdent'),
    },
  ];
}

function ownRows(t: Translate, actions: EditorActions, state: ToolbarState): MenuRow[] {
  switch (state.type) {
    case 'item':
      return [
        { id: 'task', label: t('editor.task'), keys: 'Ctrl+Alt+D', run: () => actions.openDialog('task') },
      ];
    case 'addresseeGroup':
      return [
        {
          id: 'addAddressee',
          label: t('editor.addressee.add'),
          keys: 'Shift+Enter',
          run: () => actions.do('addAddressee'),
        },
        {
          id: 'removeAddressee',
          label: t('editor.addressee.remove'),
          isDisabled: !state.inAddressee,
          run: () => actions.do('removeAddressee'),
        },
      ];
    case 'list':
      return (['dash', 'bullet', 'decimal'] as const).map((style) => ({
        id: style,
        label: t(`editor.list.${style}`),
        run: () => actions.list(style),
      }));
    case 'paragraph':
      return (['justify', 'left', 'center', 'right'] as const).map((align) => ({
        id: align,
        label: t(`editor.align.${align}`),
        run: () => actions.align(align),
      }));
    case 'appendix':
      return [{ id: 'caption', label: t('editor.caption'), run: () => actions.openDialog('caption') }];
    case 'table':
      return [
        ...(Object.keys(TABLE_COMMANDS) as TableCommand[]).map((name) => ({
          id: name,
          label: t(`editor.table.${name}`),
          run: () => actions.table(name),
        })),
        { id: 'caption', label: t('editor.caption'), run: () => actions.openDialog('caption') },
      ];
    default:
      return [];
  }
}

/** What can be done with the block the caret stands in. */
export function blockGroups(t: Translate, actions: EditorActions, state: ToolbarState): MenuGroup[] {
  return [
    { id: 'move', rows: moveRows(t, actions, state) },
    { id: 'own', rows: ownRows(t, actions, state) },
    { id: 'remove', rows: [{ id: 'remove', label: t('editor.remove'), run: () => actions.do('remove') }] },
  ];
}

export function citationGroups(
  t: Translate,
  actions: EditorActions,
  state: ToolbarState,
  found: number,
): MenuGroup[] {
  return [
    {
      id: 'citations',
      rows: [
        {
          id: 'here',
          label: t('editor.citations.acceptHere'),
          keys: 'Ctrl+Alt+C',
          isDisabled: !state.onFound,
          run: () => actions.do('acceptCitation'),
        },
        {
          id: 'all',
          label: t('editor.citations.acceptAll'),
          isDisabled: found === 0,
          run: () => actions.do('acceptCitations'),
        },
        { id: 'find', label: t('editor.citations.find'), run: () => actions.do('findCitations') },
        {
          id: 'text',
          label: t('editor.citations.toText'),
          isDisabled: !state.onCitation,
          run: () => actions.do('citationToText'),
        },
      ],
    },
  ];
}
