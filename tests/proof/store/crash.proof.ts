// 50 rounds of kill -9 during mixed writes with unique, compound, multikey and partial indexes.
import { expect, it } from 'vitest';
import { runCrashRounds } from '../../contract/store/crash/rounds';
import { keepProof } from './report';

it('50 kill -9 lose no acknowledged write, resurrect no delete, leave no index astray', async () => {
  const started = Date.now();
  const report = await runCrashRounds(50, 7);
  keepProof('crash', { ...report, seconds: Math.round((Date.now() - started) / 1000) });
  expect(report.lost).toEqual([]);
  expect(report.resurrected).toEqual([]);
  expect(report.indexMismatches).toEqual([]);
  expect(report.acknowledgedWrites).toBeGreaterThan(1000);
});
