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

/** To the author: what came of his route, and a remark that waits for him. */
export function routeOutcomesListener({ queue, system }: RouteNoticesDeps): EventListener {
  return {
    name: 'route-outcomes',
    events: [...Object.keys(OUTCOMES), 'document.decided'],
    async handle({ id, type, aggregate, data, actor }) {
      const kind = data.decision === 'agree-with-remarks' ? 'remarked' : OUTCOMES[type];
      if (!kind) return;
      const payload: Record<string, unknown> = {
        id,
        documentId: aggregate.id,
        kind,
        stepId: data.step ?? '',
        actorId: actor.id,
      };
      const now = system('notices').now();
      // What time alone has done comes at midnight: it waits for the morning.
      const dueAt = actor.id.startsWith('system:') ? afterQuietHours(now, DEFAULT_TIME_ZONE) : now;
      await queue().enqueue({ kind: OUTCOME_JOB, id: `outcome:${id}`, payload, dueAt });
    },
  };
}

export const outcomeJob =
  ({ documents, system }: Pick<RouteNoticesDeps, 'documents' | 'system'>): JobHandler =>
  async (job) =>
    documents.commands.sendRouteOutcome(system('notices'), job.payload as unknown as OutcomeRequest);

export interface RouteNoticesDeps {
  readonly documents: DocumentsModule;
  readonly queue: () => JobQueue;
  readonly system: (name: string) => Context;
}

export function routeNoticesListener({ queue, system }: RouteNoticesDeps): EventListener {
  return {
    name: 'route-notices',
    events: Object.keys(KINDS),
    async handle(event) {
      const kind = KINDS[event.type];
      if (!kind) return;
      const payload: Record<string, unknown> = {
        id: event.id,
        documentId: event.aggregate.id,
        kind,
        stepId: event.data.step,
        assigneeKey: event.data.assignee,
        to: event.data.to ?? '',
      };
      // Quiet hours are those of the route's organisation.
      const timeZone = String(event.data.timeZone ?? DEFAULT_TIME_ZONE);
      const now = system('notices').now();
      await queue().enqueue({
        kind: NOTICE_JOB,
        id: `notice:${event.id}`,
        payload,
        dueAt: kind === 'asked' ? now : afterQuietHours(now, timeZone),
      });
    },
  };
}

export const noticeJob =
  ({ documents, system }: Pick<RouteNoticesDeps, 'documents' | 'system'>): JobHandler =>
  async (job) =>
    documents.commands.sendRouteNotice(system('notices'), job.payload as unknown as NoticeRequest);
