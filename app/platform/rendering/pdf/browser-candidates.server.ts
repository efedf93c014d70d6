// Where a browser can be: the configured path, the system's Chrome or Chromium, puppeteer's own cache, the one
// that comes with npm. In this order; the first that starts and passes the self-test is used.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import puppeteer from 'puppeteer';
import type { BrowserSource } from '../pdf-renderer';
import { canUnpackNpmChromium, unpackNpmChromium } from './unpack-npm-chromium.server';

export interface BrowserInstallation {
  readonly executablePath: string;
  /** headless_shell has no new headless mode. */
  readonly headless: true | 'shell';
  /** Added to the browser's environment. */
  readonly env: Readonly<Record<string, string>>;
}
export interface BrowserCandidate {
  readonly source: BrowserSource;
  readonly label: string;
  /** Null when this candidate is absent here; rejects when it cannot be prepared. */
  readonly prepare: () => Promise<BrowserInstallation | null>;
}
export interface CandidateOptions {
  readonly chromiumPath?: string | undefined;
  readonly cacheDir: string;
  /** Folders to look for a system browser besides the usual places (PATH of the process). */
  readonly programFolders?: readonly string[] | undefined;
  /** Tries this source alone. */
  readonly only?: BrowserSource | undefined;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    ...NAMES.map((name) => `/usr/bin/${name}`),
    ...NAMES.map((name) => `/usr/local/bin/${name}`),
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

async function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function ordinary(path: string | undefined): Promise<BrowserInstallation | null> {
  if (path === undefined || !isAbsolute(path) || !(await isRunnable(path))) return null;
  return { executablePath: path, headless: true, env: {} };
}

async function findSystem(programFolders: readonly string[]): Promise<BrowserInstallation | null> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const found = programFolders
    .flatMap((entry) => entry.split(delimiter))
    .flatMap((folder) => NAMES.map((name) => join(folder, name + suffix)));
  for (const path of [...(USUAL_PLACES[process.platform] ?? []), ...found]) {
    const installation = await ordinary(path);
    if (installation) return installation;
  }
  return null;
}

async function configured(path: string): Promise<BrowserInstallation> {
  const installation = await ordinary(path);
  if (!installation) throw new Error(`CHROMIUM_PATH: ${path} не найден или не исполняемый`);
  return installation;
}

/** All candidates in the order of preference; nothing is started or unpacked yet. */
export function browserCandidates(options: CandidateOptions): BrowserCandidate[] {
  const { chromiumPath } = options;
  const all: BrowserCandidate[] = [
    ...(chromiumPath === undefined
      ? []
      : [{ source: 'configured' as const, label: 'CHROMIUM_PATH', prepare: () => configured(chromiumPath) }]),
    { source: 'system', label: 'браузер системы', prepare: () => findSystem(options.programFolders ?? []) },
    {
      source: 'puppeteer',
      label: 'кэш puppeteer',
      prepare: async () => ordinary(puppeteer.executablePath()),
    },
    {
      source: 'npm',
      label: '@sparticuz/chromium',
      prepare: async () => (canUnpackNpmChromium() ? unpackNpmChromium(options.cacheDir) : null),
    },
  ];
  return options.only === undefined ? all : all.filter((candidate) => candidate.source === options.only);
}
