// Pure rules of threads and suggestions: which belong to the route, who may still change his words, how many fit.
import type { Remark, Reply } from './remarks.schema';

/** One's own words may be changed or taken back this long, and only while nobody has answered them. */
export const EDIT_MINUTES = 15;
/** Heads a document may hold, of each kind. */
export const MAX_HEADS = 3000;
/** Suggestions made in one go. */
export const MAX_BATCH = 1500;

const ROUTE_PREFIX = 'rmk:';
/** A remark that came with a decision of the route carries its id. */
export const isRouteRemark = (id: string): boolean => id.startsWith(ROUTE_PREFIX);
export const routeRemarkId = (decisionId: string): string => `${ROUTE_PREFIX}${decisionId}`;
export const decisionOfRemark = (id: string): string => id.slice(ROUTE_PREFIX.length);

const isYoung = (at: Date, now: Date) => now.getTime() - at.getTime() <= EDIT_MINUTES * 60_000;

/** The author may change a thread's first words while they are young and nobody has answered. */
export function canEditThread(remark: Remark, actorId: string, now: Date): boolean {
  const answered = remark.answer !== null || remark.replies.some((reply) => reply.deletedAt === null);
  return (
    remark.authorId === actorId &&
    remark.source === null &&
    !isRouteRemark(remark._id) &&
    !answered &&
    isYoung(remark.at, now)
  );
}

/** The author may change his reply while it is young and the last one. */
export function canEditReply(remark: Remark, reply: Reply, actorId: string, now: Date): boolean {
  const last = remark.replies.filter(({ deletedAt }) => deletedAt === null).at(-1);
  return (
    reply.authorId === actorId && reply.deletedAt === null && last?.id === reply.id && isYoung(reply.at, now)
  );
}
