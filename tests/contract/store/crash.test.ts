// A smoke of the crash proof; 50 rounds run in tests/proof/store/crash.proof.ts.
import { expect, it } from 'vitest';
import { runCrashRounds } from './crash/rounds';

it('three kill -9 lose no acknowledged write and leave no index astray', async () => {
  const report = await runCrashRounds(3, 20261121);
  expect({ ...report, acknowledgedWrites: 0, deletes: 0, keys: 0 }).toMatchObject({
    lost: [],
    resurrected: [],
    indexMismatches: [],
  });
  expect(report.acknowledgedWrites).toBeGreaterThan(20);
}, 120_000);
