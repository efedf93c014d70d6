import type { RouteStepView, RouteView } from '~/modules/documents';
import { EmptyState } from '../feedback';
import { formatDay, formatMoment, shortHash } from '../format';
import { Icon, type IconName } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';
const stepLooks: Record<RouteStepView['status'], { icon: IconName; tone: Tone; dot: string }> = {
  waiting: { icon: 'dot', tone: 'neutral', dot: 'text-ink-soft' },
  active: { icon: 'clock', tone: 'accent', dot: 'border-accent! text-accent' },
  done: { icon: 'check', tone: 'success', dot: 'border-success! text-success' },
  returned: { icon: 'returned', tone: 'warning', dot: 'border-warning! text-warning' },
  rejected: { icon: 'cross', tone: 'danger', dot: 'border-danger! text-danger' },
  skipped: { icon: 'skip', tone: 'neutral', dot: 'text-ink-soft' },
};
const decisionLooks: Record<string, { icon: IconName; ink: string }> = {
  agree: { icon: 'check', ink: 'text-success' },
  'agree-with-remarks': { icon: 'talk', ink: 'text-success' },
  remarks: { icon: 'talk', ink: 'text-success' },
  return: { icon: 'returned', ink: 'text-warning' },
  reject: { icon: 'cross', ink: 'text-danger' },
};

/** The route as a vertical line: step, who, until when, decision, on which version. */
export function RouteTimeline({ route, documentId }: { route: RouteView; documentId: string }) {
  const t = useMessages();
  if (route.status === 'none' || route.steps.length === 0) {
    return <EmptyState title={t('route.none')} text={t('route.none.text')} icon="approvals" />;
  }
  return (
    <ol className="timeline">
      {route.steps.map((step) => (
        <Step key={step.id} step={step} documentId={documentId} />
      ))}
    </ol>
  );
}

function Step({ step, documentId }: { step: RouteStepView; documentId: string }) {
  const t = useMessages();
  const locale = useLocale();
  const look = stepLooks[step.status];
  const facts = [
    step.assignees.length > 1
      ? t(step.order === 'parallel' ? 'route.order.parallel' : 'route.order.sequential')
      : null,
    t('route.rule', { rule: step.rule }),
    step.dueAt ? t('route.due', { date: formatDay(step.dueAt, locale) }) : null,
    step.dueText,
  ].filter(Boolean);
  return (
    <li aria-current={step.status === 'active' ? 'step' : undefined}>
      <span className={`timeline-dot ${look.dot}`}>
        <Icon name={look.icon} className="size-4" />
      </span>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-lg leading-7 font-semibold">{step.title}</h3>
        <Badge icon={look.icon} tone={look.tone}>
          {t(`route.status.${step.status}`)}
        </Badge>
      </div>
      <p className="mt-0.5 text-sm text-ink-soft">{facts.join(' · ')}</p>
      <ul className="mt-3 grid grid-cols-1 gap-2">
        {step.assignees.map((assignee) => (
          <Assignee key={assignee.key} assignee={assignee} documentId={documentId} />
        ))}
      </ul>
    </li>
  );
}

interface AssigneeProps {
  assignee: RouteStepView['assignees'][number];
  documentId: string;
}

function Assignee({ assignee, documentId }: AssigneeProps) {
  const t = useMessages();
  const locale = useLocale();
  const look = assignee.decision ? decisionLooks[assignee.decision] : undefined;
  const post = [assignee.position, assignee.organisation].filter(Boolean).join(', ');
  return (
    <li className="rounded-md border border-line bg-sheet px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0 flex-[1_1_16rem]">
          <p className="font-medium">{assignee.name}</p>
          {post ? <p className="text-sm text-ink-soft">{post}</p> : null}
        </div>
        <p className="flex items-center gap-1.5">
          <Icon name={look?.icon ?? 'clock'} className={`size-5 ${look?.ink ?? 'text-ink-soft'}`} />
          {assignee.decisionWord ?? (
            <span className="text-ink-soft">{t(`routing.state.${assignee.state}`)}</span>
          )}
        </p>
      </div>
      {assignee.remark ? (
        <blockquote className="mt-2 border-l-3 border-line-strong pl-3">
          <span className="sr-only">{t('route.remark')}: </span>
          {assignee.remark}
        </blockquote>
      ) : null}
      {assignee.reason ? (
        <p className="mt-1 text-sm">{t('routing.reason', { reason: assignee.reason })}</p>
      ) : null}
      {assignee.at ? (
        <p className="mt-1 text-sm text-ink-soft">
          {[
            formatMoment(assignee.at, locale),
            assignee.channel,
            assignee.carried ? t('routing.carried') : null,
            assignee.versionSha256 ? t('route.version', { sha: shortHash(assignee.versionSha256) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
      {assignee.scanSha256 ? (
        <a
          href={`/documents/${documentId}/letter/${assignee.scanSha256}`}
          className="inline-flex min-h-11 items-center gap-1.5"
        >
          <Icon name="external" className="size-4" />
          {t('routing.letter.scan.open')}
        </a>
      ) : null}
    </li>
  );
}
