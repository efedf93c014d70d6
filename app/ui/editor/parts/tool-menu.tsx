import type { ReactNode } from 'react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';

export interface MenuRow {
  id: string;
  label: string;
  /** The key, shown at the right. */
  keys?: string | undefined;
  isDisabled?: boolean | undefined;
  run: () => void;
}
export interface MenuGroup {
  id: string;
  label?: string | undefined;
  rows: readonly MenuRow[];
}

interface ToolMenuProps {
  label: string;
  groups: readonly MenuGroup[];
  /** The button that opens it. */
  children: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

const rowClass =
  'flex min-h-11 cursor-pointer items-center justify-between gap-6 rounded-md px-3 text-ink outline-none data-focused:bg-accent-soft data-focused:text-accent-strong data-disabled:cursor-not-allowed data-disabled:opacity-50';

/** A menu of commands behind a button: arrows, first letters, Enter, Escape. */
export function ToolMenu({ label, groups, children, ...open }: ToolMenuProps) {
  const run = (key: unknown) => {
    const row = groups.flatMap(({ rows }) => rows).find(({ id }) => id === key);
    row?.run();
  };
  return (
    <MenuTrigger {...open}>
      {children}
      <Popover className="max-h-[70dvh] min-w-64 overflow-y-auto rounded-md border border-line-strong bg-sheet p-1 shadow-sheet">
        <Menu aria-label={label} onAction={run} className="outline-none">
          {groups
            .filter(({ rows }) => rows.length > 0)
            .map((group) => (
              <MenuSection key={group.id} {...(group.label ? {} : { 'aria-label': label })}>
                {group.label ? (
                  <Header className="px-3 pt-2 pb-1 text-sm text-ink-soft">{group.label}</Header>
                ) : null}
                {group.rows.map((row) => (
                  <MenuItem
                    key={row.id}
                    id={row.id}
                    textValue={row.label}
                    isDisabled={row.isDisabled ?? false}
                    className={rowClass}
                  >
                    <span>{row.label}</span>
                    {row.keys ? <kbd className="font-sans text-sm text-ink-soft">{row.keys}</kbd> : null}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
