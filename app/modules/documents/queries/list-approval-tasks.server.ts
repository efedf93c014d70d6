import { tokensOfActor } from '~/modules/identity';
import { dueText } from '~/modules/workflows';
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
    const tokens = personalTokens(ctx);
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
  const titles = new Map(definition.steps.map((step) => [step.id, step.title]));
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
      stepTitle: titles.get(step.id) ?? '',
      versionNumber: document.currentVersion.number,
      sentBy: document.currentVersion.authorName,
      dueAt: assignee.dueAt?.toISOString() ?? null,
      dueText: assignee.dueAt ? dueText(assignee.dueAt, ctx.now(), route.timeZone, calendar) : null,
      overdue: assignee.dueAt !== null && assignee.dueAt < ctx.now(),
    }));
}

/** How many documents wait for this person; for the badge beside «На согласовании». */
export const countApprovalTasks =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<number> =>
    deps.repository.countPending(personalTokens(ctx));

/** Tokens under which a route may ask this very person. */
function personalTokens(ctx: Context): string[] {
  return tokensOfActor(ctx.actor).filter((token) => token !== 'public' && token !== 'installation');
}
