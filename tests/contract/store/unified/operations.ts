// The operations of the CRUD tests as calls of the official driver.
import type { AnyBulkWriteOperation, Collection, Db, Document, MongoClient } from 'mongodb';

type Run = (target: never, given: Document) => Promise<unknown>;
type OnCollection = (collection: Collection, given: Document) => Promise<unknown>;

const withCase = (options: Document): Document =>
  'returnDocument' in options
    ? { ...options, returnDocument: String(options.returnDocument).toLowerCase() }
    : options;

const collectionOperations: Record<string, OnCollection> = {
  aggregate: (on, { pipeline, ...options }) => on.aggregate(pipeline, options).toArray(),
  bulkWrite: (on, { requests, ...options }) => on.bulkWrite(requests as AnyBulkWriteOperation[], options),
  count: (on, { filter, ...options }) => on.count(filter, options),
  countDocuments: (on, { filter, ...options }) => on.countDocuments(filter, options),
  createIndex: (on, { keys, ...options }) => on.createIndex(keys, options),
  deleteMany: (on, { filter, ...options }) => on.deleteMany(filter, options),
  deleteOne: (on, { filter, ...options }) => on.deleteOne(filter, options),
  distinct: (on, { fieldName, filter, ...options }) => on.distinct(fieldName, filter, options),
  estimatedDocumentCount: (on, options) => on.estimatedDocumentCount(options),
  find: (on, { filter, ...options }) => on.find(filter, options).toArray(),
  findOne: (on, { filter, ...options }) => on.findOne(filter, options),
  findOneAndDelete: (on, { filter, ...options }) => on.findOneAndDelete(filter, options),
  findOneAndReplace: (on, { filter, replacement, ...options }) =>
    on.findOneAndReplace(filter, replacement, withCase(options)),
  findOneAndUpdate: (on, { filter, update, ...options }) =>
    on.findOneAndUpdate(filter, update, withCase(options)),
  insertMany: (on, { documents, ...options }) => on.insertMany(documents, options),
  insertOne: (on, { document, ...options }) => on.insertOne(document, options),
  replaceOne: (on, { filter, replacement, ...options }) => on.replaceOne(filter, replacement, options),
  updateMany: (on, { filter, update, ...options }) => on.updateMany(filter, update, options),
  updateOne: (on, { filter, update, ...options }) => on.updateOne(filter, update, options),
};

const databaseOperations: Record<string, (db: Db, given: Document) => Promise<unknown>> = {
  aggregate: (db, { pipeline, ...options }) => db.aggregate(pipeline, options).toArray(),
  createCollection: (db, { collection, ...options }) => db.createCollection(collection, options),
  dropCollection: (db, { collection }) => db.dropCollection(collection),
  modifyCollection: (db, { collection, ...options }) => db.command({ collMod: collection, ...options }),
};

const clientOperations: Record<string, (client: MongoClient, given: Document) => Promise<unknown>> = {
  clientBulkWrite: async (client, { models, ...options }) => {
    const result = await client.bulkWrite(
      (models as Document[]).map((model) => {
        const [name, rest] = Object.entries(model)[0] as [string, Document];
        return { name, ...rest } as never;
      }),
      options,
    );
    // A field of the driver's own, besides the published results.
    for (const each of result.updateResults?.values() ?? []) delete (each as Document).didUpsert;
    return result;
  },
};

const TABLES: Record<string, Record<string, Run>> = {
  collection: collectionOperations as Record<string, Run>,
  database: databaseOperations as Record<string, Run>,
  client: clientOperations as Record<string, Run>,
};

/** Calls the operation; throws what the driver throws. */
export function callOperation(
  kind: string,
  name: string,
  target: unknown,
  given: Document,
): Promise<unknown> {
  const run = TABLES[kind]?.[name];
  if (!run) throw new Error(`the runner does not know ${name} on a ${kind}`);
  return run(target as never, given);
}
