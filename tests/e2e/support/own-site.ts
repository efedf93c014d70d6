// A site of a journey's own: `node khartia start` over an empty folder, as a newcomer starts it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface OwnSite {
  url: string;
  dataDir: string;
  stop(): Promise<void>;
}

/** Resolves with the line «Хартия работает: http://…»; rejects when the process ends before it. */
export async function startOwnSite(): Promise<OwnSite> {
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-own-'));
  const child = spawn(process.execPath, ['khartia', 'start'], {
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
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /Хартия работает: (http\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) =>
      reject(new Error(`the site ended with code ${code}:\n${said.slice(-3000)}`)),
    );
    child.once('error', reject);
  });
  return {
    url,
    dataDir,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
