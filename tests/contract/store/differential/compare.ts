// Runs generated cases on two servers and compares canonical EJSON byte for byte. Errors are compared by code;
// what the store refuses by name is counted and left out. The left one has indexes, the right one has none:
// against a second store it is thus a proof that no index changes an answer.
import { EJSON } from 'bson';
import type { Db, Document } from 'mongodb';
import { randomOf } from '../crash/rounds';
import { documents, filter, pipeline, projection, type Random, sort, update } from './generate';

export interface DifferentialReport {
  cases: number;
  equal: number;
  refused: number;
  bothErrors: number;
  differences: string[];
}

const RAW = { promoteValues: false } as const;
const DOCUMENTS = 18;
const CASES_A_ROUND = 40;
const INDEXES = [
  [{ key: { a: 1 } }],
  [{ key: { 'a.b': 1 } }, { key: { b: -1 } }],
  [{ key: { a: 1, b: -1 } }, { key: { c: 1 }, sparse: true }],
  [{ key: { 'a.b': 1, 'a.c': 1 } }, { key: { 'c.b': 1 } }],
  [{ key: { b: 1, _id: 1 } }, { key: { a: 1 }, partialFilterExpression: { b: { $exists: true } } }],
];

export async function runDifferential(
  left: Db,
  right: Db,
  cases: number,
  seed: number,
): Promise<DifferentialReport> {
  const random = randomOf(seed);
  const report: DifferentialReport = { cases: 0, equal: 0, refused: 0, bothErrors: 0, differences: [] };
  for (let round = 0; report.cases < cases; round += 1) {
    const docs = documents(random, DOCUMENTS);
    await Promise.all([fill(left, docs, round), fill(right, docs, undefined)]);
    for (let at = 0; at < CASES_A_ROUND && report.cases < cases; at += 1) {
      await compareOne(left, right, commandOf(random), report);
    }
  }
  return report;
}

async function fill(db: Db, docs: readonly Document[], round: number | undefined): Promise<void> {
  await db.command({ drop: 'd' }).catch(() => undefined);
  await db.command({ insert: 'd', documents: docs });
  if (round === undefined) return;
  const indexes = (INDEXES[round % INDEXES.length] ?? []).map((index, at) => ({ ...index, name: `i${at}` }));
  // Two arrays in one compound index are refused: then the documents stay without it.
  for (const index of indexes)
    await db.command({ createIndexes: 'd', indexes: [index] }).catch(() => undefined);
}

interface Case {
  readonly command: Document;
  readonly writes: boolean;
}

function commandOf(random: Random): Case {
  const dice = random();
  if (dice < 0.45) {
    const shape = { ...(random() < 0.4 && { projection: projection(random) }) };
    const order = random() < 0.4 ? sort(random) : { _id: 1 };
    return { command: { find: 'd', filter: filter(random), sort: order, ...shape }, writes: false };
  }
  if (dice < 0.55) return { command: { count: 'd', query: filter(random) }, writes: false };
  if (dice < 0.75)
    return { command: { aggregate: 'd', pipeline: pipeline(random), cursor: {} }, writes: false };
  const { u, arrayFilters } = update(random);
  const statement = {
    q: { _id: Math.floor(random() * DOCUMENTS) },
    u,
    ...(arrayFilters && { arrayFilters }),
  };
  return { command: { update: 'd', updates: [statement] }, writes: true };
}

async function compareOne(
  left: Db,
  right: Db,
  { command, writes }: Case,
  report: DifferentialReport,
): Promise<void> {
  report.cases += 1;
  const [one, two] = await Promise.all([answer(left, command, writes), answer(right, command, writes)]);
  if (one.refused) {
    report.refused += 1;
    if (writes) await resync(left, right);
    return;
  }
  if (one.text === two.text) {
    report.equal += 1;
    if (one.text.startsWith('error')) report.bothErrors += 1;
    return;
  }
  // An array that meets an index with another array is refused only where the index is.
  if (writes && one.text === 'error 171') {
    report.refused += 1;
  } else {
    report.differences.push(
      `${EJSON.stringify(command)}\n  left  ${one.text}\n  right ${two.text}`.slice(0, 4000),
    );
  }
  if (writes) await resync(left, right);
}

async function answer(
  db: Db,
  command: Document,
  writes: boolean,
): Promise<{ text: string; refused: boolean }> {
  try {
    const reply = await db.command(command, RAW);
    const [error] = (reply.writeErrors ?? []) as Document[];
    if (error) return failure(Number(error.code), String(error.errmsg));
    if (!writes)
      return {
        text: EJSON.stringify(reply.cursor?.firstBatch ?? reply.n, { relaxed: false }),
        refused: false,
      };
    const counts = { n: reply.n, nModified: reply.nModified };
    return { text: EJSON.stringify([counts, await all(db)], { relaxed: false }), refused: false };
  } catch (error) {
    const { code, message } = error as { code?: number; message: string };
    if (code === undefined) throw error;
    return failure(Number(code), message);
  }
}

const failure = (code: number, message: string) => ({
  text: `error ${code}`,
  refused: message.includes('not supported by the embedded store'),
});

const all = async (db: Db): Promise<Document[]> =>
  (await db.command({ find: 'd', sort: { _id: 1 } }, RAW)).cursor.firstBatch;

/** After a difference both go on from the left one's documents: the right one has no index to refuse them. */
async function resync(left: Db, right: Db): Promise<void> {
  const docs = await all(left);
  await right.command({ delete: 'd', deletes: [{ q: {}, limit: 0 }] });
  await right.command({ insert: 'd', documents: docs }, RAW);
}
