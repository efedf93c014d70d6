// Compares every index entry with its document and the reverse; for the crash proofs and for whoever doubts a disk.
import path from 'node:path';
import { decode } from './bson-decode';
import { assertIntactFile } from './damage.server';
import { DATA_FILE } from './engine.server';
import { wholeRange } from './records.server';
import { Store } from './store.server';

/** What does not fit, in words; empty when all is well. Reads everything: not for a running site's main path. */
export function verifyIndexes(store: Store): string[] {
  const faults: string[] = [];
  for (const db of store.catalog.databaseNames()) {
    for (const collection of store.catalog.list(db)) {
      const expected = new Set<string>();
      for (const { value } of store.engine.entries('documents', wholeRange(collection.id))) {
        for (const entry of store.records.entriesOf(collection, decode(value)))
          expected.add(entry.toString('latin1'));
      }
      for (const index of collection.indexes) {
        for (const key of store.engine.keys('indexes', wholeRange(index.id))) {
          if (!expected.delete(key.toString('latin1'))) {
            faults.push(`${db}.${collection.name}: an entry of ${index.name} has no document`);
          }
        }
      }
      if (expected.size > 0)
        faults.push(`${db}.${collection.name}: ${expected.size} index entries are missing`);
    }
  }
  return faults;
}

/**
 * Reads a whole data folder that nobody serves: every page, every index entry. What does not fit, in words;
 * empty when all is well. Throws StoreDamaged when the file cannot be opened at all.
 */
export async function checkFolder(dataDir: string): Promise<string[]> {
  assertIntactFile(path.join(dataDir, DATA_FILE), Number.POSITIVE_INFINITY);
  const store = new Store({ dataDir });
  try {
    return verifyIndexes(store);
  } finally {
    await store.close();
  }
}
