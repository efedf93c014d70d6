// Agreeing to several documents: choose, read the summary, confirm. Works without scripts.
import { Form, Link } from '@remix-run/react';
import type { ApprovalTask, ManyOutcome } from '~/modules/documents';
import { Button, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { ApprovalCard } from '../document/approval-card';
import { Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';

const keyOf = (task: ApprovalTask) =>
  [task.documentId, task.stepId, task.assigneeKey, task.versionSha256].join('|');

export function ManyForm({ tasks }: { tasks: readonly ApprovalTask[] }) {
  const t = useMessages();
  return (
    <Form method="post" className="grid gap-3">
      <CsrfInput />
      <ul className="grid grid-cols-1 gap-3">
        {tasks.map((task) => (
          <li key={keyOf(task)} className="flex items-stretch gap-1">
            <label className="flex min-h-11 w-11 shrink-0 cursor-pointer items-center justify-center">
              <input type="checkbox" name="chosen" value={keyOf(task)} className="size-6 accent-accent" />
              <span className="sr-only">{t('approvals.choose', { title: task.title })}</span>
            </label>
            <div className="min-w-0 flex-1">
              <ApprovalCard task={task} />
            </div>
          </li>
        ))}
      </ul>
      <div className="sticky bottom-24 z-10 md:static">
        <Button look="primary" name="intent" value="review">
          {t('approvals.many')}
        </Button>
      </div>
    </Form>
  );
}

interface ManySummaryProps {
  tasks: readonly ApprovalTask[];
  chosen: readonly string[];
}

/** What will be agreed, with the very versions; nothing is written yet. */
export function ManySummary({ tasks, chosen }: ManySummaryProps) {
  const t = useMessages();
  const found = tasks.filter((task) => chosen.includes(keyOf(task)));
  return (
    <section
      aria-labelledby="many-title"
      className="grid gap-4 rounded-md border-2 border-accent bg-sheet p-4"
    >
      <h2 id="many-title" className="text-lg font-semibold">
        {t('approvals.many.title', { count: found.length })}
      </h2>
      <ul className="grid gap-2">
        {found.map((task) => (
          <li key={keyOf(task)}>
            <Link to={`/documents/${task.documentId}`} className="inline-flex min-h-11 items-center">
              {task.title}
            </Link>
            <span className="block text-sm text-ink-soft">
              {t('approvals.step', { step: task.stepTitle, version: task.versionNumber })}
              {task.onBehalfOf ? ` · ${t('decision.onBehalfOf', { name: task.onBehalfOf })}` : ''}
            </span>
          </li>
        ))}
      </ul>
      <p>{t('approvals.many.help')}</p>
      <Form method="post" className="flex flex-wrap gap-2">
        <CsrfInput />
        {found.map((task) => (
          <input key={keyOf(task)} type="hidden" name="chosen" value={keyOf(task)} />
        ))}
        <Button look="primary" name="intent" value="agree">
          {t('approvals.many.confirm')}
        </Button>
        <LinkButton to="/approvals">{t('approvals.many.cancel')}</LinkButton>
      </Form>
    </section>
  );
}

export function ManyOutcomes({ outcomes }: { outcomes: readonly ManyOutcome[] }) {
  const t = useMessages();
  const refused = outcomes.filter(({ agreed }) => !agreed);
  return (
    <Notice tone={refused.length > 0 ? 'warning' : 'success'}>
      <p>{t('approvals.many.done', { count: outcomes.length - refused.length })}</p>
      {refused.map(({ documentId, reason }) => (
        <p key={documentId}>
          <Link to={`/documents/${documentId}?tab=route`} className="inline-flex min-h-11 items-center">
            {t('approvals.many.refused')}
          </Link>
          {`: ${reason}`}
        </p>
      ))}
    </Notice>
  );
}
