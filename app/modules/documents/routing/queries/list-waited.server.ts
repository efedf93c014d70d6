import { tokensOfActor } from '~/modules/identity';
import { dueText } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentPolicy } from '../../documents.policy';
import { waitingText } from '../../documents.present';
import type { Document } from '../../documents.schema';

export interface WaitedDocument {
  documentId: string;
  title: string;
  /** «ждём ответа: 2 из 5». */
  waiting: string | null;
  /** Who has not answered in time: «И. И. Образцов, просрочено на день». */
  overdue: { name: string; dueText: string }[];
}

const LIMIT = 100;

/** Documents of one's organisation whose answers are awaited; the overdue first. */
export const listWaited =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<WaitedDocument[]> => {
    if (ctx.actor.type !== 'user') return [];
    const filter = { acl: tokensOfActor(ctx.actor), state: 'in-approval' };
    const { rows } = await deps.repository.list(filter, { skip: 0, limit: LIMIT, sort: 'updated' });
    const own = rows.filter((document) => documentPolicy.share(ctx.actor, document));
    const waited = await Promise.all(own.map((document) => presentWaited(deps, ctx, document)));
    return waited.sort((a, b) => b.overdue.length - a.overdue.length);
  };

async function presentWaited(deps: DocumentsDeps, ctx: Context, document: Document): Promise<WaitedDocument> {
  const calendar = await deps.calendar();
  const zone = document.route?.timeZone ?? 'Europe/Moscow';
  const late = (document.route?.steps ?? [])
    .filter(({ status }) => status === 'active')
    .flatMap(({ assignees }) => assignees)
    .flatMap(({ state, dueAt, name }) =>
      state === 'asked' && dueAt && dueAt < ctx.now()
        ? [{ name, dueText: dueText(dueAt, ctx.now(), zone, calendar) }]
        : [],
    );
  return { documentId: document._id, title: document.title, waiting: waitingText(document), overdue: late };
}
