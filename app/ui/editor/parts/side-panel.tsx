// The panel beside the text: tabs of what other parts bring (fields, remarks, versions, check). On a phone it comes up
// from below over the text.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useMessages } from '../../messages/messages-context';
import type { EditorPanel } from '../editor-types';
import { ToolButton } from './tool-button';

interface SidePanelProps {
  panels: readonly EditorPanel[];
  current: string;
  onCurrent: (id: string) => void;
  open: boolean;
  onClose: () => void;
}

export function SidePanel({ panels, current, onCurrent, open, onClose }: SidePanelProps) {
  const t = useMessages();
  return (
    <aside aria-label={t('editor.panel.label')} className={`editor-panel ${open ? 'editor-panel-open' : ''}`}>
      <Tabs
        selectedKey={current}
        onSelectionChange={(key) => onCurrent(String(key))}
        className="grid grid-cols-1"
      >
        <div className="sticky top-0 z-10 flex items-start gap-1 border-b border-line bg-sheet">
          <TabList aria-label={t('editor.panel')} className="flex min-w-0 flex-1 flex-wrap">
            {panels.map(({ id, label, count }) => (
              <Tab
                key={id}
                id={id}
                className="flex min-h-11 cursor-pointer items-center gap-1.5 border-b-3 border-transparent px-3 text-ink-soft outline-none data-focus-visible:outline-3 data-focus-visible:outline-accent data-selected:border-accent data-selected:font-medium data-selected:text-ink"
              >
                {label}
                {count === undefined ? null : <span className="text-sm">{count}</span>}
              </Tab>
            ))}
          </TabList>
          <ToolButton
            className="editor-panel-close"
            icon="cross"
            label={t('editor.panel.close')}
            onPress={onClose}
          />
        </div>
        {panels.map(({ id, render }) => (
          <TabPanel
            key={id}
            id={id}
            className="p-4 outline-none data-focus-visible:outline-3 data-focus-visible:outline-accent"
          >
            {render()}
          </TabPanel>
        ))}
      </Tabs>
    </aside>
  );
}
