// A smoke of the differential suite: the store with indexes against the store without them.
import { expect, it } from 'vitest';
import { testDatabase } from '../../setup/store';
import { runDifferential } from './differential/compare';

it('400 generated cases: no index changes an answer', async () => {
  const [left, right] = [await testDatabase(), await testDatabase()];
  const report = await runDifferential(left.db, right.db, 400, 5);
  expect(report.differences).toEqual([]);
  expect(report.equal).toBeGreaterThan(300);
}, 60_000);
