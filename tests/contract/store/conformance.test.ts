// A smoke of MongoDB's published CRUD tests; all of them run in tests/proof/store/conformance.proof.ts.
import { expect, it } from 'vitest';
import { testDatabase } from '../../setup/store';
import { conformanceFolder, readSkips, runConformance } from './conformance';

const SMOKE =
  /^(find|updateOne|bulkWrite-arrayFilters|findOneAndUpdate|distinct|insertMany|aggregate)\.json$/;
const folder = conformanceFolder();
if (!folder) process.stdout.write('conformance skipped: no ../shared/conformance/mongodb-crud\n');

it.skipIf(!folder)('the published CRUD tests of the main operations pass', async () => {
  const { uri } = await testDatabase();
  const report = await runConformance(uri, folder as string, (file) => SMOKE.test(file));
  expect(report.unexplained).toEqual([]);
  expect(report.needlessSkips).toEqual([]);
  expect(report.passed).toBeGreaterThan(20);
});

it('every skip names a reason and stands once', () => {
  const names = Object.values(readSkips()).flat();
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  for (const reason of Object.keys(readSkips()))
    expect(reason).toMatch(/not in the subset|Node driver itself/);
});
