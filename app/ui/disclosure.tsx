import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';

export interface DisclosureProps {
  summary: ReactNode;
  icon?: IconName;
  className?: string;
  summaryClassName?: string;
  /** Stands open at first. */
  open?: boolean;
  children: ReactNode;
}

/** Something folded away; a native element, so it works everywhere. The arrow tells which way it stands. */
export function Disclosure({
  summary,
  icon,
  className = '',
  summaryClassName = '',
  open = false,
  children,
}: DisclosureProps) {
  return (
    <details open={open || undefined} className={`group ${className}`}>
      <summary
        className={`flex min-h-11 list-none items-center gap-2 [&::-webkit-details-marker]:hidden ${summaryClassName}`}
      >
        {icon ? <Icon name={icon} /> : null}
        {summary}
        <Icon name="down" className="size-4 text-ink-soft group-open:rotate-180" />
      </summary>
      {children}
    </details>
  );
}
