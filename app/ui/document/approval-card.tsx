import { Link } from '@remix-run/react';
import type { ApprovalTask } from '~/modules/documents';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

/** A document that waits for this person's decision; the deadline in words comes first to the eye. */
export function ApprovalCard({ task, level = 2 }: { task: ApprovalTask; level?: 2 | 3 }) {
  const t = useMessages();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article className="relative flex flex-wrap items-start justify-between gap-x-6 gap-y-2 rounded-md border border-line bg-sheet px-4 py-3 hover:border-accent md:px-5 md:py-4">
      <div className="min-w-0 flex-[1_1_18rem]">
        <Heading className="font-medium">
          <Link
            to={`/documents/${task.documentId}?tab=route#decision`}
            prefetch="intent"
            className="text-ink no-underline after:absolute after:inset-0 hover:text-accent-strong"
          >
            {task.title}
          </Link>
        </Heading>
        <p className="mt-1 text-sm text-ink-soft">
          {[
            task.kindName,
            t('approvals.step', { step: task.stepTitle, version: task.versionNumber }),
            task.onBehalfOf ? t('decision.onBehalfOf', { name: task.onBehalfOf }) : null,
            task.sentBy ? t('approvals.sentBy', { name: task.sentBy }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <DueText text={task.dueText} overdue={task.overdue} />
    </article>
  );
}

/** «осталось 2 рабочих дня», «просрочено на день»: word, icon and only then colour. */
export function DueText({ text, overdue }: { text: string | null; overdue: boolean }) {
  const t = useMessages();
  return (
    <p
      className={`flex items-center gap-1.5 text-sm ${overdue ? 'font-medium text-danger-ink' : 'text-ink-soft'}`}
    >
      <Icon name={overdue ? 'warning' : 'clock'} className="size-4" />
      {text ?? t('approvals.noDue')}
    </p>
  );
}
