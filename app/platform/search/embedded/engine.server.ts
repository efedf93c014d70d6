// The embedded index: one SQLite file (libsql) with FTS5. Synchronous; lives in the worker «search».
// The file holds nothing that cannot be rebuilt: an unreadable or old one is thrown away and asks for a rebuild.
// Several processes may have it open (a site and a command beside it): who finds that another generation is in use opens it.
import type { SearchPlan, SearchRecord, SearchResult } from '../search-index';
import { type Generation, Generations } from './generations.server';
import { runPlan } from './query.server';
import { countRecords, hasRecord, insertRecord, removeSourceRows } from './rows.server';
import { type Connection, closeIndexFile, inTransaction } from './tables.server';

export interface EngineStatus {
  readonly records: number;
  readonly needsRebuild: boolean;
}

export class EmbeddedEngine {
  readonly #generations: Generations;
  #used: Generation;
  #next: Generation | null = null;
  #needsRebuild: boolean;
  /** Sources replaced while a rebuild is under way: what the rebuild still brings of them is old. */
  #replaced = new Set<string>();

  constructor(file: string) {
    this.#generations = new Generations(file);
    const { fresh, ...used } = this.#generations.open();
    this.#used = used;
    this.#needsRebuild = fresh;
    this.#generations.sweep();
  }

  put(records: readonly SearchRecord[]): void {
    for (const db of this.#targets) {
      inTransaction(db, () => {
        for (const record of records) insertRecord(db, record);
      });
    }
  }

  replaceSource(source: string, records: readonly SearchRecord[]): void {
    if (this.#next) this.#replaced.add(source);
    for (const db of this.#targets) {
      inTransaction(db, () => {
        removeSourceRows(db, source);
        for (const record of records) insertRecord(db, record);
      });
    }
  }

  search(plan: SearchPlan): SearchResult {
    this.#follow();
    return runPlan(this.#used.db, plan);
  }

  startRebuild(): void {
    this.abandonRebuild();
    this.#next = this.#generations.create();
    this.#next.db.exec('PRAGMA synchronous = OFF');
    this.#replaced.clear();
  }

  /** Records of the rebuild. What was written meanwhile is newer and stays. */
  feedRebuild(records: readonly SearchRecord[]): void {
    const { db } = this.#rebuilding;
    inTransaction(db, () => {
      for (const record of records) {
        if (!this.#replaced.has(record.source) && !hasRecord(db, record.id)) insertRecord(db, record);
      }
    });
  }

  finishRebuild(): number {
    const next = this.#rebuilding;
    next.db.exec("INSERT INTO fts(fts) VALUES('optimize')");
    next.db.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(TRUNCATE)');
    this.#next = null;
    const former = this.#generations.current();
    this.#generations.use(next.name);
    this.#used.db.close();
    this.#used = next;
    if (former) this.#generations.remove(former);
    this.#needsRebuild = false;
    return countRecords(next.db);
  }

  abandonRebuild(): void {
    if (!this.#next) return;
    this.#next.db.close();
    this.#generations.remove(this.#next.name);
    this.#next = null;
  }

  status(): EngineStatus {
    this.#follow();
    return { records: countRecords(this.#used.db), needsRebuild: this.#needsRebuild };
  }

  close(): void {
    this.abandonRebuild();
    closeIndexFile(this.#used.db);
  }

  /** Another process has rebuilt the index: ours is out of use. */
  #follow(): void {
    const name = this.#generations.current();
    if (name === this.#used.name) return;
    this.#used.db.close();
    const { fresh, ...used } = this.#generations.open();
    this.#used = used;
    this.#needsRebuild = fresh;
  }

  get #targets(): Connection[] {
    this.#follow();
    return this.#next ? [this.#used.db, this.#next.db] : [this.#used.db];
  }

  get #rebuilding(): Generation {
    if (!this.#next) throw new Error('no rebuild is under way');
    return this.#next;
  }
}
