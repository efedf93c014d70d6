import { tokensOfActor } from '~/modules/identity';
import { dueText } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentPolicy } from '../../documents.policy';
import { waitingText } from '../../documents.present';
import type { PendingDocument } from '../../documents.schema';
import { APPROVALS_SHOWN } from '../approvals-shown';

export interface WaitedDocument {
  documentId: string;
  title: string;
  /** «ждём ответа: 2 из 5». */
  waiting: string | null;
  /** Who has not answered in time: «И. И. Образцов, просрочено на день». */
  overdue: { name: string; dueText: string }[];
}

/** Documents of one's organisation whose answers are awaited: the {@link APPROVALS_SHOWN} most urgent, the overdue first. */
export const listWaited =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<WaitedDocument[]> => {
    if (ctx.actor.type !== 'user') return [];
    const owners = ctx.actor.memberships
      .map(({ organisationId }) => organisationId)
      .filter((owner) => documentPolicy.share(ctx.actor, { owner }));
    const sent = await deps.repository.listSent(owners, tokensOfActor(ctx.actor), APPROVALS_SHOWN);
    const waited = await Promise.all(sent.map((document) => presentWaited(deps, ctx, document)));
    return waited.sort((a, b) => b.overdue.length - a.overdue.length);
  };

async function presentWaited(
  deps: DocumentsDeps,
  ctx: Context,
  { _id, title, route }: PendingDocument,
): Promise<WaitedDocument> {
  const calendar = await deps.calendar();
  const late = route.steps
    .filter(({ status }) => status === 'active')
    .flatMap(({ assignees }) => assignees)
    .flatMap(({ state, dueAt, name }) =>
      state === 'asked' && dueAt && dueAt < ctx.now()
        ? [{ name, dueText: dueText(dueAt, ctx.now(), route.timeZone, calendar) }]
        : [],
    );
  return {
    documentId: _id,
    title,
    waiting: waitingText({ state: 'in-approval', route }),
    overdue: late,
  };
}
