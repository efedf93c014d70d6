// The whole product on a data folder of its own, as `./khartia start` opens it, and the two commands on it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { loadSamplePeople } from '~/bootstrap/sample-data.server';
import { type App, bootstrap } from '~/bootstrap.server';
import type { CliCommand } from '~/cli/cli-command';
import { sampleUserId } from '~/modules/identity';
import { systemClock } from '~/platform/clock';
import { loadConfig } from '~/platform/config/load-config.server';
import type { Context } from '~/shared/context';
import { newId } from '~/shared/ids';
import type { TestApp } from '../../setup/test-app';

export const root = resolve(import.meta.dirname, '../../..');

const environmentOf = (dataDir: string) => ({
  DATA_DIR: dataDir,
  MONGODB_URL: '',
  MEILI_URL: '',
  KHARTIA_ALLOW_LOOPBACK_URL: '1',
  LOG_LEVEL: 'error',
  NODE_ENV: 'test',
});

export async function openApp(dataDir: string): Promise<App> {
  const config = loadConfig({ ...environmentOf(dataDir), PATH: process.env.PATH });
  return await bootstrap({ config, root });
}

export interface RunningSite {
  readonly test: TestApp;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** With sample people, background work running, and time that goes by itself: leases are real. */
export async function runSite(): Promise<RunningSite> {
  const dataDir = await temporaryFolder();
  const app = await openApp(dataDir);
  await loadSamplePeople(app.samples, app.system('test'));
  await app.startBackground();
  const people = await app.services.identity.listPeople({});
  const as = (key: string): Context => {
    const person = people.find(({ id }) => id === sampleUserId(key));
    if (!person) throw new Error(`no sample person ${key}`);
    const { id, displayName, memberships } = person;
    return {
      actor: { type: 'user', id, name: displayName, memberships },
      now: systemClock.now,
      newId,
      requestId: 'req_test',
      locale: 'ru',
    };
  };
  const test = { app, as } as unknown as TestApp;
  return { test, dataDir, close: () => app.close() };
}

const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'khartia-site-'));
  folders.push(folder);
  return folder;
}

export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** Runs a command as the command line would, with --json; returns what stdout held. */
export async function run(command: CliCommand, args: string[], dataDir: string) {
  const printed: string[] = [];
  for (const [name, value] of Object.entries(environmentOf(dataDir))) vi.stubEnv(name, value);
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    const code = await command([...args, '--json'], { root, buildDirectory: root });
    return { code, json: JSON.parse(printed.join('\n')) as Record<string, unknown> };
  } finally {
    log.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
  }
}
