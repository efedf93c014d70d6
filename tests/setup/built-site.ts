// The built site with the demo's data, one for the whole e2e tier: `./khartia demo --serve --json` in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

export interface DemoSite {
  url: string;
  accounts: { login: string; password: string; name: string; roles: string[] }[];
  documents: {
    id: string;
    title: string;
    kind: string;
    state: string;
    slug: string | null;
    verifyCode: string | null;
    discussionCode: string | null;
  }[];
}

declare module 'vitest' {
  interface ProvidedContext {
    demoSite: DemoSite;
  }
}

/** Resolves with the first JSON line of the child's stdout; rejects when it ends without one. */
function firstJsonLine(child: ChildProcess): Promise<DemoSite> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line) as DemoSite);
    });
    child.once('exit', (code) =>
      reject(new Error(`the site ended with code ${code}:\n${said.slice(-3000)}`)),
    );
    child.once('error', reject);
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-e2e-'));
  const child = spawn(process.execPath, ['khartia', 'demo', '--serve', '--json'], {
    env: {
      ...process.env,
      ...(process.env.KHARTIA_TEST_BUILD ? { KHARTIA_BUILD: process.env.KHARTIA_TEST_BUILD } : {}),
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  project.provide('demoSite', await firstJsonLine(child));
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
}
