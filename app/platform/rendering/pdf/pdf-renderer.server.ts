// HTML to the final PDF: a supervised browser, a small pool of pages, deadlines, a retry after a crash, metadata.
import type { Browser, Page } from 'puppeteer';
import { isAppError } from '~/shared/app-error';
import type { Logger } from '../../log';
import { renderingError } from '../errors';
import { fontFaces } from '../html/fonts.server';
import type { BrowserSource, PdfRenderer } from '../pdf-renderer';
import { createBrowserSupervisor } from './browser-supervisor.server';
import { finishPdf, hasPrintedText } from './finish-pdf.server';
import { createPagePool, openSealedPage } from './page-pool.server';

export interface PdfRendererOptions {
  readonly chromiumPath?: string | undefined;
  /** A private folder for an unpacked browser and its home. */
  readonly cacheDir: string;
  readonly log: Logger;
  readonly programFolders?: readonly string[] | undefined;
  /** Uses this kind of browser alone (tests of the one from npm). */
  readonly only?: BrowserSource | undefined;
  readonly pages?: number | undefined;
  readonly queueLimit?: number | undefined;
  readonly deadlineMs?: number | undefined;
  /** The browser is closed after so long without work. */
  readonly idleMs?: number | undefined;
  readonly maxHtmlBytes?: number | undefined;
}

const SELF_TEST_TEXT = 'Съешьжещёхартия';
const DEFAULTS = { pages: 2, queueLimit: 50, deadlineMs: 60_000, idleMs: 300_000, maxHtmlBytes: 24_000_000 };

/** Nobody looks at the screen: without its layout and painting a print costs half the work. */
const NO_SCREEN = '<style>@media screen{html{display:none!important}}</style></head>';

/**
 * Evaluated in the page from outside (its own scripts stay off): with nothing on the screen, the fonts must be asked
 * for, else older Chromiums print empty pages. A text, because compilers add helpers to functions.
 */
const LOAD_FONTS = 'Promise.allSettled([...document.fonts].map((font) => font.load())).then(() => undefined)';

async function print(page: Page, html: string, deadlineMs: number): Promise<Uint8Array> {
  await page.setContent(html.replace('</head>', NO_SCREEN), { waitUntil: 'load', timeout: deadlineMs });
  await page.evaluate(LOAD_FONTS);
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    waitForFonts: false,
    timeout: deadlineMs,
  });
}

async function probe(browser: Browser): Promise<void> {
  const html = `<!doctype html><html lang="ru"><head><title>Проба</title><style>${fontFaces(SELF_TEST_TEXT, { italic: false })}body{font:14pt Tinos}</style></head><p>${SELF_TEST_TEXT}</p></html>`;
  const page = await openSealedPage(browser);
  const printed = await print(page, html, 20_000);
  await page.close();
  if (!(await hasPrintedText(printed, SELF_TEST_TEXT)))
    throw new Error('self-test: the PDF has no Cyrillic text');
}

/** Rejects with rendering/deadline when the work is not done in time; the work itself is left to its page's end. */
async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(renderingError('deadline', { seconds: Math.round(ms / 1000) })), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Makes the renderer; nothing starts until the first render or self-test. */
export function createPdfRenderer(options: PdfRendererOptions): PdfRenderer {
  const limits = {
    pages: options.pages ?? DEFAULTS.pages,
    queueLimit: options.queueLimit ?? DEFAULTS.queueLimit,
    deadlineMs: options.deadlineMs ?? DEFAULTS.deadlineMs,
    idleMs: options.idleMs ?? DEFAULTS.idleMs,
    maxHtmlBytes: options.maxHtmlBytes ?? DEFAULTS.maxHtmlBytes,
  };
  const supervisor = createBrowserSupervisor({ ...options, probe, startTimeoutMs: 30_000 });
  const pool = createPagePool({
    size: limits.pages,
    queueLimit: limits.queueLimit,
    printsPerPage: 200,
    browser: async () => (await supervisor.get()).browser,
  });
  let closed = false;
  let idle: NodeJS.Timeout | undefined;

  const rest = (): void => {
    clearTimeout(idle);
    if (closed || pool.busy() > 0) return;
    idle = setTimeout(() => void supervisor.stop(), limits.idleMs);
    idle.unref();
  };
  const attempt = (html: string): Promise<Uint8Array> =>
    pool.use((page) => withDeadline(print(page, html, limits.deadlineMs), limits.deadlineMs));
  const printed = async (html: string): Promise<Uint8Array> => {
    for (let round = 1; ; round++) {
      try {
        return await attempt(html);
      } catch (error) {
        if (isAppError(error) || closed) throw closed ? renderingError('closed') : error;
        // Anything else means the page or the browser went away; printing has no effects, so once more.
        options.log.warn('printing failed', { round, error: String(error) });
        if (round === 2) throw renderingError('browser-failed', {}, error);
      }
    }
  };

  return {
    async render({ html, metadata }) {
      if (closed) throw renderingError('closed');
      if (html.length > limits.maxHtmlBytes) {
        const [megabytes, limit] = [html.length, limits.maxHtmlBytes].map((n) => Math.ceil(n / 1_000_000));
        throw renderingError('too-large', { megabytes, limit });
      }
      clearTimeout(idle);
      try {
        return await finishPdf(await printed(html), metadata);
      } finally {
        rest();
      }
    },
    async selfTest() {
      if (closed) throw renderingError('closed');
      const from = performance.now();
      const known = supervisor.current();
      const { browser, source, executablePath } = await supervisor.get();
      if (known) await probe(browser);
      rest();
      return { source, executablePath, ms: Math.round(performance.now() - from) };
    },
    status() {
      const running = supervisor.current();
      return {
        state: closed ? 'closed' : running ? 'running' : 'stopped',
        source: running?.source ?? null,
        pid: running?.browser.process()?.pid ?? null,
        busy: pool.busy(),
        waiting: pool.waiting(),
      };
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await supervisor.stop();
    },
  };
}
