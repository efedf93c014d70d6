// MongoDB's published CRUD tests over a server: finds the files, applies the list of skips, counts.
// A skip names the refused feature; one that passes all the same is an error of the list.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import { parse } from 'yaml';
import type { UnifiedFile } from './unified/format';
import { runUnifiedTest, type Server } from './unified/runner';

const SKIPS = new URL('./conformance-skips.yaml', import.meta.url);

/** The folder of the published tests, or undefined where it is not. */
export function conformanceFolder(): string | undefined {
  const folder = resolve(process.env.CONFORMANCE_DIR ?? '../shared/conformance/mongodb-crud');
  return existsSync(folder) ? folder : undefined;
}

export interface ConformanceReport {
  total: number;
  passed: number;
  /** For other versions or topologies of a server. */
  notForThisServer: number;
  /** Reason -> how many. */
  skipped: Record<string, number>;
  unexplained: string[];
  /** Listed as skipped, but they pass. */
  needlessSkips: string[];
}

/** Reason -> `file: description`, as it stands in the list. */
export const readSkips = (): Record<string, string[]> => parse(readFileSync(SKIPS, 'utf8')) ?? {};

export async function runConformance(
  uri: string,
  folder: string,
  wanted: (file: string) => boolean = () => true,
): Promise<ConformanceReport> {
  const admin = await new MongoClient(uri).connect();
  const { version } = await admin.db('admin').command({ buildInfo: 1 });
  const server: Server = { uri, version, admin };
  const skips = new Map(
    Object.entries(readSkips()).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
  );
  const report: ConformanceReport = {
    total: 0,
    passed: 0,
    notForThisServer: 0,
    skipped: {},
    unexplained: [],
    needlessSkips: [],
  };
  try {
    for (const file of readdirSync(folder)
      .filter((each) => each.endsWith('.json') && wanted(each))
      .sort()) {
      await runFile(server, join(folder, file), file, skips, report);
    }
  } finally {
    await admin.close();
  }
  return report;
}

async function runFile(
  server: Server,
  path: string,
  file: string,
  skips: ReadonlyMap<string, string>,
  report: ConformanceReport,
): Promise<void> {
  const content = JSON.parse(readFileSync(path, 'utf8')) as UnifiedFile;
  for (const test of content.tests) {
    const name = `${file}: ${test.description}`;
    const reason = skips.get(name);
    const outcome = await runUnifiedTest(server, content, test);
    report.total += 1;
    if (outcome.status === 'not-for-this-server') report.notForThisServer += 1;
    else if (outcome.status === 'passed') {
      report.passed += 1;
      if (reason) report.needlessSkips.push(name);
    } else if (reason) report.skipped[reason] = (report.skipped[reason] ?? 0) + 1;
    else report.unexplained.push(`${name}\n    ${outcome.detail}`);
  }
}
