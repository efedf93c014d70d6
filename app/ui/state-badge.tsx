import type { LifecycleState } from '~/modules/documents';
import { Icon, type IconName } from './icons';

type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';
const toneClass: Record<Tone, string> = {
  neutral: 'border-line-strong [&>svg]:text-ink-soft',
  accent: 'border-accent bg-accent-soft [&>svg]:text-accent',
  success: 'border-success bg-success-soft [&>svg]:text-success',
  warning: 'border-warning bg-warning-soft [&>svg]:text-warning',
  danger: 'border-danger bg-danger-soft [&>svg]:text-danger',
};
const looks: Record<LifecycleState, { icon: IconName; tone: Tone }> = {
  draft: { icon: 'pen', tone: 'neutral' },
  discussion: { icon: 'talk', tone: 'accent' },
  'in-approval': { icon: 'clock', tone: 'accent' },
  approved: { icon: 'check', tone: 'success' },
  adopted: { icon: 'star', tone: 'success' },
  issued: { icon: 'verify', tone: 'success' },
  superseded: { icon: 'archive', tone: 'warning' },
  lapsed: { icon: 'archive', tone: 'warning' },
  returned: { icon: 'returned', tone: 'warning' },
  rejected: { icon: 'cross', tone: 'danger' },
  withdrawn: { icon: 'returned', tone: 'neutral' },
};

/** A small label with an icon and a word; colour only repeats what they say. */
export function Badge({ icon, tone, children }: { icon: IconName; tone: Tone; children: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full border py-0.5 pr-3 pl-2 text-sm font-medium text-ink ${toneClass[tone]}`}
    >
      <Icon name={icon} className="size-4" />
      {children}
    </span>
  );
}

/** The state of a document: the kind's own word («принята», «утверждено») with the state's icon. */
export function StateBadge({ state, word }: { state: LifecycleState; word: string }) {
  const look = looks[state];
  return (
    <Badge icon={look.icon} tone={look.tone}>
      {word}
    </Badge>
  );
}
