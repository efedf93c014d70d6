// The sealer: turns staged events into entries of the chain. One holds the lease; that two could not fork the chain
// anyway is the work of `_id = seq`: a number that is taken means reading the head again.
import { randomBytes } from 'node:crypto';
import type { Lease } from '~/platform/jobs/index.server';
import type { DomainEvent } from '~/shared/domain-event';
import type { AuditRepository } from './audit.repository.server';
import type { AuditEntry, AuditHead } from './audit.schema';
import type { AuditKey } from './audit-key.server';
import { fail } from './errors';
import { commitmentOf, personalFieldsOf, sealEvent } from './seal.server';

export interface SealerDeps {
  readonly repository: AuditRepository;
  readonly key: AuditKey;
  readonly lease: Lease;
}

const BATCH = 100;
const MAX_RACES = 50;

/** Seals all that is staged; returns how many entries were added (0 while another process holds the lease). */
export async function sealPending(deps: SealerDeps): Promise<number> {
  let count = 0;
  while (await deps.lease.acquire()) {
    const events = inOrderOfAggregates(await deps.repository.listPending(BATCH));
    if (events.length > 0) {
      count += await sealBatch(deps, events);
      await deps.repository.removePending(events.map(({ id }) => id));
    }
    if (events.length < BATCH) break;
  }
  await deps.lease.release();
  return count;
}

/** Same places, but the events of one aggregate in the order of its own numbers. */
function inOrderOfAggregates(events: readonly DomainEvent[]): DomainEvent[] {
  const queues = new Map<string, DomainEvent[]>();
  const nameOf = ({ aggregate }: DomainEvent) => `${aggregate.type} ${aggregate.id}`;
  for (const event of events) queues.set(nameOf(event), [...(queues.get(nameOf(event)) ?? []), event]);
  for (const queue of queues.values()) queue.sort((a, b) => a.aggregate.seq - b.aggregate.seq);
  return events.map((event) => queues.get(nameOf(event))?.shift() as DomainEvent);
}

async function sealBatch({ repository, key }: SealerDeps, events: readonly DomainEvent[]): Promise<number> {
  const listSealed = async () => new Set(await repository.listSealedIds(events.map(({ id }) => id)));
  let sealed = await listSealed();
  const before = sealed.size;
  const commitments = await commit(repository, events);
  for (let race = 0; race < MAX_RACES; race += 1) {
    if (race > 0) sealed = await listSealed();
    const left = events.filter(({ id }) => !sealed.has(id));
    if (left.length === 0) return events.length - before;
    const batch: AuditEntry[] = [];
    let previous: AuditHead = await repository.findHead();
    for (const event of left) {
      const entry = sealEvent({ event, previous, commitments: commitments.get(event.id) ?? {}, key });
      batch.push(entry);
      previous = entry;
    }
    if (await repository.append(batch)) return events.length - before;
  }
  throw fail('contended');
}

/** Commitments by event id and field, over the salts that were kept first. */
async function commit(
  repository: AuditRepository,
  events: readonly DomainEvent[],
): Promise<Map<string, Record<string, string>>> {
  const values = events.flatMap((event) =>
    Object.entries(personalFieldsOf(event)).map(([field, value]) => ({
      id: personalIdOf(event.id, field),
      eventId: event.id,
      field,
      personId: event.actor.id,
      salt: randomBytes(16).toString('hex'),
      value,
    })),
  );
  const made = new Map<string, Record<string, string>>();
  for (const { eventId, field, salt, value } of await repository.keepPersonal(values)) {
    const known = made.get(eventId) ?? {};
    made.set(eventId, { ...known, [field]: commitmentOf(salt ?? '', value ?? '') });
  }
  return made;
}

export const personalIdOf = (eventId: string, field: string): string => `${eventId}:${field}`;
