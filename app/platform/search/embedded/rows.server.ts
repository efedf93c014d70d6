// Records in and out of the tables.
import type { SearchRecord } from '../search-index';
import { stemsOf, wordsBeyondStems } from '../text-analysis';
import { tagsOf } from './match-expression';
import { type Connection, prepared, type Row } from './tables.server';

const INSERT_FTS =
  'INSERT INTO fts (rowid, title, heading, number, stems, words, tags) VALUES (?, ?, ?, ?, ?, ?, ?)';

/** Adds the record, or replaces the one of its id. */
export function insertRecord(db: Connection, record: SearchRecord): void {
  const findRow = prepared(db, 'SELECT rid FROM records WHERE id = ?');
  const old = findRow.get([record.id]) as Row | undefined;
  if (old) removeRow(db, old.rid as number);
  const values = [record.id, record.source, record.date, record.order, JSON.stringify(record)];
  prepared(db, 'INSERT INTO records (id, source, date, ord, body) VALUES (?, ?, ?, ?, ?)').run(values);
  const { rid } = findRow.get([record.id]) as { rid: number };
  prepared(db, INSERT_FTS).run([
    rid,
    stemsOf(record.title),
    stemsOf(record.heading),
    stemsOf(record.number),
    record.stems,
    wordsBeyondStems(record.title, record.heading, record.text).join(' '),
    tagsOf(record).join(' '),
  ]);
  prepared(db, 'INSERT INTO facets (rid, cid) VALUES (?, ?)').run([rid, combinationOf(db, record)]);
}

export function removeSourceRows(db: Connection, source: string): void {
  const rows = prepared(db, 'SELECT rid FROM records WHERE source = ?').all([source]) as Row[];
  for (const row of rows) removeRow(db, row.rid as number);
}

export function hasRecord(db: Connection, id: string): boolean {
  return prepared(db, 'SELECT rid FROM records WHERE id = ?').get([id]) !== undefined;
}

export function countRecords(db: Connection): number {
  return (prepared(db, 'SELECT count(*) AS n FROM records').get([]) as { n: number }).n;
}

function removeRow(db: Connection, rid: number): void {
  prepared(db, 'DELETE FROM fts WHERE rowid = ?').run([rid]);
  prepared(db, 'DELETE FROM facets WHERE rid = ?').run([rid]);
  prepared(db, 'DELETE FROM records WHERE rid = ?').run([rid]);
}

/** Pairs of name and value, `type` among them. */
export type Combination = readonly (readonly [name: string, value: string])[];

function combinationOf(db: Connection, record: SearchRecord): number {
  const pairs = Object.entries(record.facets).flatMap(([name, values]) =>
    [...new Set(values)].map((value): [string, string] => [name, value]),
  );
  pairs.push(['type', record.type]);
  const body = JSON.stringify(pairs.sort(([a, x], [b, y]) => (`${a}\u0000${x}` < `${b}\u0000${y}` ? -1 : 1)));
  prepared(db, 'INSERT OR IGNORE INTO combinations (body) VALUES (?)').run([body]);
  return (prepared(db, 'SELECT cid FROM combinations WHERE body = ?').get([body]) as { cid: number }).cid;
}
