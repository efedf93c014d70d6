import { tokensOfActor } from '~/modules/identity';
import { zoneOfActor } from '~/modules/identity/index.server';
import { dueText } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { kindName } from '../documents.present';
import type { PendingDocument } from '../documents.schema';
import type { ApprovalTask } from '../documents.views';
import { APPROVALS_SHOWN } from '../routing/approvals-shown';
import { principalsOf } from '../routing/principals.server';
import { placesOf } from './get-document-head.server';

/** What waits for this person's decision: the {@link APPROVALS_SHOWN} most urgent, the most urgent first. */
export const listApprovalTasks =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<ApprovalTask[]> => {
    const principals = await principalsOf(deps, ctx, await zoneOfActor(deps, ctx));
    const tokens = personalTokens(ctx, principals);
    if (tokens.length === 0) return [];
    const documents = await deps.repository.listPending(tokens, APPROVALS_SHOWN);
    const tasks = await Promise.all(documents.map((document) => tasksOf(deps, ctx, document, principals)));
    const urgency = (task: ApprovalTask) => task.dueAt ?? '9999';
    return tasks.flat().sort((a, b) => urgency(a).localeCompare(urgency(b)));
  };

async function tasksOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: PendingDocument,
  principals: ReadonlySet<string>,
): Promise<ApprovalTask[]> {
  const { route } = document;
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  const titles = new Map(definition.steps.map((step) => [step.id, step.title]));
  const calendar = await deps.calendar();
  return placesOf(ctx, route, principals).map(({ stepId, assigneeKey, onBehalfOf }) => {
    const assignee = route.steps
      .find(({ id }) => id === stepId)
      ?.assignees.find(({ key }) => key === assigneeKey);
    const dueAt = assignee?.dueAt ?? null;
    return {
      documentId: document._id,
      title: document.title,
      kindName: kindName(document.kind),
      stepId,
      stepTitle: titles.get(stepId) ?? '',
      assigneeKey,
      versionSha256: route.versionSha256,
      onBehalfOf,
      versionNumber: document.currentVersion.number,
      sentBy: document.currentVersion.authorName,
      dueAt: dueAt?.toISOString() ?? null,
      dueText: dueAt ? dueText(dueAt, ctx.now(), route.timeZone, calendar) : null,
      overdue: dueAt !== null && dueAt < ctx.now(),
    };
  });
}

/** How many documents wait for this person, not past one more than are shown; for «На согласовании». */
export const countApprovalTasks =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<number> =>
    deps.repository.countPending(
      personalTokens(ctx, await principalsOf(deps, ctx, await zoneOfActor(deps, ctx))),
      APPROVALS_SHOWN + 1,
    );

/** Tokens under which a route may ask this very person. */
function personalTokens(ctx: Context, principals: ReadonlySet<string>): string[] {
  const own = tokensOfActor(ctx.actor).filter((token) => token !== 'public' && token !== 'installation');
  return [...new Set([...own, ...principals])];
}
