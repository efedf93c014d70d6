// What collections and indexes there are, held in memory and written to the catalog space in the transaction
// that changes them. After an aborted transaction it is read again.
import { randomUUID } from 'node:crypto';
import { decode } from './bson-decode';
import { encode } from './bson-encode';
import { Binary, type Doc, doc, int, isTruthy, type Maybe, toWhole, type Value } from './bson-values';
import { type Engine, prefixRange } from './engine.server';
import { StoreError } from './errors';
import type { IndexFields } from './index-extract.server';
import { type Filter, parseFilter } from './matcher';

export interface Index {
  readonly id: number;
  readonly name: string;
  readonly key: Doc;
  readonly fields: IndexFields;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | undefined;
  readonly partialDoc: Doc | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** The options as listIndexes shows them, after v, key and name. */
  readonly options: Doc;
  /** Whether an array ever lay on each path; never goes back. */
  multikey: boolean[];
  /** Some key was cut: order within this index is not exact. */
  cut: boolean;
}

export interface Collection {
  readonly db: string;
  readonly name: string;
  readonly id: number;
  readonly uuid: Value;
  /** Beside the _id index, which is the document space itself. */
  readonly indexes: Index[];
  /** Some _id was too long for its key. */
  longIds: boolean;
}

const collectionKey = (db: string, name: string): Buffer => Buffer.from(`c:${db}\0${name}`);
const NEXT_ID = Buffer.from('next-id');

export class Catalog {
  private readonly databases = new Map<string, Map<string, Collection>>();
  private nextId = 1;

  constructor(private readonly engine: Engine) {
    this.reload();
  }

  reload(): void {
    this.databases.clear();
    const next = this.engine.get('catalog', NEXT_ID);
    this.nextId = next ? next.readUInt32BE(0) : 1;
    for (const { value } of this.engine.entries('catalog', prefixRange(Buffer.from('c:')))) {
      const collection = fromRecord(decode(value));
      this.collectionsOf(collection.db).set(collection.name, collection);
    }
  }

  private collectionsOf(db: string): Map<string, Collection> {
    let collections = this.databases.get(db);
    if (!collections) {
      collections = new Map();
      this.databases.set(db, collections);
    }
    return collections;
  }

  databaseNames(): string[] {
    return [...this.databases]
      .filter(([, held]) => held.size > 0)
      .map(([name]) => name)
      .sort();
  }

  list(db: string): Collection[] {
    return [...(this.databases.get(db)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(db: string, name: string): Collection | undefined {
    return this.databases.get(db)?.get(name);
  }

  /** In a write transaction: the collection, made when there is none. */
  ensure(db: string, name: string): Collection {
    const known = this.find(db, name);
    if (known) return known;
    assertName(db, name);
    const collection: Collection = {
      db,
      name,
      id: this.takeId(),
      uuid: newUuid(),
      indexes: [],
      longIds: false,
    };
    this.collectionsOf(db).set(name, collection);
    this.save(collection);
    return collection;
  }

  takeId(): number {
    const id = this.nextId;
    this.nextId += 1;
    const value = Buffer.alloc(4);
    value.writeUInt32BE(this.nextId);
    this.engine.put('catalog', NEXT_ID, value);
    return id;
  }

  save(collection: Collection): void {
    this.engine.put('catalog', collectionKey(collection.db, collection.name), encode(toRecord(collection)));
  }

  remove(collection: Collection): void {
    this.engine.remove('catalog', collectionKey(collection.db, collection.name));
    const collections = this.databases.get(collection.db);
    collections?.delete(collection.name);
    if (collections?.size === 0) this.databases.delete(collection.db);
  }
}

const newUuid = (): Value => new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4);

function assertName(db: string, name: string): void {
  const invalid = (reason: string) =>
    new StoreError('InvalidNamespace', `Invalid namespace specified '${db}.${name}': ${reason}`);
  if (db === '' || db.length > 63 || /[/\\. "$\0]/.test(db)) throw invalid('bad database name');
  if (name === '' || name.includes('\0') || name.includes('$') || name.startsWith('.'))
    throw invalid('bad collection name');
  if (name.startsWith('system.')) throw invalid('system collections are not supported by the embedded store');
  if (Buffer.byteLength(`${db}.${name}`) > 255) throw invalid('longer than 255 bytes');
}

/** Builds the index from its key pattern and options as listIndexes shows them. */
export function makeIndex(id: number, name: string, key: Doc, options: Doc): Index {
  const partialDoc = options.get('partialFilterExpression') as Doc | undefined;
  const directions = [...key.values()].map((value) => ((toWhole(value) ?? 1) < 0 ? -1 : 1));
  return {
    id,
    name,
    key,
    fields: { paths: [...key.keys()], directions },
    unique: isTruthy(options.get('unique')),
    sparse: isTruthy(options.get('sparse')),
    partial: partialDoc ? parseFilter(partialDoc) : undefined,
    partialDoc,
    expireAfterSeconds: toWhole(options.get('expireAfterSeconds') as Maybe),
    options,
    multikey: directions.map(() => false),
    cut: false,
  };
}

function toRecord(collection: Collection): Doc {
  const indexes = collection.indexes.map((index) =>
    doc([
      ['id', int(index.id)],
      ['name', index.name],
      ['key', index.key],
      ['options', index.options],
      ['multikey', index.multikey],
      ['cut', index.cut],
    ]),
  );
  return doc([
    ['db', collection.db],
    ['name', collection.name],
    ['id', int(collection.id)],
    ['uuid', collection.uuid],
    ['longIds', collection.longIds],
    ['indexes', indexes],
  ]);
}

function fromRecord(record: Doc): Collection {
  const indexes = (record.get('indexes') as Doc[]).map((entry) => {
    const index = makeIndex(
      toWhole(entry.get('id')) as number,
      entry.get('name') as string,
      entry.get('key') as Doc,
      entry.get('options') as Doc,
    );
    index.multikey = entry.get('multikey') as boolean[];
    index.cut = entry.get('cut') as boolean;
    return index;
  });
  return {
    db: record.get('db') as string,
    name: record.get('name') as string,
    id: toWhole(record.get('id')) as number,
    uuid: record.get('uuid') as Value,
    indexes,
    longIds: record.get('longIds') as boolean,
  };
}
