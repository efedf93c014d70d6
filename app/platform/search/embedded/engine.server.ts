// The embedded index: one SQLite file (libsql) with FTS5. Synchronous; lives in the worker «search».
// The file holds nothing that cannot be rebuilt: an unreadable or old one is thrown away and asks for a rebuild.
// Several processes may have it open (a site and a command beside it): a rebuild goes into a file of the process's own,
// and who finds another file in the place of his opens that one.
import { readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SearchPlan, SearchRecord, SearchResult } from '../search-index';
import { runPlan } from './query.server';
import { countRecords, hasRecord, insertRecord, removeSourceRows } from './rows.server';
import {
  type Connection,
  closeIndexFile,
  createIndexFile,
  inTransaction,
  openIndexFile,
  removeIndexFile,
} from './tables.server';

export interface EngineStatus {
  readonly records: number;
  readonly needsRebuild: boolean;
}

export class EmbeddedEngine {
  #file: string;
  #db: Connection;
  /** Which file is open: its number in the file system. */
  #inode: number;
  #next: Connection | null = null;
  #needsRebuild: boolean;
  /** Sources replaced while a rebuild is under way: what the rebuild still brings of them is old. */
  #replaced = new Set<string>();

  constructor(file: string) {
    this.#file = file;
    for (const left of unfinishedRebuilds(file)) removeIndexFile(left);
    const opened = openIndexFile(file);
    this.#db = opened.db;
    this.#inode = inodeOf(file);
    this.#needsRebuild = opened.fresh;
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
    this.#followFile();
    return runPlan(this.#db, plan);
  }

  startRebuild(): void {
    this.abandonRebuild();
    this.#next = createIndexFile(this.#nextFile);
    this.#next.exec('PRAGMA synchronous = OFF');
    this.#replaced.clear();
  }

  /** Records of the rebuild. What was written meanwhile is newer and stays. */
  feedRebuild(records: readonly SearchRecord[]): void {
    const db = this.#rebuilding;
    inTransaction(db, () => {
      for (const record of records) {
        if (!this.#replaced.has(record.source) && !hasRecord(db, record.id)) insertRecord(db, record);
      }
    });
  }

  finishRebuild(): number {
    const next = this.#rebuilding;
    next.exec("INSERT INTO fts(fts) VALUES('optimize')");
    const count = countRecords(next);
    closeIndexFile(next);
    this.#next = null;
    closeIndexFile(this.#db);
    removeIndexFile(this.#file);
    renameSync(this.#nextFile, this.#file);
    this.#open();
    this.#needsRebuild = false;
    return count;
  }

  abandonRebuild(): void {
    if (this.#next) closeIndexFile(this.#next);
    this.#next = null;
    removeIndexFile(this.#nextFile);
  }

  status(): EngineStatus {
    this.#followFile();
    return { records: countRecords(this.#db), needsRebuild: this.#needsRebuild };
  }

  close(): void {
    this.abandonRebuild();
    closeIndexFile(this.#db);
  }

  #open(): void {
    this.#db = openIndexFile(this.#file).db;
    this.#inode = inodeOf(this.#file);
  }

  /** Another process has rebuilt the index: ours is unlinked by now. */
  #followFile(): void {
    if (inodeOf(this.#file) === this.#inode) return;
    this.#db.close();
    this.#open();
  }

  get #targets(): Connection[] {
    this.#followFile();
    return this.#next ? [this.#db, this.#next] : [this.#db];
  }

  get #rebuilding(): Connection {
    if (!this.#next) throw new Error('no rebuild is under way');
    return this.#next;
  }

  get #nextFile(): string {
    return `${this.#file}.next-${process.pid}`;
  }
}

/** 0 when it is absent. */
const inodeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.ino ?? 0;

/** Files of rebuilds whose process is no more. */
function unfinishedRebuilds(file: string): string[] {
  const pattern = /\.next-(\d+)$/;
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(basename(file)))
    .filter((name) => {
      const pid = Number(pattern.exec(name)?.[1] ?? Number.NaN);
      return pid === process.pid || (Number.isInteger(pid) && !isAlive(pid));
    })
    .map((name) => join(dirname(file), name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
