// A plan against the tables.
import { MAX_TOTAL, type SearchPlan, type SearchRecord, type SearchResult } from '../search-index';
import { buildMatch } from './match-expression';
import type { Combination } from './rows.server';
import { type Connection, prepared, type Row } from './tables.server';

// Title, heading, number, stems, words, tags: a tag is a condition, not a merit.
const RANK = 'bm25(fts, 8.0, 4.0, 6.0, 1.0, 0.5, 0.0)';

interface Query {
  /** `fts …` with its condition; `records` is joined only where the condition needs it. */
  readonly from: string;
  readonly values: readonly string[];
  readonly isJoined: boolean;
}

export function runPlan(db: Connection, plan: SearchPlan): SearchResult {
  const match = buildMatch(plan);
  if (match === null) return { total: 0, hits: [], facets: {} };
  const query = queryOf(plan, match);
  const { n } = prepared(db, `SELECT count(*) AS n FROM ${query.from}`).get([...query.values]) as {
    n: number;
  };
  return {
    total: Math.min(n, MAX_TOTAL),
    hits: n === 0 || plan.limit === 0 ? [] : readPage(db, plan, query),
    facets: n === 0 ? {} : countFacets(db, plan.facets ?? [], query),
  };
}

function queryOf({ filter = {} }: SearchPlan, match: string): Query {
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
  const isJoined = where !== '';
  const tables = isJoined ? 'fts JOIN records ON records.rid = fts.rowid' : 'fts';
  return { from: `${tables} WHERE fts MATCH ?${where}`, values: [match, ...values], isJoined };
}

function readPage(db: Connection, plan: SearchPlan, query: Query): SearchResult['hits'] {
  const sql = plan.terms.length === 0 ? newestFirst(query) : bestFirst(query);
  const rows = prepared(db, sql).all([...query.values, plan.limit, plan.offset]) as Row[];
  return rows.map((row) => ({ record: JSON.parse(row.body as string) as SearchRecord }));
}

function newestFirst({ from, isJoined }: Query): string {
  const joined = isJoined ? from : 'fts JOIN records ON records.rid = fts.rowid WHERE fts MATCH ?';
  return `SELECT body FROM ${joined} ORDER BY records.date DESC, records.source, records.ord LIMIT ? OFFSET ?`;
}

// Ranked first, joined after: only the bodies of the page are read.
function bestFirst({ from }: Query): string {
  const best = `SELECT fts.rowid AS rid, ${RANK} AS score FROM ${from} ORDER BY score, fts.rowid LIMIT ? OFFSET ?`;
  return `SELECT body FROM (${best}) AS best JOIN records USING (rid) ORDER BY best.score, best.rid`;
}

function countFacets(
  db: Connection,
  names: readonly string[],
  { from, values }: Query,
): SearchResult['facets'] {
  if (names.length === 0) return {};
  const matches = `SELECT fts.rowid AS rid FROM ${from}`;
  const sql = `SELECT counted.n AS n, combinations.body AS body FROM
    (SELECT cid, count(*) AS n FROM (${matches}) AS matches JOIN facets USING (rid) GROUP BY cid) AS counted
    JOIN combinations USING (cid)`;
  const counts: Record<string, Record<string, number>> = {};
  for (const row of prepared(db, sql).all([...values]) as { n: number; body: string }[]) {
    for (const [name, value] of JSON.parse(row.body) as Combination) {
      if (!names.includes(name)) continue;
      const known = counts[name] ?? {};
      known[value] = (known[value] ?? 0) + row.n;
      counts[name] = known;
    }
  }
  return counts;
}
