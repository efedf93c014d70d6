// The tables of the embedded index, and how a file is opened, made and thrown away.
// Facets are kept as combinations: most records share one of few, so counting is one grouping by a number.
import { existsSync } from 'node:fs';
import Database from 'libsql';

export type Connection = InstanceType<typeof Database>;
export type Row = Record<string, unknown>;

/** Raise when tables, tokens or stems change: an old file is then rebuilt. */
const SHAPE = 2;

const TABLES = `
  CREATE TABLE records (
    rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
    date TEXT NOT NULL, ord REAL NOT NULL, body TEXT NOT NULL);
  CREATE INDEX records_source ON records (source);
  CREATE TABLE combinations (cid INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);
  CREATE TABLE facets (rid INTEGER PRIMARY KEY, cid INTEGER NOT NULL);
  CREATE VIRTUAL TABLE fts USING fts5 (
    title, heading, number, stems, words, tags, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 0 tokenchars '.'", prefix='2 3');
  PRAGMA user_version = ${SHAPE};`;

export function createIndexFile(file: string): Connection {
  const db = new Database(file);
  settle(db);
  db.exec(TABLES);
  return db;
}

/** One file remains: the log of writes is folded into it. */
export function closeIndexFile(db: Connection): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

export function inTransaction(db: Connection, work: () => void): void {
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

/** The statement, prepared once a connection. Arguments always go as one array: libsql aborts on a bare Buffer. */
export function prepared(db: Connection, sql: string): ReturnType<Connection['prepare']> {
  const known = statements.get(db) ?? new Map();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement;
}

/** Null when anything is wrong with the file (absent, not SQLite, cut, another shape): all of it means one thing, rebuild. */
export function openIndexFile(file: string): Connection | null {
  if (!existsSync(file)) return null;
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

function settle(db: Connection): void {
  const pragmas = [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'temp_store = MEMORY',
    'cache_size = -16000',
    // A command beside the site writes too: wait for it instead of failing.
    'busy_timeout = 5000',
  ];
  db.exec(pragmas.map((pragma) => `PRAGMA ${pragma}`).join('; '));
}
