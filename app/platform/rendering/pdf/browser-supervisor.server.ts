// The life of the browser: started when first needed, the first candidate that prints Cyrillic is kept, a crash is
// noticed and the next use starts it again, an idle one is closed. It gets no network, no script and, except on
// Windows and macOS, none of our environment (it holds addresses and passwords of the store).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';
import { describeError, type Logger } from '../../log';
import { renderingError } from '../errors';
import type { BrowserSource } from '../pdf-renderer';
import {
  type BrowserCandidate,
  type BrowserInstallation,
  browserCandidates,
  type CandidateOptions,
} from './browser-candidates.server';

export interface SupervisorOptions extends CandidateOptions {
  readonly log: Logger;
  /** Prints a test page with a browser just started; rejects when the print is empty. */
  readonly probe: (browser: Browser) => Promise<void>;
  readonly startTimeoutMs: number;
}
export interface RunningBrowser {
  readonly browser: Browser;
  readonly source: BrowserSource;
  readonly executablePath: string;
}
export interface BrowserSupervisor {
  /** The running browser, started if need be. Throws rendering/browser-missing when none can be started. */
  get(): Promise<RunningBrowser>;
  current(): RunningBrowser | null;
  /** Ends the browser, also one that does not answer; the next get() starts anew. */
  stop(): Promise<void>;
}

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--mute-audio',
  '--font-render-hinting=none',
  // Three locks on the network: no names, a proxy that leads nowhere (loopback too), and each page is offline.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

async function environment(cacheDir: string, extra: Readonly<Record<string, string>>) {
  if (process.platform === 'win32' || process.platform === 'darwin') return {};
  const home = join(cacheDir, 'home');
  await mkdir(home, { recursive: true, mode: 0o700 });
  return { env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', ...extra } };
}

async function launch(
  installation: BrowserInstallation,
  options: SupervisorOptions,
  sandbox: boolean,
): Promise<Browser> {
  return puppeteer.launch({
    executablePath: installation.executablePath,
    headless: installation.headless,
    pipe: true,
    timeout: options.startTimeoutMs,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: sandbox ? ARGUMENTS : [...ARGUMENTS, '--no-sandbox'],
    ...(await environment(options.cacheDir, installation.env)),
  });
}

/** With the browser's own sandbox where the system lets it; root and many containers do not. */
async function launchSafely(installation: BrowserInstallation, options: SupervisorOptions): Promise<Browser> {
  if (process.getuid?.() === 0) return launch(installation, options, false);
  try {
    return await launch(installation, options, true);
  } catch (error) {
    if (!/sandbox|namespace|setuid/i.test(String(error))) throw error;
    options.log.warn('the browser runs without its own sandbox', { path: installation.executablePath });
    return launch(installation, options, false);
  }
}

/** Ends a browser within two seconds, by its process when it does not answer. */
export async function endBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  const timer = setTimeout(() => child?.kill('SIGKILL'), 2_000);
  await browser.close().catch(() => child?.kill('SIGKILL'));
  clearTimeout(timer);
}

async function tryCandidate(
  candidate: BrowserCandidate,
  options: SupervisorOptions,
): Promise<RunningBrowser | null> {
  const installation = await candidate.prepare();
  if (!installation) return null;
  const browser = await launchSafely(installation, options);
  try {
    await options.probe(browser);
  } catch (error) {
    await endBrowser(browser);
    throw error;
  }
  return { browser, source: candidate.source, executablePath: installation.executablePath };
}

export function createBrowserSupervisor(options: SupervisorOptions): BrowserSupervisor {
  let running: RunningBrowser | null = null;
  let starting: Promise<RunningBrowser> | null = null;
  let candidates = browserCandidates(options);

  const start = async (): Promise<RunningBrowser> => {
    const tried: string[] = [];
    for (const candidate of candidates) {
      try {
        const found = await tryCandidate(candidate, options);
        if (found) {
          // What worked once is tried alone first at the next start; the others stay behind it.
          candidates = [candidate, ...candidates.filter((other) => other !== candidate)];
          return found;
        }
        tried.push(`${candidate.label}: нет`);
      } catch (error) {
        tried.push(`${candidate.label}: не запускается`);
        options.log.warn('a browser cannot be used', { source: candidate.source, ...describeError(error) });
      }
    }
    throw renderingError('browser-missing', { tried: tried.join('; ') });
  };

  const begin = async (): Promise<RunningBrowser> => {
    const found = await start();
    running = found;
    found.browser.once('disconnected', () => {
      if (running === found) running = null;
    });
    options.log.info('browser started', { source: found.source, path: found.executablePath });
    return found;
  };

  return {
    current: () => running,
    async get() {
      if (running?.browser.connected) return running;
      starting ??= begin().finally(() => {
        starting = null;
      });
      return starting;
    },
    async stop() {
      const found = running ?? (starting === null ? null : await starting.catch(() => null));
      running = null;
      if (found) await endBrowser(found.browser);
    },
  };
}
