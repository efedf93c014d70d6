// Writing documents with their index entries. All checks come before the first put, so a refused write leaves
// nothing behind; the caller is inside a write transaction.
import { decode } from './bson-decode';
import { assertStorable, encode } from './bson-encode';
import { type Doc, doc, int, type Value } from './bson-values';
import type { Catalog, Collection, Index } from './catalog.server';
import { afterPrefix, type Engine, type Range } from './engine.server';
import { StoreError } from './errors';
import { cutKey, encodeKey, MAX_FIELDS_BYTES, MAX_ID_BYTES } from './index-codec.server';
import { extractKeys, tuplesOf } from './index-extract.server';
import { matches } from './matcher';
import { showValue } from './show-value';

const ASCENDING = [1];

export const idPrefix = (id: number): Buffer => {
  const prefix = Buffer.allocUnsafe(4);
  prefix.writeUInt32BE(id);
  return prefix;
};

/** The whole range of a collection's documents or of an index' entries. */
export const wholeRange = (id: number): Range => ({ start: idPrefix(id), end: idPrefix(id + 1) });

/** The key of a document in its collection. */
function documentKey(collection: Collection, id: Value): Buffer {
  return Buffer.concat([idPrefix(collection.id), cutKey(encodeKey([id], ASCENDING), MAX_ID_BYTES).key]);
}

/** An index entry: index id, fields, the document's key without its collection, length of that in two bytes. */
function entryKey(index: Index, fields: Buffer, idKey: Buffer): Buffer {
  const entry = Buffer.allocUnsafe(4 + fields.length + idKey.length - 4 + 2);
  entry.writeUInt32BE(index.id);
  entry.set(fields, 4);
  idKey.copy(entry, 4 + fields.length, 4);
  entry.writeUInt16BE(idKey.length - 4, entry.length - 2);
  return entry;
}

/** The document key inside an index entry. */
export function documentKeyOfEntry(collection: Collection, entry: Buffer): Buffer {
  const length = entry.readUInt16BE(entry.length - 2);
  return Buffer.concat([
    idPrefix(collection.id),
    entry.subarray(entry.length - 2 - length, entry.length - 2),
  ]);
}

interface IndexKeys {
  readonly index: Index;
  /** Encoded fields, cut to length. */
  readonly fields: Buffer[];
}

export class Records {
  constructor(
    private readonly engine: Engine,
    private readonly catalog: Catalog,
  ) {}

  countAll(collection: Collection): number {
    return this.engine.count('documents', wholeRange(collection.id));
  }

  /** Throws DuplicateKey, BSONObjectTooLarge, Overflow, CannotIndexParallelArrays. */
  insert(collection: Collection, document: Doc): void {
    const id = document.get('_id') as Value;
    const bytes = encode(document);
    assertStorable(document, bytes);
    const key = documentKey(collection, id);
    if (this.engine.get('documents', key)) {
      throw duplicateKey(collection, '_id_', doc([['_id', int(1)]]), doc([['_id', id]]));
    }
    const entries = this.keysOf(collection, document);
    this.assertUnique(collection, entries, key, document);
    this.markLongId(collection, id);
    this.engine.put('documents', key, bytes);
    for (const { index, fields } of entries) {
      for (const field of fields) this.engine.put('indexes', entryKey(index, field, key));
    }
  }

  /** Replaces a document by another with the same _id. */
  replace(collection: Collection, before: Doc, after: Doc): void {
    const bytes = encode(after);
    assertStorable(after, bytes);
    const key = documentKey(collection, before.get('_id') as Value);
    const oldEntries = this.keysOf(collection, before);
    const newEntries = this.keysOf(collection, after);
    this.assertUnique(collection, newEntries, key, after);
    const old = new Map<string, Buffer>();
    for (const { index, fields } of oldEntries) {
      for (const field of fields) {
        const entry = entryKey(index, field, key);
        old.set(entry.toString('latin1'), entry);
      }
    }
    this.engine.put('documents', key, bytes);
    for (const { index, fields } of newEntries) {
      for (const field of fields) {
        const entry = entryKey(index, field, key);
        if (!old.delete(entry.toString('latin1'))) this.engine.put('indexes', entry);
      }
    }
    for (const entry of old.values()) this.engine.remove('indexes', entry);
  }

  delete(collection: Collection, document: Doc): void {
    const key = documentKey(collection, document.get('_id') as Value);
    for (const { index, fields } of this.keysOf(collection, document)) {
      for (const field of fields) this.engine.remove('indexes', entryKey(index, field, key));
    }
    this.engine.remove('documents', key);
  }

  /** Fills a new index from the documents there are. */
  build(collection: Collection, index: Index): void {
    for (const { key, value } of this.engine.entries('documents', wholeRange(collection.id))) {
      const document = decode(value);
      const entry = this.keysOfIndex(collection, index, document);
      if (!entry) continue;
      this.assertUnique(collection, [entry], key, document);
      for (const field of entry.fields) this.engine.put('indexes', entryKey(index, field, key));
    }
  }

  clear(collection: Collection): void {
    for (const key of this.engine.keys('documents', wholeRange(collection.id)))
      this.engine.remove('documents', key);
    for (const index of collection.indexes) this.clearIndex(index);
  }

  clearIndex(index: Index): void {
    for (const key of this.engine.keys('indexes', wholeRange(index.id))) this.engine.remove('indexes', key);
  }

  /** Every index entry a stored document must have. */
  entriesOf(collection: Collection, document: Doc): Buffer[] {
    const key = documentKey(collection, document.get('_id') as Value);
    return this.keysOf(collection, document).flatMap(({ index, fields }) =>
      fields.map((field) => entryKey(index, field, key)),
    );
  }

  private keysOf(collection: Collection, document: Doc): IndexKeys[] {
    const result: IndexKeys[] = [];
    for (const index of collection.indexes) {
      const keys = this.keysOfIndex(collection, index, document);
      if (keys) result.push(keys);
    }
    return result;
  }

  private keysOfIndex(collection: Collection, index: Index, document: Doc): IndexKeys | undefined {
    if (index.partial && !matches(index.partial, document)) return undefined;
    const { keys, multikey, present } = extractKeys(document, index.fields);
    if (index.sparse && !present) return undefined;
    let changed = false;
    const fields = keys.map((whole) => {
      const { key, cut } = cutKey(whole, MAX_FIELDS_BYTES);
      if (cut && !index.cut) {
        index.cut = true;
        changed = true;
      }
      return key;
    });
    if (multikey.some((flag, at) => flag && !index.multikey[at])) {
      index.multikey = index.multikey.map((flag, at) => flag || multikey[at] === true);
      changed = true;
    }
    if (changed && collection.indexes.includes(index)) this.catalog.save(collection);
    return { index, fields };
  }

  private assertUnique(
    collection: Collection,
    entries: readonly IndexKeys[],
    key: Buffer,
    document: Doc,
  ): void {
    for (const { index, fields } of entries) {
      if (!index.unique) continue;
      for (const field of fields) {
        const prefix = Buffer.concat([idPrefix(index.id), field]);
        const holder = this.otherHolder(collection, prefix, key);
        if (holder) throw duplicateKey(collection, index.name, index.key, keyValue(index, document, field));
      }
    }
  }

  private otherHolder(collection: Collection, prefix: Buffer, key: Buffer): boolean {
    // A unique index has one holder, which may be the document itself: a second entry is somebody else's.
    const range = { start: prefix, end: afterPrefix(prefix) };
    for (const entry of this.engine.firstKeys('indexes', range, 2)) {
      if (!documentKeyOfEntry(collection, entry).equals(key)) return true;
    }
    return false;
  }

  private markLongId(collection: Collection, id: Value): void {
    if (collection.longIds || typeof id !== 'string' || id.length < MAX_ID_BYTES / 4) return;
    collection.longIds = true;
    this.catalog.save(collection);
  }
}

/** The values of the colliding entry, as MongoDB reports them: an array element, not the array. */
function keyValue(index: Index, document: Doc, field: Buffer): Doc {
  const result = doc();
  const tuples = tuplesOf(document, index.fields);
  const hit =
    tuples.find((tuple) =>
      cutKey(encodeKey(tuple, index.fields.directions), MAX_FIELDS_BYTES).key.equals(field),
    ) ?? [];
  index.fields.paths.forEach((path, at) => {
    const value = hit[at];
    result.set(path, value === undefined ? null : value);
  });
  return result;
}

function duplicateKey(collection: Collection, name: string, keyPattern: Doc, values: Doc): StoreError {
  const shown = [...values].map(([field, value]) => `${field}: ${showValue(value)}`).join(', ');
  return new StoreError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.db}.${collection.name} index: ${name} dup key: { ${shown} }`,
    [
      ['keyPattern', keyPattern],
      ['keyValue', values],
    ],
  );
}
