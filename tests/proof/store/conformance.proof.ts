// All of MongoDB's published CRUD tests (unified format) over the embedded store.
import { expect, it } from 'vitest';
import { conformanceFolder, runConformance } from '../../contract/store/conformance';
import { testDatabase } from '../../setup/store';
import { keepProof } from './report';

const folder = conformanceFolder();
if (!folder) process.stdout.write('conformance skipped: no ../shared/conformance/mongodb-crud\n');

it.skipIf(!folder)('the published CRUD tests pass or are skipped for a listed reason', async () => {
  const { uri } = await testDatabase();
  const report = await runConformance(uri, folder as string);
  keepProof('conformance', { ...report });
  expect(report.unexplained).toEqual([]);
  expect(report.needlessSkips).toEqual([]);
  expect(report.passed).toBeGreaterThanOrEqual(300);
});
