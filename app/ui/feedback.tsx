// What the page tells about itself: nothing here yet, something failed, something was done.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';
import { useMessages } from './messages/messages-context';

export interface EmptyStateProps {
  title: string;
  /** What to do next. */
  text: string;
  icon?: IconName;
  level?: 2 | 3;
  children?: ReactNode;
}
export function EmptyState({ title, text, icon = 'document', level = 2, children }: EmptyStateProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="rounded-md border border-dashed border-line-strong px-5 py-8 text-center">
      <Icon name={icon} className="mx-auto size-8 text-ink-soft" />
      <Heading className="mt-3 text-lg font-semibold">{title}</Heading>
      <p className="mx-auto mt-1 max-w-[34rem] text-ink-soft">{text}</p>
      {children ? <div className="mt-4 flex flex-wrap justify-center gap-3">{children}</div> : null}
    </div>
  );
}

export interface ErrorStateProps {
  title: string;
  why: string;
  todo: string;
  requestId?: string | undefined;
  children?: ReactNode;
}
/** An error as people need it: what happened, why, what to do. */
export function ErrorState({ title, why, todo, requestId, children }: ErrorStateProps) {
  const t = useMessages();
  return (
    <section className="mx-auto max-w-[40rem] py-6">
      <Icon name="warning" className="size-10 text-danger" />
      <h1 className="mt-3 text-xl font-semibold md:text-2xl">{title}</h1>
      <dl className="mt-5 grid grid-cols-1 gap-4">
        <div>
          <dt className="text-sm font-medium text-ink-soft">{t('error.why')}</dt>
          <dd>{why}</dd>
        </div>
        <div>
          <dt className="text-sm font-medium text-ink-soft">{t('error.todo')}</dt>
          <dd>{todo}</dd>
        </div>
      </dl>
      {children ? <div className="mt-6 flex flex-wrap gap-3">{children}</div> : null}
      {requestId ? (
        <p className="mt-6 text-sm text-ink-soft">{t('error.request', { id: requestId })}</p>
      ) : null}
    </section>
  );
}

export type NoticeTone = 'success' | 'warning' | 'danger' | 'info';
const tones: Record<NoticeTone, { box: string; icon: IconName; ink: string }> = {
  success: { box: 'border-success bg-success-soft', icon: 'check', ink: 'text-success' },
  warning: { box: 'border-warning bg-warning-soft', icon: 'warning', ink: 'text-warning' },
  danger: { box: 'border-danger bg-danger-soft', icon: 'warning', ink: 'text-danger' },
  info: { box: 'border-accent bg-accent-soft', icon: 'info', ink: 'text-accent' },
};
/** A result or a warning in the page, announced to screen readers; dangers interrupt. */
export function Notice({ tone, children }: { tone: NoticeTone; children: ReactNode }) {
  const look = tones[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={`flex items-start gap-3 rounded-md border-l-4 px-4 py-3 text-ink ${look.box}`}
    >
      <Icon name={look.icon} className={`mt-0.5 size-5 ${look.ink}`} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** All errors of a form in one place above it; each also stands beside its field. */
export function FormErrors({ errors }: { errors: readonly string[] }) {
  const t = useMessages();
  if (errors.length === 0) return null;
  if (errors.length === 1) return <Notice tone="danger">{errors[0]}</Notice>;
  return (
    <Notice tone="danger">
      <p className="font-medium">{t('field.errors', { count: errors.length })}</p>
      <ul className="mt-1 list-disc pl-5">
        {errors.map((error) => (
          <li key={error}>{error}</li>
        ))}
      </ul>
    </Notice>
  );
}
