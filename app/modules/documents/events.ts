// What happens to a document, as events in its outbox. The audit chain, search and mail read them.
import type { Context } from '~/shared/context';
import type { DomainEvent } from '~/shared/domain-event';

export interface DocumentEventData {
  'document.created': { title: string; kind: string; versionSha256: string };
  'document.imported': { sourceSha256: string; format: string; size: number; fixes: number };
  'document.version-saved': {
    number: number;
    versionSha256: string;
    note: string;
    /** Who edited since the last version, in numbers; the names are in `personal.editors`. */
    edits?: { people: number; blocks: number; from: string; to: string } | undefined;
  };
  'document.version-renamed': { number: number; versionSha256: string; note: string };
  'document.version-restored': { number: number; versionSha256: string; restored: number };
  'document.problem-skipped': { rule: string; blockId: string | null; reason: string };
  'document.problem-unskipped': { rule: string; blockId: string | null };
  'document.draft-discarded': { changes: number };
  'document.submitted': { versionSha256: string; number: number };
  'document.decided': {
    step: string;
    decision: string;
    channel: string;
    versionSha256: string;
    remarkId?: string | undefined;
    letter?: { number: string; date: string; scanSha256?: string | undefined } | undefined;
  };
  'document.decision-asked': { step: string; assignee: string; effect: string };
  'document.decision-reminded': { step: string; assignee: string; effect: string; timeZone: string };
  'document.decision-escalated': {
    step: string;
    assignee: string;
    effect: string;
    to: string;
    timeZone: string;
  };
  'document.silence-recorded': { step: string; versionSha256: string };
  'document.approver-added': { step: string };
  'document.approver-removed': { step: string; reason: string };
  'document.approver-replaced': { step: string; reason: string };
  'document.decision-delegated': { step: string; until: string };
  'document.letter-attached': {
    step: string;
    number: string;
    date: string;
    scanSha256?: string | undefined;
  };
  'document.route-stopped': { reason: string };
  'substitution.appointed': { from: string; until: string };
  'substitution.cancelled': { from: string; until: string };
  'document.approved': { versionSha256: string };
  'document.returned': { step: string };
  'document.rejected': { step: string };
  'document.withdrawn': { reason: string };
  'document.remark-answered': { remarkId: string; outcome: string };
  'document.remark-made': { remarkId: string; block: string | null };
  'document.remark-replied': { remarkId: string; replyId: string };
  'document.remark-edited': { remarkId: string; replyId?: string | undefined };
  'document.remark-deleted': { remarkId: string; replyId?: string | undefined };
  'document.remark-resolved': { remarkId: string };
  'document.remark-reopened': { remarkId: string };
  'document.suggestions-made': { batchId: string; count: number; versionSha256: string };
  'document.suggestions-decided': { outcome: string; ids: string[]; versionSha256: string };
  'document.file-received': { sha256: string };
  'document.file-taken': { sha256: string; suggestions: number; remarks: number };
  'document.adopted': { date: string; number: string | null; versionSha256: string };
  'document.issued': { files: { format: string; sha256: string }[]; versionSha256: string };
  'document.published': { slug: string };
  'document.edition-started': { editionId: string };
  'document.succeeded': { by: string; from: string };
  'document.superseded': { by: string; from: string };
  'document.acquaintance-asked': { userIds: string[]; versionSha256: string };
  'document.acquaintance-withdrawn': { userId: string };
  'document.acquainted': { versionSha256: string };
  'document.discussion-started': { versionSha256: string; number: number; until: string; openPage: boolean };
  'document.discussion-closed': Record<string, never>;
  'document.discussion-changed': { until: string; openPage: boolean };
  'document.version-put-up': { versionSha256: string; number: number };
  'document.based-on': { date: string; result: string; word: string; versionSha256: string; number: number };
  'document.authors-seen': { count: number };
  'document.history-exported': { format: string };
  'document.extract-made': { format: string; points: number };
  'document.participant-added': { subject: string; role: string; sections?: string[] | undefined };
  'document.participant-changed': { subject: string; role: string; sections?: string[] | undefined };
  'document.participant-removed': { subject: string };
  'document.visibility-changed': { visibility: string; before: string };
  'document.consent-asked': { subject: string; organisation: string };
  'document.consent-answered': {
    subject: string;
    organisation: string;
    answer: 'given' | 'refused';
    way: 'product' | 'letter';
    letter?: string | undefined;
  };
}
export type DocumentEventType = keyof DocumentEventData;

/** An event before the repository has numbered it within its aggregate. */
export type PendingDocumentEvent = Omit<DomainEvent, 'aggregate'>;

export function documentEvent<T extends DocumentEventType>(
  ctx: Context,
  type: T,
  data: DocumentEventData[T],
  personal?: Record<string, string>,
): PendingDocumentEvent {
  return {
    schemaVersion: 1,
    id: ctx.newId('evt'),
    type,
    at: ctx.now(),
    actor: { id: ctx.actor.id, name: ctx.actor.name },
    // Undefined members would be stored as null: leave them out.
    data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
    ...(personal ? { personal } : {}),
  };
}
