import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { LinkButton } from '~/ui/button';
import { ApprovalCard } from '~/ui/document/approval-card';
import { EmptyState } from '~/ui/feedback';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'approvals.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({
    tasks: await args.context.services.documents.queries.listApprovalTasks(ctx),
  }));
}

export default function Approvals() {
  const t = useMessages();
  const { tasks } = useLoaderData<typeof loader>();
  if (tasks.length === 0) {
    return (
      <>
        <PageHeader title={t('approvals.title')} />
        <EmptyState icon="approvals" title={t('approvals.empty')} text={t('approvals.empty.text')}>
          <LinkButton to="/documents">{t('home.recent.all')}</LinkButton>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('approvals.title')} lead={t('approvals.count', { count: tasks.length })} />
      <ul className="grid grid-cols-1 gap-3">
        {tasks.map((task) => (
          <li key={`${task.documentId} ${task.stepId}`}>
            <ApprovalCard task={task} />
          </li>
        ))}
      </ul>
    </>
  );
}
