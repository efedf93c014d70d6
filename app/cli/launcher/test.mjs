// Runs the test tiers one group after another (a browser and a store must not fight for two cores)
// and ends with one plain line, «N passed, N failed», summed over all of them.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';

const GROUPS = { test: [['unit', 'spec'], ['contract', 'integration'], ['e2e']], proof: [['proof']] };

function vitest(root, projects, report, args) {
  const cli = join(root, 'node_modules/vitest/vitest.mjs');
  const flags = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [cli, 'run', ...flags, ...reporters, '--passWithNoTests', ...args],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, NODE_ENV: 'test' },
      },
    );
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = JSON.parse(
      await readFile(report, 'utf8'),
    );
    // A file that failed to load has no failed test of its own: it still counts as one failure.
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    return {
      passed: numPassedTests,
      failed: Math.max(numFailedTests + broken, numFailedTestSuites > 0 ? 1 : 0),
      skipped: numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Exit code 0 only when every tier passed. `args` go to vitest (a path, -t name). */
export async function runTests(root, command, args) {
  const folder = await mkdtemp(join(tmpdir(), 'khartia-test-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  try {
    if (command === 'test') process.env.KHARTIA_TEST_BUILD = await ensureBuilt(root);
    for (const projects of GROUPS[command]) {
      const report = join(folder, `${projects.join('-')}.json`);
      const code = await vitest(root, projects, report, args);
      const counts = await countsOf(report);
      total.passed += counts.passed;
      total.skipped += counts.skipped;
      total.failed += code !== 0 && counts.failed === 0 ? 1 : counts.failed;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(
    `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
  );
  return total.failed === 0 ? 0 : 1;
}
