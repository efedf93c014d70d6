// Whole collections as the bytes they are stored as, in and out, through the official driver: so a copy moves
// between the embedded store and a real MongoDB and no value passes through JavaScript (which would reorder
// integer-like keys and lose kinds of numbers). Stays in the written subset of the embedded store.
import { type Document, deserialize } from 'bson';
import type { Db } from 'mongodb';
// @ts-expect-error: the driver's own way to send documents that are bytes already; it has no public face, and a
// contract test (every BSON type, byte for byte) guards it against a change of the driver.
import { DocumentSequence as Sequence } from 'mongodb/lib/cmap/commands.js';

interface DocumentSequence {
  push(document: Document, bytes: Uint8Array): number;
}
const DocumentSequence = Sequence as new (field: string) => DocumentSequence;

const READ_DOCUMENTS = 1000;
const BATCH_DOCUMENTS = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Values as they are stored: an int stays an int. */
export const EXACT = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const;

/** Names of the collections that hold data, sorted. */
export async function listStored(db: Db): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found
    .filter(({ name, type }) => type !== 'view' && !name.startsWith('system.'))
    .map(({ name }) => name)
    .sort();
}

/** Definitions of the indexes beside that of _id. */
export async function readIndexes(db: Db, name: string): Promise<Document[]> {
  const reply = await db.command({ listIndexes: name, cursor: {} }, { ...EXACT });
  return (reply.cursor.firstBatch as Document[])
    .filter((index) => String(index.name) !== '_id_')
    .map(({ ns: _, ...index }) => index);
}

/** Every document there is at the beginning and at the end of the reading, in the order of _id; each once. */
export async function* readDocuments(db: Db, name: string): AsyncGenerator<Uint8Array> {
  const cursor = db.collection(name).find({}, { raw: true, sort: { _id: 1 }, batchSize: READ_DOCUMENTS });
  for await (const bytes of cursor) yield bytes as unknown as Uint8Array;
}

/** Inserts the documents in their order. Throws an Error with the server's text for the first one it refuses. */
export async function insertDocuments(db: Db, name: string, documents: readonly Uint8Array[]): Promise<void> {
  let from = 0;
  while (from < documents.length) {
    const batch = new DocumentSequence('documents');
    let bytes = 0;
    let to = from;
    for (; to < documents.length && to - from < BATCH_DOCUMENTS; to += 1) {
      const document = documents[to] as Uint8Array;
      if (to > from && bytes + document.length > BATCH_BYTES) break;
      batch.push({}, document);
      bytes += document.length;
    }
    const writeConcern = { w: 'majority', j: true };
    const reply = await db.command({ insert: name, ordered: true, writeConcern, documents: batch });
    const [refused] = (reply.writeErrors ?? []) as { errmsg: string }[];
    if (refused) throw new Error(refused.errmsg);
    from = to;
  }
}

export async function createCollection(db: Db, name: string): Promise<void> {
  await db.command({ create: name });
}

export async function createIndexes(db: Db, name: string, indexes: readonly Document[]): Promise<void> {
  if (indexes.length > 0) await db.command({ createIndexes: name, indexes: [...indexes] });
}

export async function dropCollections(db: Db, except: string): Promise<void> {
  for (const name of await listStored(db)) if (name !== except) await db.command({ drop: name });
}

/** The greatest _id, to see whether an append-only collection grew; null when it is empty. */
export async function lastId(db: Db, name: string): Promise<unknown> {
  const [last] = await db
    .collection(name)
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  return last?._id ?? null;
}

/** Does any collection hold a document? */
export async function findFilled(db: Db, except: string): Promise<string | null> {
  for (const name of await listStored(db)) {
    if (name !== except && (await db.collection(name).findOne({}, { projection: { _id: 1 } }))) return name;
  }
  return null;
}

/** Throws what the BSON reader throws when the bytes are no document, or one without _id. */
export function assertDocument(bytes: Uint8Array): void {
  const document = deserialize(bytes, { ...EXACT, validation: { utf8: true } });
  if (!('_id' in document)) throw new Error('документ без _id');
}
