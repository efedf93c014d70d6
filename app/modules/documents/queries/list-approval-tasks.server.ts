import { tokensOfActor } from '~/modules/identity';
import { dueText, stepOf } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { kindName } from '../documents.present';
import type { Document } from '../documents.schema';
import type { ApprovalTask } from '../documents.views';

const LIMIT = 200;

/** What waits for this person's decision, the most urgent first. */
export const listApprovalTasks =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<ApprovalTask[]> => {
    const tokens = tokensOfActor(ctx.actor).filter((token) => token !== 'public' && token !== 'installation');
    if (tokens.length === 0) return [];
    const documents = await deps.repository.listPending(tokens, LIMIT);
    const tasks = await Promise.all(documents.map((document) => tasksOf(deps, ctx, document, tokens)));
    const urgency = (task: ApprovalTask) => task.dueAt ?? '9999';
    return tasks.flat().sort((a, b) => urgency(a).localeCompare(urgency(b)));
  };

async function tasksOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  tokens: readonly string[],
): Promise<ApprovalTask[]> {
  const { route } = document;
  if (!route) return [];
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  const calendar = await deps.calendar();
  return route.steps
    .filter((step) => step.status === 'active')
    .flatMap((step) => step.assignees.map((assignee) => ({ step, assignee })))
    .filter(({ assignee }) => assignee.state === 'asked' && tokens.includes(assignee.token))
    .map(({ step, assignee }) => ({
      documentId: document._id,
      title: document.title,
      kindName: kindName(document.kind),
      stepId: step.id,
      stepTitle: stepOf(definition, step.id).title,
      versionNumber: document.currentVersion.number,
      sentBy: document.currentVersion.authorName,
      dueAt: assignee.dueAt?.toISOString() ?? null,
      dueText: assignee.dueAt ? dueText(assignee.dueAt, ctx.now(), route.timeZone, calendar) : null,
      overdue: assignee.dueAt !== null && assignee.dueAt < ctx.now(),
    }));
}
