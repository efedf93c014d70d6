// The browser of the tests: found as the product finds its own, so that a machine with only npm's Chromium will do.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import {
  type BrowserInstallation,
  browserCandidates,
} from '~/platform/rendering/pdf/browser-candidates.server';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-default-browser-check',
  '--font-render-hinting=none',
];

/** The first candidate that starts; throws with every reason when none does. `E2E_BROWSER=npm` tries one source alone. */
export async function launchBrowser(): Promise<Browser> {
  const only = process.env.E2E_BROWSER as 'system' | 'puppeteer' | 'npm' | undefined;
  const candidates = browserCandidates({
    chromiumPath: process.env.CHROMIUM_PATH,
    cacheDir: join(tmpdir(), `khartia-e2e-browser-${process.getuid?.() ?? 0}`),
    programFolders: [process.env.PATH ?? ''],
    only,
  });
  const reasons: string[] = [];
  for (const { label, prepare } of candidates) {
    try {
      const installation = await prepare();
      if (installation) return await start(installation);
      reasons.push(`${label}: absent`);
    } catch (error) {
      reasons.push(`${label}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`no browser starts here:\n${reasons.join('\n')}`);
}

function start({ executablePath, env }: BrowserInstallation): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    timeout: 60_000,
    env: { ...(process.env as Record<string, string>), ...env },
  });
}
