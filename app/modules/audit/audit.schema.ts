// What an entry of the sealed chain is. `body` is the canonical JSON that was hashed; the other fields repeat parts of
// it for queries, and verification compares them.
import { z } from 'zod';
import { AggregateRefSchema } from '~/shared/domain-event';

/** The first entry's predecessor. */
export const GENESIS_HASH = '0'.repeat(64);

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What `body` holds. Values about persons are commitments: SHA-256 of salt and value. */
export const AuditBodySchema = z.object({
  schemaVersion: z.literal(1),
  seq: z.number().int().positive(),
  prevHash: Hash,
  eventId: z.string(),
  type: z.string(),
  aggregate: AggregateRefSchema,
  /** ISO instant of the event. */
  at: z.string(),
  actorId: z.string(),
  data: z.record(z.string(), z.unknown()),
  commitments: z.record(z.string(), Hash),
});
export type AuditBody = z.infer<typeof AuditBodySchema>;

export const AuditEntrySchema = z.object({
  seq: z.number().int().positive(),
  eventId: z.string(),
  type: z.string(),
  aggregate: AggregateRefSchema,
  at: z.date(),
  actorId: z.string(),
  prevHash: Hash,
  body: z.string(),
  /** SHA-256 of `body`. */
  hash: Hash,
  /** HMAC-SHA-256 of `hash` by the key outside the database. */
  mac: Hash,
  keyId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

/** A value about a person beside the chain; erased = neither salt nor value. */
export const PersonalValueSchema = z.object({
  id: z.string(),
  eventId: z.string(),
  field: z.string(),
  /** Whose it is, when known: the actor's id. */
  personId: z.string().optional(),
  salt: z.string().optional(),
  value: z.string().optional(),
  erasedAt: z.date().optional(),
});
export type PersonalValue = z.infer<typeof PersonalValueSchema>;

/** The end of the chain as it was told somewhere else: an approval sheet, the daily letter. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

export type FindingKind =
  | 'changed' // the body or a field beside it is not what was sealed
  | 'forged' // sealed without the key
  | 'missing' // numbers are absent from the middle
  | 'reordered' // an entry stands at another number than it was sealed with
  | 'broken-link' // an entry does not follow its neighbour
  | 'cut-tail' // the chain ends before a head that is known
  | 'rewritten' // another entry stands at a known head
  | 'omitted' // an aggregate's own numbers have a gap
  | 'repeated' // an aggregate's number was sealed twice
  | 'personal-changed'; // a value beside the chain is not what was committed to

export interface AuditFinding {
  readonly kind: FindingKind;
  /** Number in the chain; for `omitted` of the entry after the gap. */
  readonly seq: number;
  /** Russian sentence for the report. */
  readonly message: string;
}

export interface AuditReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: AuditHead | null;
  readonly findings: readonly AuditFinding[];
}
