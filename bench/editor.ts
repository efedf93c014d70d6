// Figures of the editor in a real Chromium on the built site: a document of 300 pages with 600 remarks, from navigation
// to the first moment one can type, and from a key to the frame that shows it (100 keys in ten places).
// Prints JSON. `npx tsx bench/editor.ts`; `BENCH_ROUNDS` openings (5);
// `BENCH_DATA_DIR` keeps the seeded site and takes it again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { loadSamplePeople } from '../app/bootstrap/sample-data.server';
import { contextOf, OWNER } from '../app/bootstrap/sample-people.server';
import { bootstrap } from '../app/bootstrap.server';
import type { Block, DocumentBody } from '../app/modules/documents';
import { loadConfig } from '../app/platform/config/load-config.server';
import { launchBrowser } from '../tests/e2e/support/browser';
import { signIn } from '../tests/e2e/support/sign-in';

const root = resolve(import.meta.dirname, '..');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const PAGES = 300;
/** A page of the paper holds about 1 800 characters in 8 points. */
const POINTS_A_PAGE = 8;
const REMARKS = 600;
const PLACES = 10;
const KEYS_A_PLACE = 10;
const TARGETS = { openMs: 1500, keyP95Ms: 50 };

const WORDS = 'провести проверку состояния общего имущества дома и направить сведения жителям посёлка'.split(
  ' ',
);
const sentence = (n: number) =>
  `${Array.from({ length: 26 }, (_, i) => WORDS[(n * 7 + i * 3) % WORDS.length]).join(' ')}.`;

/** Sections of 20 points each; every tenth point refers to another, every fifth carries a field. */
function bigBody(): DocumentBody {
  const points = PAGES * POINTS_A_PAGE;
  const blocks: Block[] = [];
  for (let s = 0; s * 20 < points; s++) {
    const children: Block[] = Array.from({ length: 20 }, (_, i) => {
      const n = s * 20 + i;
      const content: Extract<Block, { type: 'item' }>['content'] = [{ type: 'text', text: sentence(n) }];
      if (n % 10 === 9) {
        content.push(
          { type: 'text', text: ' См. ' },
          { type: 'crossRef', targetId: `p${n - 5}`, prefix: 'пункт' },
        );
      }
      return { type: 'item', id: `p${n}`, content, children: [] };
    });
    blocks.push({
      type: 'section',
      id: `s${s}`,
      title: [{ type: 'text', text: `Раздел ${s + 1}` }],
      children,
    });
  }
  return { schemaVersion: 1, numbering: 'section', blocks };
}

/** A site's data with the big document; gives its id and the drafter's account. */
async function seed(dataDir: string) {
  const config = { ...loadConfig(), dataDir, mongodbUrl: null, meili: null, logLevel: 'error' as const };
  const app = await bootstrap({ config, root });
  try {
    await app.whenReady();
    const { accounts, password } = await loadSamplePeople(app.samples, app.system('bench'));
    const drafter = await contextOf(app.samples, 'secretary');
    const { commands } = app.samples.documents;
    const template = await app.samples.templates.getCurrentTemplate('regulation/inspectors');
    const { documentId, versionSha256 } = await commands.createDocument(drafter, {
      templateId: 'regulation/inspectors',
      owner: OWNER,
      fields: template.sample ?? {},
    });
    await commands.saveVersion(drafter, { documentId, baseSha256: versionSha256, body: bigBody() });
    for (let i = 0; i < REMARKS; i++) {
      await commands.makeRemark(drafter, { documentId, block: `p${i * 4}`, text: `Замечание ${i + 1}` });
    }
    const account = accounts.find(({ roles }) => roles.includes('secretary'))!;
    return { documentId, login: account.email, password };
  } finally {
    await app.close();
  }
}

async function seededSite(dataDir: string): ReturnType<typeof seed> {
  const note = join(dataDir, 'bench.json');
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as Awaited<ReturnType<typeof seed>>;
  mkdirSync(dataDir, { recursive: true });
  const seeded = await seed(dataDir);
  writeFileSync(note, JSON.stringify(seeded));
  return seeded;
}

function siteUrl(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const address = /(http:\/\/\S+)/.exec(line)?.[1];
      if (address) done(address);
    });
    child.once('exit', (code) => fail(new Error(`the site ended with code ${code}`)));
  });
}

/** Milliseconds from navigation until the caret can be put into the text, by the page's own clock. */
async function opening(page: Page, path: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForSelector('.editor[data-ready] .ProseMirror[contenteditable=true]');
  return page.evaluate(() => performance.getEntriesByName('editor-ready')[0]?.startTime ?? performance.now());
}

/** From the key's event to the frame after the one that painted it. */
const measureKeys = () => {
  const state = window as unknown as { keyTimes: number[] };
  state.keyTimes = [];
  document.addEventListener(
    'keydown',
    (event) => {
      const from = event.timeStamp;
      // The frame in which it is drawn, then the task right after that frame.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => state.keyTimes.push(performance.now() - from);
        channel.port2.postMessage(0);
      });
    },
    { capture: true },
  );
};

async function typing(page: Page): Promise<number[]> {
  await page.evaluate(measureKeys);
  const points = PAGES * POINTS_A_PAGE;
  for (let place = 0; place < PLACES; place++) {
    const id = `p${Math.floor((points / PLACES) * place) + 4}`;
    await page.locator(`[data-id="${id}"] > .item-text`).scrollIntoViewIfNeeded();
    await page.locator(`[data-id="${id}"] > .item-text`).click();
    await page.keyboard.press('End');
    for (let key = 0; key < KEYS_A_PLACE; key++) {
      await page.keyboard.press('abcdefghij'[key]!);
      await page.waitForFunction(
        (count) => (window as unknown as { keyTimes: number[] }).keyTimes.length >= count,
        place * (KEYS_A_PLACE + 1) + key + 2,
      );
    }
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}

const quantile = (values: readonly number[], q: number) =>
  Math.round(
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]! * 10,
  ) / 10;

async function main() {
  const build =
    process.env.KHARTIA_BUILD ??
    execFileSync(process.execPath, ['khartia', 'build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    }).trim();
  const kept = process.env.BENCH_DATA_DIR;
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'khartia-bench-editor-'));
  let site: ChildProcess | null = null;
  const browser = await launchBrowser();
  try {
    const { documentId, login, password } = await seededSite(dataDir);
    site = spawn(process.execPath, ['khartia', 'start'], {
      cwd: root,
      env: {
        ...process.env,
        KHARTIA_BUILD: build,
        DATA_DIR: dataDir,
        PORT: '0',
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const baseURL = await siteUrl(site);
    const storageState = await signIn(baseURL, { login, password });
    const context = await browser.newContext({
      baseURL,
      storageState,
      locale: 'ru-RU',
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    const path = `/documents/${documentId}/edit`;
    const openings: number[] = [];
    for (let round = 0; round < ROUNDS; round++) openings.push(await opening(page, path));
    const marks = await page.locator('[data-remarks]').count();
    const keys = await typing(page);
    console.log(
      JSON.stringify(
        {
          date: new Date().toISOString().slice(0, 10),
          machine: `${cpus().length} × ${cpus()[0]?.model}`,
          /** How many processes wanted the machine meanwhile: figures of a busy one are worse. */
          loadAverage: Math.round(loadavg()[0]! * 10) / 10,
          document: {
            pages: PAGES,
            blocks: PAGES * POINTS_A_PAGE * 1.05,
            remarks: REMARKS,
            marksShown: marks,
          },
          opening: {
            rounds: ROUNDS,
            p50Ms: quantile(openings, 0.5),
            worstMs: quantile(openings, 1),
            targetMs: TARGETS.openMs,
          },
          keystroke: {
            keys: keys.length,
            p50Ms: quantile(keys, 0.5),
            p95Ms: quantile(keys, 0.95),
            worstMs: quantile(keys, 1),
            targetP95Ms: TARGETS.keyP95Ms,
          },
          met: quantile(openings, 0.5) <= TARGETS.openMs && quantile(keys, 0.95) <= TARGETS.keyP95Ms,
        },
        null,
        2,
      ),
    );
  } finally {
    await browser.close();
    site?.kill('SIGTERM');
    if (!kept) rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
