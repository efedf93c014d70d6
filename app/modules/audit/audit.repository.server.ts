// The chain in MongoDB: `audit` (_id = number, unique eventId), `auditPending` (staged events), `auditPersonal`.
import type { Collection, Db, Filter } from 'mongodb';
import { isDuplicateKey, unlessDuplicate } from '~/platform/storage/duplicate-key.server';
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
  /** Any of these. */
  readonly types?: readonly string[] | undefined;
  readonly actorId?: string | undefined;
  /** Events of a time: from, inclusive, until, exclusive. They are given by time, not by number. */
  readonly within?: { readonly from: Date; readonly until: Date } | undefined;
  /** The last entry of the former page: only what stands after it. */
  readonly before?: number | undefined;
}

export class AuditRepository {
  readonly #entries: Collection<EntryDocument>;
  readonly #pending: Collection<PendingDocument>;
  readonly #personal: Collection<PersonalDocument>;

  constructor(db: Db) {
    this.#entries = db.collection<EntryDocument>('audit');
    this.#pending = db.collection<PendingDocument>('auditPending');
    this.#personal = db.collection<PersonalDocument>('auditPersonal');
  }

  async prepare(): Promise<void> {
    await this.#entries.createIndex({ eventId: 1 }, { unique: true });
    await this.#entries.createIndex({ 'aggregate.type': 1, 'aggregate.id': 1, _id: -1 });
    await this.#entries.createIndex({ actorId: 1, _id: -1 });
    await this.#entries.createIndex({ type: 1, _id: -1 });
    await this.#entries.createIndex({ at: -1, _id: -1 });
    await this.#pending.createIndex({ at: 1, _id: 1 });
    await this.#personal.createIndex({ personId: 1 });
  }

  /** Idempotent by event id. */
  async stage(events: readonly DomainEvent[], at: Date): Promise<void> {
    const documents = events.map((event) => ({ _id: event.id, at, event }));
    await unlessDuplicate(this.#pending.insertMany(documents, { ordered: false }));
  }

  async listPending(limit: number): Promise<DomainEvent[]> {
    const found = await this.#pending.find({}).sort({ at: 1, _id: 1 }).limit(limit).toArray();
    return found.map(({ event }) => parseEvent(event));
  }

  async removePending(ids: readonly string[]): Promise<void> {
    await this.#pending.deleteMany({ _id: { $in: [...ids] } });
  }

  async findHead(): Promise<AuditHead> {
    const [last] = await this.#entries.find({}).sort({ _id: -1 }).limit(1).toArray();
    return last ? { seq: last._id, hash: last.hash } : { seq: 0, hash: GENESIS_HASH };
  }

  async listSealedIds(eventIds: readonly string[]): Promise<string[]> {
    const found = this.#entries.find({ eventId: { $in: [...eventIds] } }, { projection: { eventId: 1 } });
    return (await found.toArray()).map(({ eventId }) => eventId);
  }

  /** False when another sealer was first with a number or an event; entries before it are in. */
  async append(batch: readonly AuditEntry[]): Promise<boolean> {
    const documents = batch.map(({ seq, ...rest }) => ({ _id: seq, ...rest }));
    try {
      await this.#entries.insertMany(documents, { ordered: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async listEntries(filter: EntryFilter, limit: number): Promise<AuditEntry[]> {
    const { aggregate, type, types, actorId, within, before } = filter;
    const query = {
      ...(aggregate ? { 'aggregate.type': aggregate.type, 'aggregate.id': aggregate.id } : {}),
      ...(type ? { type } : {}),
      ...(types ? { type: { $in: [...types] } } : {}),
      ...(actorId ? { actorId } : {}),
    };
    const found = within
      ? await this.#listWithin(query, within, { before, limit })
      : await this.#entries
          .find({ ...query, ...(before === undefined ? {} : { _id: { $lt: before } }) })
          .sort({ _id: -1 })
          .limit(limit)
          .toArray();
    return found.map(toEntry);
  }

  /** By time and number: what is sealed late stands in its day all the same. */
  async #listWithin(
    query: Record<string, unknown>,
    { from, until }: NonNullable<EntryFilter['within']>,
    { before, limit }: { before: number | undefined; limit: number },
  ): Promise<EntryDocument[]> {
    const last = before === undefined ? null : await this.#entries.findOne({ _id: before });
    const list = (at: object, more: object = {}) =>
      this.#entries
        .find({ ...query, at, ...more } as Filter<EntryDocument>)
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
    if (!last) return list({ $gte: from, $lt: until });
    // Two reads in the order of the index instead of one alternative that no index serves.
    const same = await list({ $eq: last.at }, { _id: { $lt: last._id } });
    return same.length >= limit
      ? same
      : [...same, ...(await list({ $gte: from, $lt: last.at }))].slice(0, limit);
  }

  /** In order of numbers, within `from`…`through`. */
  async listForward(
    range: { aggregate?: EntryFilter['aggregate']; from: number; through: number },
    limit: number,
  ): Promise<AuditEntry[]> {
    const { aggregate, from, through } = range;
    const query = {
      ...(aggregate ? { 'aggregate.type': aggregate.type, 'aggregate.id': aggregate.id } : {}),
      _id: { $gte: from, $lte: through },
    };
    return (await this.#entries.find(query).sort({ _id: 1 }).limit(limit).toArray()).map(toEntry);
  }

  /** The whole chain as stored, in order of numbers, unparsed: verification judges it. */
  async *readChain(): AsyncGenerator<Record<string, unknown>> {
    for await (const { _id, ...rest } of this.#entries.find({}).sort({ _id: 1 })) yield { seq: _id, ...rest };
  }

  /** The first writer's salt stays: sealing again must come to the same commitment. */
  async keepPersonal(values: readonly PersonalValue[]): Promise<PersonalValue[]> {
    const writes = values.map(({ id, ...rest }) => ({
      updateOne: { filter: { _id: id }, update: { $setOnInsert: rest }, upsert: true },
    }));
    await unlessDuplicate(this.#personal.bulkWrite(writes, { ordered: false }));
    return this.listPersonal(values.map(({ id }) => id));
  }

  async listPersonal(ids: readonly string[]): Promise<PersonalValue[]> {
    return (await this.#personal.find({ _id: { $in: [...ids] } }).toArray()).map(toPersonal);
  }

  async erasePersonal(personId: string, at: Date): Promise<number> {
    const update = { $unset: { value: '' as const, salt: '' as const }, $set: { erasedAt: at } };
    return (await this.#personal.updateMany({ personId, value: { $exists: true } }, update)).modifiedCount;
  }
}

const toEntry = ({ _id, ...rest }: EntryDocument): AuditEntry =>
  AuditEntrySchema.parse({ ...rest, seq: _id });
const toPersonal = ({ _id, ...rest }: PersonalDocument): PersonalValue =>
  PersonalValueSchema.parse({ ...rest, id: _id });
