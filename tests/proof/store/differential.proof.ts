// 20,000 generated cases on the store and on a real mongod (MONGOD_BIN or PATH), byte for byte; and the same
// on the store with indexes against the store without them, which needs nothing.
import { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { runDifferential } from '../../contract/store/differential/compare';
import { findMongod, startMongod } from '../../contract/store/differential/oracle';
import { testDatabase } from '../../setup/store';
import { keepProof } from './report';

const CASES = Number(process.env.DIFFERENTIAL_CASES ?? 20_000);
const mongod = findMongod();
if (!mongod)
  process.stdout.write('differential against mongod skipped: no MONGOD_BIN and no mongod on PATH\n');

it.skipIf(!mongod)('the store answers as mongod does', async () => {
  const oracle = await startMongod(mongod as string);
  const client = await new MongoClient(oracle.uri).connect();
  try {
    const { db } = await testDatabase();
    const report = await runDifferential(db, client.db('differential'), CASES, 20261121);
    keepProof('differential-mongod', { ...report, differences: report.differences.slice(0, 50) });
    expect(report.differences).toEqual([]);
  } finally {
    await client.close();
    await oracle.close();
  }
});

it('no index changes an answer', async () => {
  const [left, right] = [await testDatabase(), await testDatabase()];
  const report = await runDifferential(left.db, right.db, CASES, 7);
  keepProof('differential-indexes', {
    ...report,
    differences: report.differences.slice(0, 50),
    mongod: mongod ? 'compared too' : 'skipped: none found',
  });
  expect(report.differences).toEqual([]);
});
