// The chain in MongoDB: `audit` (_id = number, unique eventId), `auditPending` (staged events), `auditPersonal`.
import type { Db } from 'mongodb';
import { isDuplicateKey } from '~/platform/jobs/index.server';
import { type DomainEvent, parseEvent } from '~/shared/domain-event';
import {
  type AuditEntry,
  AuditEntrySchema,
  type AuditHead,
  GENESIS_HASH,
  type PersonalValue,
  PersonalValueSchema,
} from './audit.schema';

interface EntryDocument extends Omit<AuditEntry, 'seq'> {
  _id: number;
}
interface PendingDocument {
  _id: string;
  at: Date;
  event: DomainEvent;
}
interface PersonalDocument extends Omit<PersonalValue, 'id'> {
  _id: string;
}

export interface EntryFilter {
  readonly aggregate?: { readonly type: string; readonly id: string } | undefined;
  readonly type?: string | undefined;
  readonly actorId?: string | undefined;
  /** Entries with smaller numbers only. */
  readonly before?: number | undefined;
}

export type AuditRepository = ReturnType<typeof createAuditRepository>;

export function createAuditRepository(db: Db) {
  const entries = db.collection<EntryDocument>('audit');
  const pending = db.collection<PendingDocument>('auditPending');
  const personal = db.collection<PersonalDocument>('auditPersonal');
  return {
    async prepare(): Promise<void> {
      await entries.createIndex({ eventId: 1 }, { unique: true });
      await entries.createIndex({ 'aggregate.type': 1, 'aggregate.id': 1, _id: -1 });
      await entries.createIndex({ actorId: 1, _id: -1 });
      await entries.createIndex({ type: 1, _id: -1 });
      await pending.createIndex({ at: 1, _id: 1 });
      await personal.createIndex({ personId: 1 });
    },

    /** Idempotent by event id. */
    async stage(event: DomainEvent, at: Date): Promise<void> {
      await ignoreDuplicate(pending.insertOne({ _id: event.id, at, event }));
    },
    async listPending(limit: number): Promise<DomainEvent[]> {
      const found = await pending.find({}).sort({ at: 1, _id: 1 }).limit(limit).toArray();
      return found.map(({ event }) => parseEvent(event));
    },
    async removePending(ids: readonly string[]): Promise<void> {
      await pending.deleteMany({ _id: { $in: [...ids] } });
    },

    async findHead(): Promise<AuditHead> {
      const [last] = await entries.find({}).sort({ _id: -1 }).limit(1).toArray();
      return last ? { seq: last._id, hash: last.hash } : { seq: 0, hash: GENESIS_HASH };
    },
    async listSealedIds(eventIds: readonly string[]): Promise<string[]> {
      const filter = { eventId: { $in: [...eventIds] } };
      return (await entries.find(filter, { projection: { eventId: 1 } }).toArray()).map(
        ({ eventId }) => eventId,
      );
    },
    /** False when another sealer was first with a number or an event; entries before it are in. */
    async append(batch: readonly AuditEntry[]): Promise<boolean> {
      try {
        await entries.insertMany(
          batch.map(({ seq, ...rest }) => ({ _id: seq, ...rest })),
          { ordered: true },
        );
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async listEntries(filter: EntryFilter, limit: number): Promise<AuditEntry[]> {
      const query = {
        ...(filter.aggregate
          ? { 'aggregate.type': filter.aggregate.type, 'aggregate.id': filter.aggregate.id }
          : {}),
        ...(filter.type ? { type: filter.type } : {}),
        ...(filter.actorId ? { actorId: filter.actorId } : {}),
        ...(filter.before === undefined ? {} : { _id: { $lt: filter.before } }),
      };
      return (await entries.find(query).sort({ _id: -1 }).limit(limit).toArray()).map(toEntry);
    },
    /** The whole chain as stored, in order of numbers, unparsed: verification judges it. */
    async *readChain(): AsyncGenerator<Record<string, unknown>> {
      const cursor = entries.find({}).sort({ _id: 1 });
      for await (const { _id, ...rest } of cursor) yield { seq: _id, ...rest };
    },

    /** The first writer's salt stays: sealing again must come to the same commitment. */
    async keepPersonal(value: PersonalValue): Promise<PersonalValue> {
      const { id, ...rest } = value;
      await ignoreDuplicate(personal.updateOne({ _id: id }, { $setOnInsert: rest }, { upsert: true }));
      return toPersonal((await personal.findOne({ _id: id })) as PersonalDocument);
    },
    async listPersonal(ids: readonly string[]): Promise<PersonalValue[]> {
      return (await personal.find({ _id: { $in: [...ids] } }).toArray()).map(toPersonal);
    },
    async erasePersonal(personId: string, at: Date): Promise<number> {
      const filter = { personId, value: { $exists: true } };
      const erased = await personal.updateMany(filter, {
        $unset: { value: '', salt: '' },
        $set: { erasedAt: at },
      });
      return erased.modifiedCount;
    },
  };
}

async function ignoreDuplicate(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

const toEntry = ({ _id, ...rest }: EntryDocument): AuditEntry =>
  AuditEntrySchema.parse({ ...rest, seq: _id });
const toPersonal = ({ _id, ...rest }: PersonalDocument): PersonalValue =>
  PersonalValueSchema.parse({ ...rest, id: _id });
