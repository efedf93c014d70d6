// What happens to an act, as events in its outbox: the audit chain, the search index and the freshness of drafts follow.
import type { Context } from '~/shared/context';
import { type DomainEvent, newEvent } from '~/shared/domain-event';

export interface KnowledgeEventData {
  'act.card-added': { title: string; kind: string };
  'act.card-changed': { changed: string[] };
  'act.edition-published': {
    edition: string;
    validFrom: string | null;
    sourceSha256: string;
    provisions: number;
  };
  'act.edition-removed': { edition: string; reason: string };
  'act.force-changed': { lapsedFrom: string | null; replacedBy: string | null };
}

export function knowledgeEvent<T extends keyof KnowledgeEventData>(
  ctx: Context,
  type: T,
  act: { id: string; seq: number },
  data: KnowledgeEventData[T],
): DomainEvent {
  return newEvent(ctx, {
    type,
    aggregate: { type: 'act', id: act.id, seq: act.seq },
    data: data as unknown as Record<string, unknown>,
  }) as DomainEvent;
}
