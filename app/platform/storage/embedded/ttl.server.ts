// TTL indexes: documents whose date lies `expireAfterSeconds` back are removed; only the index is read,
// so a partial one removes nothing that it does not hold.
import { decode } from './bson-decode';
import { DateValue, type Doc } from './bson-values';
import type { Collection, Index } from './catalog.server';
import { plainQuery, search } from './commands/query.server';
import type { Store } from './store.server';

/** In a write transaction. Returns how many documents were removed. */
export function removeExpired(store: Store): number {
  let removed = 0;
  for (const db of store.catalog.databaseNames()) {
    for (const collection of store.catalog.list(db)) {
      for (const index of collection.indexes) {
        if (index.expireAfterSeconds !== undefined) removed += expireIndex(store, collection, index);
      }
    }
  }
  return removed;
}

function expireIndex(store: Store, collection: Collection, index: Index): number {
  const [path] = index.fields.paths as [string];
  const before = store.now().getTime() - (index.expireAfterSeconds as number) * 1000;
  const filter: Doc = new Map([[path, new Map([['$lte', new DateValue(before)]])]]);
  const hits = [...search(store, collection, plainQuery(filter, index.name))];
  for (const hit of hits) store.records.delete(collection, decode(hit.bytes));
  return hits.length;
}
