import { Link, type LinkProps } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Icon, type IconName } from './icons';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 py-2 text-base font-medium text-center no-underline cursor-pointer transition-colors disabled:cursor-not-allowed disabled:opacity-60';
const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent',
  secondary: 'border border-line-strong bg-sheet text-ink hover:border-accent hover:text-accent-strong',
  quiet: 'text-accent hover:bg-accent-soft hover:text-accent-strong',
  danger: 'border border-danger bg-sheet text-danger-ink hover:bg-danger-soft',
};

/** The classes of a button, for elements that only look like one. */
export function buttonClass(look: ButtonLook = 'secondary', extra = ''): string {
  return `${base} ${looks[look]} ${extra}`.trim();
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  look?: ButtonLook;
  icon?: IconName;
  className?: string;
  children: ReactNode;
}

/** Verbs on buttons: «Отправить на согласование». In a form it submits unless `type` says otherwise. */
export function Button({ look = 'secondary', icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <AriaButton type="submit" {...rest} className={buttonClass(look, className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </AriaButton>
  );
}

export interface LinkButtonProps extends LinkProps {
  look?: ButtonLook;
  icon?: IconName;
  children: ReactNode;
}

/** A way to another page that looks like a button; prefetched when the reader is about to follow it. */
export function LinkButton({ look = 'secondary', icon, className = '', children, ...rest }: LinkButtonProps) {
  return (
    <Link
      prefetch={rest.reloadDocument ? 'none' : 'intent'}
      {...rest}
      className={buttonClass(look, className)}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  );
}
