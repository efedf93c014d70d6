// Reads and writes of the document aggregate. Every change is one atomic write of state + events,
// compared and set on `version`; a commuting change is retried silently (DESIGN §4).

import { changedPaths } from '~/shared/changed-paths';
import { freezePlain } from '~/shared/freeze-plain';
import { recentMap } from '~/shared/recent-map';
import { turns } from '~/shared/turns';
import type { DocumentModels } from './documents.model.server';
import {
  type Document,
  DocumentSchema,
  PENDING_PARTS,
  type PendingDocument,
  PendingDocumentSchema,
  type Version,
  VersionSchema,
} from './documents.schema';
import { documentError } from './errors';
import type { PendingDocumentEvent } from './events';

/** Enough for 20 people deciding at once; past it something is wrong. */
const MAX_ATTEMPTS = 60;
/** Last written states kept in memory: people who decide on one document do so one after another. */
const WRITTEN_KEPT = 50;

export interface DocumentChange<T> {
  set: Partial<Omit<Document, '_id' | 'version' | 'eventSeq' | 'outbox'>>;
  /** Events without their number in the aggregate: the repository gives it. */
  events: PendingDocumentEvent[];
  result: T;
}

export interface DocumentFilter {
  acl: readonly string[];
  kind?: string | undefined;
  state?: string | undefined;
  /** Part of the title, or the number as printed. */
  text?: string | undefined;
}

type MaybePromise<T> = T | Promise<T>;

export type DocumentsRepository = ReturnType<typeof createDocumentsRepository>;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const textConditions = (text: string) => [
  { titleLower: { $regex: escapeRegExp(text.toLowerCase()) } },
  { 'registration.number': text.replace(/^№\s*/, '').toUpperCase().replace('ПР', 'Пр') },
];

function toQuery(filter: DocumentFilter): Record<string, unknown> {
  return {
    acl: { $in: [...filter.acl] },
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.text ? { $or: textConditions(filter.text) } : {}),
  };
}

const SORTS = {
  updated: { updatedAt: -1, _id: 1 },
  title: { titleLower: 1, _id: 1 },
  date: { 'adoption.date': -1, _id: 1 },
} as const;

/** What `$set` needs to name; of a route only what the change touched, for the rest of it is large. */
function pathsOf(
  before: Document,
  { route, ...set }: DocumentChange<unknown>['set'],
): Record<string, unknown> {
  return { ...set, ...(route === undefined ? {} : changedPaths(before.route, route, 'route')) };
}

/** One each, the most urgent first. */
function firstDue(rows: readonly PendingDocument[], limit: number): PendingDocument[] {
  const once = [...new Map(rows.map((row) => [row._id, row])).values()];
  return once.sort((a, b) => a.route.firstDueAt.getTime() - b.route.firstDueAt.getTime()).slice(0, limit);
}

export function createDocumentsRepository(models: DocumentModels) {
  const { documents, versions } = models;
  const written = recentMap<string, Document>(WRITTEN_KEPT);
  const inTurn = turns();

  async function find(query: Record<string, unknown>): Promise<Document | null> {
    // By the driver: what every request reads is not worth the mapper's query.
    const found = await documents.collection.findOne(query);
    return found ? DocumentSchema.parse(found) : null;
  }
  const findById = (id: string) => find({ _id: id });

  async function inFlight(query: Record<string, unknown>, limit: number): Promise<PendingDocument[]> {
    const rows = await documents.collection
      .find({ ...query, state: 'in-approval' })
      .sort({ 'route.firstDueAt': 1, _id: 1 })
      .limit(limit)
      .project(PENDING_PARTS)
      .toArray();
    return rows.map((row) => PendingDocumentSchema.parse(row));
  }

  async function getById(id: string): Promise<Document> {
    const found = await findById(id);
    if (!found) throw documentError('not-found', { id });
    return found;
  }

  /**
   * Applies a pure change to the newest state until its write wins. The change may throw to refuse. The state that this
   * process wrote last is tried first: if it is not the newest, its write does not win, and its refusal is not believed.
   * Changes of one document take turns in this process: only those of another process can take a write away.
   */
  const mutate = <T>(
    id: string,
    change: (document: Document) => MaybePromise<DocumentChange<T>>,
  ): Promise<T> => inTurn(id, () => mutateNow(id, change));

  async function mutateNow<T>(
    id: string,
    change: (document: Document) => MaybePromise<DocumentChange<T>>,
  ): Promise<T> {
    const known = written.get(id);
    if (known) {
      written.delete(id);
      const made = await Promise.resolve(known)
        .then(change)
        .catch(() => null);
      if (made && (await write(known, made))) return made.result;
    }
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const document = await getById(id);
      const made = await change(document);
      if (await write(document, made)) return made.result;
    }
    throw documentError('busy', { id });
  }

  /** Puts into the history what changed nothing of the document: that it was exported, seen, copied from. */
  const note = (id: string, event: PendingDocumentEvent): Promise<void> =>
    mutate(id, () => ({ set: {}, events: [event], result: undefined }));

  /** False when somebody else wrote meanwhile. */
  async function write(document: Document, { set, events }: DocumentChange<unknown>): Promise<boolean> {
    const { _id: id, version, updatedAt } = document;
    const numbered = events.map((event, index) => ({
      ...event,
      aggregate: { type: 'document', id, seq: document.eventSeq + index + 1 },
    }));
    // By the driver: the mapper's cast of an update grows with the square of a route's fields (20 approvers: 20 ms).
    const { matchedCount } = await documents.collection.updateOne({ _id: id, version, updatedAt } as object, {
      $set: pathsOf(document, set),
      $inc: { version: 1, eventSeq: events.length },
      $push: { outbox: { $each: numbered } } as object,
    });
    if (matchedCount === 0) return false;
    const eventSeq = document.eventSeq + events.length;
    written.set(id, freezePlain({ ...document, ...set, version: version + 1, eventSeq }));
    return true;
  }

  async function countBy(field: 'kind' | 'state', filter: DocumentFilter): Promise<Map<string, number>> {
    const rows = await documents.aggregate<{ _id: string; n: number }>([
      { $match: toQuery({ ...filter, [field]: undefined }) },
      { $group: { _id: `$${field}`, n: { $sum: 1 } } },
    ]);
    return new Map(rows.map((row) => [row._id, row.n]));
  }

  return {
    find,
    findById,
    getById,
    mutate,
    note,
    countBy,

    async insert(document: Document): Promise<void> {
      await documents.insertMany([document], { lean: true });
    },

    async list(filter: DocumentFilter, page: { skip: number; limit: number; sort: keyof typeof SORTS }) {
      const query = toQuery(filter);
      const [rows, total] = await Promise.all([
        documents.find(query).sort(SORTS[page.sort]).skip(page.skip).limit(page.limit).lean(),
        documents.countDocuments(query),
      ]);
      return { rows: rows.map((row) => DocumentSchema.parse(row)), total };
    },

    /** Documents that ask one of these tokens, by the earliest term; only what the list of them shows. */
    async listPending(tokens: readonly string[], limit: number): Promise<PendingDocument[]> {
      // A query a token: each is read in the order of the index, and most tokens of a person ask nothing.
      const perToken = tokens.map((token) => inFlight({ 'route.pending': token }, limit));
      return firstDue((await Promise.all(perToken)).flat(), limit);
    },

    /** Whom every document on its route asks, the most urgent first; nothing else of it is read. */
    async *eachInApproval(): AsyncGenerator<{ title: string; owner: string; pending: string[] }> {
      const rows = documents.collection
        .find({ state: 'in-approval' })
        .sort({ 'route.firstDueAt': 1, _id: 1 })
        .project({ title: 1, owner: 1, 'route.pending': 1 });
      for await (const { title, owner, route } of rows)
        yield { title: String(title), owner: String(owner), pending: (route?.pending ?? []).map(String) };
    },

    /** Documents that these organisations have sent and these tokens may read, by the earliest term. */
    async listSent(
      owners: readonly string[],
      acl: readonly string[],
      limit: number,
    ): Promise<PendingDocument[]> {
      const perOwner = owners.map((owner) => inFlight({ owner, acl: { $in: [...acl] } }, limit));
      return firstDue((await Promise.all(perOwner)).flat(), limit);
    },

    /** At most `limit`: a number on a button need not look through a thousand documents. */
    countPending(keys: readonly string[], limit: number): Promise<number> {
      if (keys.length === 0) return Promise.resolve(0);
      const asked = { 'route.pending': { $in: [...keys] }, state: 'in-approval' };
      return documents.countDocuments(asked, { limit });
    },

    async listPublished(limit: number): Promise<Document[]> {
      const rows = await documents
        .find({ 'publication.slug': { $type: 'string' } })
        .sort({ 'publication.at': -1, _id: 1 })
        .limit(limit)
        .lean();
      return rows.map((row) => DocumentSchema.parse(row));
    },

    async listByIssuedFile(sha256: string): Promise<Document[]> {
      const rows = await documents.find({ 'issued.sha256': sha256 }).sort({ _id: 1 }).limit(100).lean();
      return rows.map((row) => DocumentSchema.parse(row));
    },

    /** What tells whether a kept public page is still good, without reading the whole document. */
    async findPublished(slug: string): Promise<{ id: string; version: number } | null> {
      const found = (await documents.findOne({ 'publication.slug': slug }, { version: 1 }).lean()) as {
        _id: string;
        version: number;
      } | null;
      return found ? { id: found._id, version: found.version } : null;
    },

    async listTimersDue(now: Date, limit: number): Promise<{ _id: string }[]> {
      return documents
        .find({ 'route.nextTimerAt': { $lte: now } }, { _id: 1 })
        .sort({ 'route.nextTimerAt': 1, _id: 1 })
        .limit(limit)
        .lean();
    },

    /** Documents in force that give way by this day. */
    async listGivingWay(day: string, limit: number): Promise<{ _id: string }[]> {
      return documents
        .find({ supersededFrom: { $type: 'string', $lte: day }, state: 'issued' }, { _id: 1 })
        .sort({ supersededFrom: 1, _id: 1 })
        .limit(limit)
        .lean();
    },

    /** What this person was asked to read and has not confirmed. */
    async listUnread(userId: string, limit: number): Promise<{ _id: string; title: string }[]> {
      const rows = await documents.collection
        .find({ acquaintanceWaits: userId, state: 'issued' })
        .sort({ titleLower: 1, _id: 1 })
        .limit(limit)
        .project({ title: 1 })
        .toArray();
      return rows.map(({ _id, title }) => ({ _id: String(_id), title: String(title) }));
    },

    /** Titles of those of the ids that one of the tokens may read. */
    async listTitles(
      ids: readonly string[],
      acl: readonly string[],
    ): Promise<{ _id: string; title: string }[]> {
      const query = { _id: { $in: [...ids] }, acl: { $in: [...acl] } };
      const rows = await documents.collection
        .find(query as object)
        .project({ title: 1 })
        .toArray();
      return rows.map(({ _id, title }) => ({ _id: String(_id), title: String(title) }));
    },

    /** Ids of all documents, for rebuilding what is derived. */
    async listIds(): Promise<string[]> {
      const rows = await documents.find({}, { _id: 1 }).sort({ _id: 1 }).lean();
      return rows.map((row) => row._id);
    },

    /** Inserted before the pointer moves; a version nobody points to is harmless. */
    async insertVersion(version: Version): Promise<void> {
      await versions.insertMany([{ ...version, bytes: Buffer.from(version.bytes) }], { lean: true });
    },

    async getVersion(documentId: string, sha256: string): Promise<Version> {
      const found = await versions.findOne({ documentId, sha256 }).sort({ number: -1 }).lean();
      if (!found) throw documentError('not-found', { id: documentId, sha256 });
      return parseVersion(found);
    },

    /** The lineage of the current version, newest first; orphans of lost races are left out. */
    async listVersions(
      document: Pick<Document, '_id' | 'currentVersion'>,
    ): Promise<Omit<Version, 'bytes'>[]> {
      const rows = await versions
        .find({ documentId: document._id }, { bytes: 0 })
        .sort({ number: -1, sha256: 1 })
        .lean();
      const all = rows.map((row) => VersionSchema.omit({ bytes: true }).parse(row));
      const lineage: Omit<Version, 'bytes'>[] = [];
      const follow = (number: number, sha256: string): void => {
        const found = all.find((version) => version.number === number && version.sha256 === sha256);
        if (!found) return;
        lineage.push(found);
        if (found.baseSha256) follow(number - 1, found.baseSha256);
      };
      follow(document.currentVersion.number, document.currentVersion.sha256);
      return lineage;
    },
  };
}

/** The driver gives bytes back as its Binary or a Buffer; the schema wants plain bytes. */
function parseVersion(row: unknown): Version {
  const raw = row as { bytes: Uint8Array | { buffer: Uint8Array } };
  const bytes = raw.bytes instanceof Uint8Array ? raw.bytes : raw.bytes.buffer;
  return VersionSchema.parse({ ...raw, bytes: new Uint8Array(bytes) });
}
