import type { DomainEvent } from '~/shared/domain-event';

/** An event of a document; name what the test is about. */
export function buildEvent(input: Partial<DomainEvent> = {}): DomainEvent {
  return {
    schemaVersion: 1,
    id: 'evt_1',
    type: 'document.submitted',
    aggregate: { type: 'document', id: 'doc_1', seq: 1 },
    at: new Date('2026-11-21T09:00:00Z'),
    actor: { id: 'usr_1', name: 'И. И. Образцов' },
    data: {},
    ...input,
  };
}
