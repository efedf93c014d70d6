import type { ReactNode } from 'react';

export interface SettingsRow {
  title: string;
  text: string;
  action: ReactNode;
}

/** What can be set, each with a word about it and the way there. */
export function SettingsList({ rows }: { rows: readonly SettingsRow[] }) {
  return (
    <ul className="max-w-[52rem] border-t border-line">
      {rows.map((row) => (
        <li
          key={row.title}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-4"
        >
          <div className="min-w-0 flex-[1_1_18rem]">
            <h2 className="font-medium">{row.title}</h2>
            <p className="text-ink-soft">{row.text}</p>
          </div>
          {row.action}
        </li>
      ))}
    </ul>
  );
}
