// From events of a route to its letters. What a person has just sent goes out at once; what the program sends by itself
// (reminders, escalations) waits out the quiet hours.
import type { DocumentsModule, NoticeRequest, OutcomeRequest } from '~/modules/documents/index.server';
import { afterQuietHours } from '~/modules/documents/index.server';
import type { JobHandler, JobQueue } from '~/platform/jobs/index.server';
import type { Context } from '~/shared/context';
import type { EventListener } from '~/shared/domain-event';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';

export const NOTICE_JOB = 'route-notice';
export const OUTCOME_JOB = 'route-outcome';

const KINDS: Readonly<Record<string, NoticeRequest['kind']>> = {
  'document.decision-asked': 'asked',
  'document.decision-reminded': 'reminded',
  'document.decision-escalated': 'escalated',
};

const OUTCOMES: Readonly<Record<string, OutcomeRequest['kind']>> = {
  'document.approved': 'approved',
  'document.returned': 'returned',
  'document.rejected': 'rejected',
};

export interface RouteNoticesDeps {
  readonly documents: DocumentsModule;
  readonly queue: () => JobQueue;
  readonly system: (name: string) => Context;
}

interface Letter {
  readonly job: string;
  /** Of the job: the letter goes out once. */
  readonly id: string;
  readonly payload: Record<string, unknown>;
  /** Zone whose quiet hours it waits out; null = at once. */
  readonly quietIn: string | null;
}

async function enqueue({ queue, system }: RouteNoticesDeps, { job, id, payload, quietIn }: Letter) {
  const now = system('notices').now();
  await queue().enqueue({ kind: job, id, payload, dueAt: quietIn ? afterQuietHours(now, quietIn) : now });
}

/** To the author: what came of his route, and a remark that waits for him. */
export function routeOutcomesListener(deps: RouteNoticesDeps): EventListener {
  return {
    name: 'route-outcomes',
    events: [...Object.keys(OUTCOMES), 'document.decided'],
    async handle({ id, type, aggregate, data, actor }) {
      const kind = data.decision === 'agree-with-remarks' ? 'remarked' : OUTCOMES[type];
      if (!kind) return;
      await enqueue(deps, {
        job: OUTCOME_JOB,
        id: `outcome:${id}`,
        payload: { id, documentId: aggregate.id, kind, stepId: data.step ?? '', actorId: actor.id },
        // What time alone has done comes at midnight: it waits for the morning.
        quietIn: actor.id.startsWith('system:') ? DEFAULT_TIME_ZONE : null,
      });
    },
  };
}

/** To those asked, and to whom a term that has run out is escalated. */
export function routeNoticesListener(deps: RouteNoticesDeps): EventListener {
  return {
    name: 'route-notices',
    events: Object.keys(KINDS),
    async handle({ id, type, aggregate, data }) {
      const kind = KINDS[type];
      if (!kind) return;
      await enqueue(deps, {
        job: NOTICE_JOB,
        id: `notice:${id}`,
        payload: {
          id,
          documentId: aggregate.id,
          kind,
          stepId: data.step,
          assigneeKey: data.assignee,
          to: data.to ?? '',
        },
        // Quiet hours are those of the route's organisation.
        quietIn: kind === 'asked' ? null : String(data.timeZone ?? DEFAULT_TIME_ZONE),
      });
    },
  };
}

export const outcomeJob =
  ({ documents, system }: Pick<RouteNoticesDeps, 'documents' | 'system'>): JobHandler =>
  async (job) =>
    documents.commands.sendRouteOutcome(system('notices'), job.payload as unknown as OutcomeRequest);

export const noticeJob =
  ({ documents, system }: Pick<RouteNoticesDeps, 'documents' | 'system'>): JobHandler =>
  async (job) =>
    documents.commands.sendRouteNotice(system('notices'), job.payload as unknown as NoticeRequest);
