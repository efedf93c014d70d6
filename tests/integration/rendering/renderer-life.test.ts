// The renderer under bad conditions: crash, too much work, deadlines, hostile pages, no browser, the npm browser.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '~/platform/log';
import {
  createPdfRenderer,
  type PdfRenderer,
  type PdfRendererOptions,
} from '~/platform/rendering/index.server';
import { isAppError } from '~/shared/app-error';

const metadata = { title: 'Проба', author: 'АНО «Соседи»', createdAt: '2023-09-25T12:00:00Z' };
const page = (body: string) =>
  `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Проба</title><body>${body}</body></html>`;
const simple = { html: page('<p>Текст</p>'), metadata };

let cacheDir: string;
const open: PdfRenderer[] = [];
function make(options: Partial<PdfRendererOptions> = {}): PdfRenderer {
  const renderer = createPdfRenderer({ cacheDir, log: silentLogger, ...options });
  open.push(renderer);
  return renderer;
}
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'khartia-life-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((renderer) => renderer.close()));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isAppError(error) ? `${error.code} (${error.kind})` : String(error);
};
async function textOf(pdf: Uint8Array): Promise<string> {
  return (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text;
}

describe('life of the browser', () => {
  it('starts at the first print only, and again after a crash', async () => {
    const renderer = make();
    expect(renderer.status()).toMatchObject({ state: 'stopped', pid: null });
    await renderer.render(simple);
    const { pid } = renderer.status();
    expect(pid).toBeGreaterThan(0);
    process.kill(pid as number, 'SIGKILL');
    expect(await textOf(await renderer.render(simple))).toContain('Текст');
    expect(renderer.status().pid).not.toBe(pid);
  });

  it('finishes a print that the crash interrupted', async () => {
    const renderer = make();
    await renderer.render(simple);
    const long = renderer.render({ html: page('<p>Слово за словом. </p>'.repeat(3000)), metadata });
    process.kill(renderer.status().pid as number, 'SIGKILL');
    expect((await long).length).toBeGreaterThan(1000);
  });

  it('is closed when idle and refuses work after close', async () => {
    const renderer = make({ idleMs: 1 });
    await renderer.render(simple);
    await expect.poll(() => renderer.status().state).toBe('stopped');
    await renderer.render(simple);
    await renderer.close();
    expect(await codeOf(renderer.render(simple))).toBe('rendering/closed (unavailable)');
  });

  it('proves itself', async () => {
    const report = await make().selfTest();
    expect(report.executablePath).not.toBe('');
  });
});

describe('limits', () => {
  it('refuses at once what the queue cannot hold', async () => {
    const renderer = make({ pages: 1, queueLimit: 1 });
    await renderer.render(simple);
    const results = await Promise.all([1, 2, 3].map(() => codeOf(renderer.render(simple))));
    expect(results.filter((code) => code === 'null')).toHaveLength(2);
    expect(results).toContain('rendering/queue-full (limit)');
  });

  it('stops at the deadline and goes on with the next print', async () => {
    const renderer = make({ deadlineMs: 300 });
    await renderer.selfTest();
    const heavy = page('<p>Слово за словом до самого конца страницы. </p>'.repeat(60_000));
    expect(await codeOf(renderer.render({ html: heavy, metadata }))).toBe('rendering/deadline (limit)');
    await expect.poll(() => codeOf(renderer.render(simple)), { timeout: 20_000 }).toBe('null');
  });

  it('refuses a page that is too large', async () => {
    const renderer = make({ maxHtmlBytes: 1000 });
    expect(await codeOf(renderer.render({ html: page('а'.repeat(2000)), metadata }))).toBe(
      'rendering/too-large (limit)',
    );
  });
});

describe('a hostile page', () => {
  let server: Server;
  let hits = 0;
  beforeAll(async () => {
    server = createServer((_, response) => {
      hits += 1;
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('runs no script, reaches no network, reads no file', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const html = page(`<p id="a">Видно</p>
      <script>document.getElementById('a').textContent='СКРИПТ'; fetch('${url}/js')</script>
      <img src="${url}/a.png"><img src=x onerror="document.body.textContent='СКРИПТ'"><iframe src="file:///etc/passwd"></iframe>
      <iframe srcdoc="<script>parent.document.body.textContent='СКРИПТ'</script>"></iframe>
      <link rel="stylesheet" href="${url}/a.css"><style>@import '${url}/b.css';@font-face{font-family:F;src:url(${url}/f.woff2)}p{font-family:F}</style>
      <object data="file:///etc/passwd"></object>`);
    const text = await textOf(await make().render({ html, metadata }));
    expect(text).toContain('Видно');
    expect(text).not.toMatch(/СКРИПТ|root:/);
    expect(hits).toBe(0);
  });
});

describe('which browser', () => {
  it('says what was tried when there is none', async () => {
    const renderer = make({ only: 'configured', chromiumPath: '/nowhere/chromium' });
    const error = await renderer.render(simple).catch((reason: unknown) => reason);
    expect(isAppError(error) && error.code).toBe('rendering/browser-missing');
    expect((error as Error).message).toContain('npx puppeteer browsers install chrome');
  });

  it('refuses a program that is no browser', async () => {
    const renderer = make({ only: 'configured', chromiumPath: '/bin/true' });
    expect(await codeOf(renderer.render(simple))).toBe('rendering/browser-missing (unavailable)');
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'unpacks the one from npm into a private versioned folder, also when two ask at once',
    async () => {
      const [first, second] = [make({ only: 'npm' }), make({ only: 'npm' })];
      const reports = await Promise.all([first.selfTest(), second.selfTest()]);
      expect(new Set(reports.map((report) => report.executablePath)).size).toBe(1);
      expect(reports[0]?.executablePath).toMatch(/chromium-\d+\.\d+\.\d+-x64/);
      expect(reports.every((report) => report.source === 'npm' && existsSync(report.executablePath))).toBe(
        true,
      );
      expect(await textOf(await first.render(simple))).toContain('Текст');
    },
  );
});
