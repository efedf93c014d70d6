// The embedded index: one SQLite file (libsql) with FTS5. Synchronous; lives in the worker «search».
// The file holds nothing that cannot be rebuilt: an unreadable or old one is thrown away and asks for a rebuild.
import { renameSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { MAX_TOTAL, type SearchPlan, type SearchRecord, type SearchResult } from '../search-index';
import { stemsOf, wordsBeyondStems } from '../text-analysis';
import { buildMatch, tagsOf } from './match-expression';

/** Raise when tables, tokens or stems change: the old file is then rebuilt. */
const SHAPE = 1;

const TABLES = `
  CREATE TABLE records (
    rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
    date TEXT NOT NULL, ord REAL NOT NULL, body TEXT NOT NULL);
  CREATE INDEX records_source ON records (source);
  CREATE TABLE facets (rid INTEGER, name TEXT, value TEXT, PRIMARY KEY (rid, name, value)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE fts USING fts5 (
    title, heading, number, stems, words, tags, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 0 tokenchars '.'", prefix='2 3');
  PRAGMA user_version = ${SHAPE};`;

// Title, heading, number, stems, words, tags: a tag is a condition, not a merit.
const RANK = 'bm25(fts, 8.0, 4.0, 6.0, 1.0, 0.5, 0.0)';

type Row = Record<string, unknown>;
type Connection = InstanceType<typeof Database>;

export interface EngineStatus {
  readonly records: number;
  readonly needsRebuild: boolean;
}

export class EmbeddedEngine {
  #file: string;
  #db: Connection;
  #next: Connection | null = null;
  #needsRebuild: boolean;
  /** Sources replaced while a rebuild is under way: what the rebuild still brings of them is old. */
  #replaced = new Set<string>();

  constructor(file: string) {
    this.#file = file;
    const opened = open(file);
    this.#db = opened.db;
    this.#needsRebuild = opened.fresh;
  }

  put(records: readonly SearchRecord[]): void {
    for (const db of this.#targets())
      inTransaction(db, () => records.forEach((record) => void insert(db, record)));
  }

  replaceSource(source: string, records: readonly SearchRecord[]): void {
    if (this.#next) this.#replaced.add(source);
    for (const db of this.#targets()) {
      inTransaction(db, () => {
        removeSource(db, source);
        for (const record of records) insert(db, record);
      });
    }
  }

  search(plan: SearchPlan): SearchResult {
    const match = buildMatch(plan);
    if (match === null) return { total: 0, hits: [], facets: {} };
    return query(this.#db, plan, match);
  }

  startRebuild(): void {
    this.abandonRebuild();
    removeFile(nextFile(this.#file));
    this.#next = create(nextFile(this.#file));
    this.#next.exec('PRAGMA synchronous = OFF');
    this.#replaced.clear();
  }

  /** Records of the rebuild. What was written meanwhile is newer and stays. */
  feedRebuild(records: readonly SearchRecord[]): void {
    const db = this.#next;
    if (!db) throw new Error('no rebuild is under way');
    const isThere = db.prepare('SELECT 1 AS one FROM records WHERE id = ?');
    inTransaction(db, () => {
      for (const record of records) {
        if (!this.#replaced.has(record.source) && !isThere.get([record.id])) insert(db, record);
      }
    });
  }

  finishRebuild(): number {
    const next = this.#next;
    if (!next) throw new Error('no rebuild is under way');
    next.exec("INSERT INTO fts(fts) VALUES('optimize')");
    const { records } = countOf(next);
    close(next);
    this.#next = null;
    close(this.#db);
    removeFile(this.#file);
    renameSync(nextFile(this.#file), this.#file);
    this.#db = open(this.#file).db;
    this.#needsRebuild = false;
    return records;
  }

  abandonRebuild(): void {
    if (!this.#next) return;
    close(this.#next);
    this.#next = null;
    removeFile(nextFile(this.#file));
  }

  status(): EngineStatus {
    return { ...countOf(this.#db), needsRebuild: this.#needsRebuild };
  }

  close(): void {
    this.abandonRebuild();
    close(this.#db);
  }

  #targets(): Connection[] {
    return this.#next ? [this.#db, this.#next] : [this.#db];
  }
}

function open(file: string): { db: Connection; fresh: boolean } {
  removeFile(nextFile(file));
  const old = tryOpen(file);
  if (old) return { db: old, fresh: false };
  removeFile(file);
  return { db: create(file), fresh: true };
}

// Anything wrong with the file (not SQLite, cut, another shape) means one thing: rebuild.
function tryOpen(file: string): Connection | null {
  let db: Connection | undefined;
  try {
    db = new Database(file);
    const row = db.prepare('PRAGMA user_version').get([]) as Row;
    if (row.user_version === SHAPE && db.prepare('SELECT count(*) AS n FROM fts_config').get([])) {
      settle(db);
      return db;
    }
  } catch {
    // The caller makes a new file and reports that a rebuild is needed: nothing is lost or hidden.
  }
  db?.close();
  return null;
}

function create(file: string): Connection {
  const db = new Database(file);
  settle(db);
  db.exec(TABLES);
  return db;
}

function settle(db: Connection): void {
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000',
  );
}

function close(db: Connection): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

const nextFile = (file: string) => `${file}.next`;

function removeFile(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) rmSync(name, { force: true });
}

function inTransaction(db: Connection, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

const statements = new WeakMap<Connection, Map<string, ReturnType<Connection['prepare']>>>();

function prepared(db: Connection, sql: string): ReturnType<Connection['prepare']> {
  const known = statements.get(db) ?? new Map();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement;
}

function insert(db: Connection, record: SearchRecord): void {
  const old = prepared(db, 'SELECT rid FROM records WHERE id = ?').get([record.id]) as Row | undefined;
  if (old) removeRow(db, old.rid as number);
  const values = [record.id, record.source, record.date, record.order, JSON.stringify(record)];
  prepared(db, 'INSERT INTO records (id, source, date, ord, body) VALUES (?, ?, ?, ?, ?)').run(values);
  const { rid } = prepared(db, 'SELECT rid FROM records WHERE id = ?').get([record.id]) as { rid: number };
  prepared(
    db,
    'INSERT INTO fts (rowid, title, heading, number, stems, words, tags) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run([
    rid,
    stemsOf(record.title),
    stemsOf(record.heading),
    stemsOf(record.number),
    record.stems,
    wordsBeyondStems(record.title, record.heading, record.text).join(' '),
    tagsOf(record).join(' '),
  ]);
  const addFacet = prepared(db, 'INSERT OR IGNORE INTO facets (rid, name, value) VALUES (?, ?, ?)');
  addFacet.run([rid, 'type', record.type]);
  for (const [name, items] of Object.entries(record.facets))
    for (const item of items) addFacet.run([rid, name, item]);
}

function removeRow(db: Connection, rid: number): void {
  for (const sql of [
    'DELETE FROM fts WHERE rowid = ?',
    'DELETE FROM facets WHERE rid = ?',
    'DELETE FROM records WHERE rid = ?',
  ]) {
    prepared(db, sql).run([rid]);
  }
}

function removeSource(db: Connection, source: string): void {
  const rows = prepared(db, 'SELECT rid FROM records WHERE source = ?').all([source]) as Row[];
  for (const row of rows) removeRow(db, row.rid as number);
}

function countOf(db: Connection): { records: number } {
  return { records: (db.prepare('SELECT count(*) AS n FROM records').get([]) as { n: number }).n };
}

function query(db: Connection, plan: SearchPlan, match: string): SearchResult {
  const { where, values } = beyondMatch(plan);
  // Only a condition on the record's own columns needs the join; most queries are answered by FTS alone.
  const from =
    where === ''
      ? 'fts WHERE fts MATCH ?'
      : `fts JOIN records ON records.rid = fts.rowid WHERE fts MATCH ?${where}`;
  const all = [match, ...values];
  const total = (prepared(db, `SELECT count(*) AS n FROM ${from}`).get(all) as { n: number }).n;
  const page = [...all, plan.limit, plan.offset];
  const rows =
    total === 0 || plan.limit === 0 ? [] : (prepared(db, pageSql(plan, from, where)).all(page) as Row[]);
  return {
    total: Math.min(total, MAX_TOTAL),
    hits: rows.map((row) => ({ record: JSON.parse(row.body as string) as SearchRecord })),
    facets: total === 0 ? {} : countFacets(db, plan.facets ?? [], from, all),
  };
}

function pageSql(plan: SearchPlan, from: string, where: string): string {
  if (plan.terms.length === 0) {
    const joined = where === '' ? 'fts JOIN records ON records.rid = fts.rowid WHERE fts MATCH ?' : from;
    return `SELECT body FROM ${joined} ORDER BY records.date DESC, records.source, records.ord LIMIT ? OFFSET ?`;
  }
  const best = `SELECT fts.rowid AS rid, ${RANK} AS score FROM ${from} ORDER BY score, fts.rowid LIMIT ? OFFSET ?`;
  return `SELECT body FROM (${best}) AS best JOIN records USING (rid) ORDER BY best.score, best.rid`;
}

function beyondMatch({ filter = {} }: SearchPlan): { where: string; values: string[] } {
  const values: string[] = [];
  let where = '';
  if (filter.sources) {
    where += ` AND records.source IN (${filter.sources.map(() => '?').join(', ')})`;
    values.push(...filter.sources);
  }
  if (filter.from !== undefined || filter.to !== undefined) where += " AND records.date <> ''";
  if (filter.from !== undefined) {
    where += ' AND records.date >= ?';
    values.push(filter.from);
  }
  if (filter.to !== undefined) {
    where += ' AND records.date <= ?';
    values.push(filter.to);
  }
  return { where, values };
}

function countFacets(
  db: Connection,
  names: readonly string[],
  from: string,
  values: readonly string[],
): SearchResult['facets'] {
  if (names.length === 0) return {};
  const marks = names.map(() => '?').join(', ');
  const sql = `SELECT name, value, count(*) AS n FROM facets
    WHERE rid IN (SELECT fts.rowid FROM ${from}) AND name IN (${marks}) GROUP BY name, value`;
  const counts: Record<string, Record<string, number>> = {};
  for (const row of prepared(db, sql).all([...values, ...names]) as Row[]) {
    const name = row.name as string;
    counts[name] = { ...counts[name], [row.value as string]: row.n as number };
  }
  return counts;
}
