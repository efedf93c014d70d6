import type { ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { Icon, type IconName } from '../../icons';

const look =
  'inline-flex min-h-11 min-w-11 shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-md px-2.5 text-base text-ink hover:bg-accent-soft hover:text-accent-strong disabled:cursor-not-allowed disabled:opacity-45';

interface ToolButtonProps {
  label: string;
  /** Shown beside the icon, or instead of it; without it the label is for screen readers and the hint. */
  text?: string;
  icon?: IconName;
  hint?: string;
  isDisabled?: boolean;
  onPress?: () => void;
  className?: string;
  children?: ReactNode;
}

/** A button of the toolbar: thumb-sized, with a name and a hint that tells the key. */
export function ToolButton({ label, text, icon, hint, className = '', children, ...rest }: ToolButtonProps) {
  return (
    <Button {...rest} aria-label={hint ? `${label} (${hint})` : label} className={`${look} ${className}`}>
      {icon ? <Icon name={icon} /> : null}
      {text ? <span>{text}</span> : null}
      {children}
    </Button>
  );
}

interface ToggleProps extends ToolButtonProps {
  isSelected: boolean;
}
export function ToolToggle({
  label,
  text,
  icon,
  hint,
  className = '',
  isSelected,
  onPress,
  isDisabled,
}: ToggleProps) {
  return (
    <ToggleButton
      aria-label={hint ? `${label} (${hint})` : label}
      isSelected={isSelected}
      isDisabled={isDisabled ?? false}
      onChange={() => onPress?.()}
      className={`${look} data-selected:bg-accent-soft data-selected:text-accent-strong data-selected:shadow-[inset_0_-3px_0_var(--accent)] ${className}`}
    >
      {icon ? <Icon name={icon} /> : null}
      {text ? <span>{text}</span> : null}
    </ToggleButton>
  );
}
