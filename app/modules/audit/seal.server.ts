// How one entry is sealed and checked. Pure but for node:crypto.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '~/shared/canonical-json';
import type { DomainEvent } from '~/shared/domain-event';
import { sha256Hex } from '~/shared/sha256.server';
import type { AuditBody, AuditEntry, AuditHead } from './audit.schema';
import type { AuditKey } from './audit-key.server';

/** Salted, so that a short value (a name) cannot be guessed from its hash once the salt is erased. */
export function commitmentOf(salt: string, value: string): string {
  return sha256Hex(`${salt}\n${value}`);
}

/** The values about persons in an event: the actor's name and what the event declares. */
export function personalFieldsOf(event: DomainEvent): Record<string, string> {
  return { 'actor.name': event.actor.name, ...event.personal };
}

export interface SealInput {
  readonly event: DomainEvent;
  readonly previous: AuditHead;
  readonly commitments: Readonly<Record<string, string>>;
  readonly key: AuditKey;
}

/** The entry that follows `previous`. Deterministic. */
export function sealEvent({ event, previous, commitments, key }: SealInput): AuditEntry {
  const body: AuditBody = {
    schemaVersion: 1,
    seq: previous.seq + 1,
    prevHash: previous.hash,
    eventId: event.id,
    type: event.type,
    aggregate: event.aggregate,
    at: event.at.toISOString(),
    actorId: event.actor.id,
    data: event.data,
    commitments: { ...commitments },
  };
  const text = canonicalJson(body);
  const hash = sha256Hex(text);
  const { seq, eventId, type, aggregate, actorId, prevHash } = body;
  const indexed = { seq, eventId, type, aggregate, actorId, prevHash, at: event.at };
  return { ...indexed, body: text, hash, mac: macOf(hash, key), keyId: key.id };
}

function macOf(hash: string, key: AuditKey): string {
  return createHmac('sha256', key.secret).update(hash).digest('hex');
}

export function isMacRight(entry: AuditEntry, key: AuditKey): boolean {
  return timingSafeEqual(Buffer.from(macOf(entry.hash, key)), Buffer.from(entry.mac));
}
