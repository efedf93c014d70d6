import type { ReactNode } from 'react';

/** The heading of a page with a line under it and actions beside it. */
export function PageHeader({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere] md:text-2xl">{title}</h1>
        {lead ? <p className="mt-1 max-w-[44rem] text-ink-soft">{lead}</p> : null}
      </div>
      {children}
    </header>
  );
}
