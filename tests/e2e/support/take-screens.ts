// npx tsx tests/e2e/support/take-screens.ts [folder [name…]]: pictures of the main pages for README and for looking at,
// in three widths, light and dark. Starts `./khartia demo --serve` itself unless DEMO_JSON names its saved answer.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import type { DemoSite } from '../../setup/built-site';
import { launchBrowser } from './browser';
import { draftOf, waitingOf } from './page-routes';
import { NEWER_ACT, ROUGH_ACT, SAMPLE_ACT_PATH } from './sample-act';
import { type StorageState, signIn } from './sign-in';
import { shrinkPng } from './small-png';

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

interface Screen {
  name: string;
  path: string;
  /** Login of who looks; nobody = a visitor. */
  as?: string;
  /** What must be there before the picture is taken. */
  ready?: string;
}

function screensOf({ documents }: DemoSite): Screen[] {
  const first = documents[0]!;
  const waiting = waitingOf(documents);
  const discussed = documents.find(({ discussionCode }) => discussionCode !== null)!;
  const regulation = documents.find(({ kind, slug }) => kind === 'regulation' && slug !== null)!;
  const secretary = 'sekretar@dvor.example';
  const chair = 'predsedatel@dvor.example';
  const drafter = 'sostavitel@dvor.example';
  const administrator = 'administrator@dvor.example';
  const editor = EDITOR;
  const draft = draftOf(documents);
  return [
    { name: 'public-home', path: '/' },
    { name: 'public-document', path: `/p/${first.slug}` },
    { name: 'verify', path: `/verify/${first.verifyCode}` },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'home', path: '/', as: chair },
    { name: 'documents', path: '/documents', as: secretary },
    { name: 'document', path: `/documents/${first.id}`, as: secretary },
    {
      name: 'editor',
      path: `/documents/${draft.id}/edit`,
      as: secretary,
      ready: '.editor[data-ready]',
    },
    { name: 'route', path: `/documents/${first.id}?tab=route`, as: secretary },
    { name: 'decision', path: `/documents/${waiting.id}?tab=route#decision`, as: chair },
    { name: 'discussion-page', path: `/d/${discussed.discussionCode}` },
    { name: 'discussion-form', path: `/d/${discussed.discussionCode}/propose` },
    { name: 'discussion-sheet', path: `/d/${discussed.discussionCode}/sheet` },
    { name: 'discussion-desk', path: `/documents/${discussed.id}/discussion`, as: secretary },
    { name: 'discussion-summary', path: `/documents/${discussed.id}/svod`, as: secretary },
    { name: 'versions', path: `/documents/${first.id}/versions`, as: secretary },
    { name: 'compare', path: `/documents/${first.id}/compare?from=1&to=2`, as: secretary },
    { name: 'compare-inline', path: `/documents/${first.id}/compare?from=1&to=2&view=inline`, as: secretary },
    { name: 'version', path: `/documents/${first.id}/versions/1`, as: secretary },
    { name: 'checks', path: `/documents/${first.id}/checks`, as: secretary },
    { name: 'search', path: '/search?q=медиации', as: secretary },
    { name: 'new', path: '/documents/new', as: drafter },
    { name: 'new-form', path: '/documents/new/resolution/addressee', as: drafter },
    { name: 'ready-text', path: '/documents/new/import', as: drafter },
    { name: 'fields', path: `/documents/${draft.id}/fields`, as: secretary },
    { name: 'participants', path: `/documents/${draft.id}/participants`, as: secretary },
    { name: 'remarks', path: `/documents/${waiting.id}/remarks`, as: secretary },
    { name: 'approvals', path: '/approvals', as: chair },
    { name: 'substitutes', path: '/approvals/substitutes', as: secretary },
    { name: 'journal', path: '/settings/journal', as: administrator },
    { name: 'history', path: `/documents/${first.id}/history`, as: secretary },
    { name: 'acquaintance', path: `/documents/${regulation.id}/acquaintance`, as: secretary },
    { name: 'route-waiting', path: `/documents/${waiting.id}?tab=route`, as: secretary },
    { name: 'people', path: '/settings/people', as: administrator },
    { name: 'organisation', path: '/settings/organisations/org_sample_dvor', as: administrator },
    { name: 'routes', path: '/settings/routes', as: editor },
    { name: 'route-delete', path: '/settings/routes/resolution/simple/delete', as: editor },
    { name: 'route-editor', path: '/settings/routes/resolution/co-organisers', as: editor },
    { name: 'account', path: '/account', as: secretary },
    { name: 'acts', path: '/acts' },
    { name: 'act', path: SAMPLE_ACT_PATH },
    { name: 'provision', path: `${SAMPLE_ACT_PATH}/st-2` },
    { name: 'act-changes', path: `${SAMPLE_ACT_PATH}/changes` },
    { name: 'act-import', path: '/knowledge/import', as: editor },
    { name: 'act-import-preview', path: IMPORT_PREVIEW, as: editor },
    { name: 'rules', path: '/knowledge/rules', as: secretary },
    { name: 'glossary', path: '/glossary' },
    { name: 'term', path: '/glossary/kvorum' },
  ];
}

const EDITOR = 'redaktor@dvor.example';
/** Stands for the address of a staged import, which `loadActs` makes. */
const IMPORT_PREVIEW = '/knowledge/import/staged';

/** Loads two editions of the sample act as the editor does, and leaves a third text in the preview, whose path it gives. */
async function loadActs(browser: Browser, site: DemoSite): Promise<string> {
  const account = site.accounts.find(({ login }) => login === EDITOR)!;
  const storageState = await signIn(site.url, account);
  const context = await browser.newContext({
    baseURL: site.url,
    locale: 'ru-RU',
    storageState,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const stage = async (text: string) => {
    await page.goto('/knowledge/import');
    await page.getByLabel('Или вставьте текст').fill(text);
    await page.getByRole('button', { name: 'Прочитать' }).click();
    await page.waitForURL(/imp_/);
  };
  for (const [text, day] of [
    [NEWER_ACT.replace('дважды', 'раз'), '2015-04-01'],
    [NEWER_ACT, '2024-01-01'],
  ] as const) {
    await stage(text);
    await page.getByLabel('Действует с').fill(day);
    await page.getByRole('button', { name: 'Опубликовать в базе' }).click();
    await page.waitForURL(new RegExp(SAMPLE_ACT_PATH));
  }
  await stage(ROUGH_ACT.replace('3. Скамейку', '4. Cкамейку'));
  const { pathname } = new URL(page.url());
  await context.close();
  return pathname;
}

async function demoSite(): Promise<{ site: DemoSite; stop: () => Promise<void> }> {
  if (process.env.DEMO_JSON) {
    const site = JSON.parse(await readFile(process.env.DEMO_JSON, 'utf8')) as DemoSite;
    return { site, stop: async () => {} };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-screens-'));
  const child = spawn(process.execPath, ['khartia', 'demo', '--serve', '--json'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const site = await new Promise<DemoSite>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => resolve(JSON.parse(line) as DemoSite));
    child.once('exit', (code) => reject(new Error(`the demo ended with code ${code}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  return { site, stop };
}

async function takeAll(browser: Browser, site: DemoSite, folder: string): Promise<number> {
  const sessions = new Map<string, StorageState>();
  let bytes = 0;
  const staged =
    names.length === 0 || names.some((name) => /^act|^provision$/.test(name))
      ? await loadActs(browser, site)
      : '';
  for (const { name, path, as, ready } of screensOf(site)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (as && !sessions.has(as)) {
      sessions.set(as, await signIn(site.url, site.accounts.find(({ login }) => login === as)!));
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of SIZES) {
        const context = await browser.newContext({
          baseURL: site.url,
          locale: 'ru-RU',
          timezoneId: 'Europe/Moscow',
          colorScheme,
          viewport,
          isMobile: viewport.width < 600,
          ...(as ? { storageState: sessions.get(as)! } : {}),
        });
        const page = await context.newPage();
        await page.goto(path === IMPORT_PREVIEW ? staged : path, { waitUntil: 'load' });
        if (ready) await page.waitForSelector(ready);
        await page.evaluate(() => document.fonts.ready);
        const png = shrinkPng(await page.screenshot());
        await writeFile(join(folder, `${name}-${viewport.width}-${colorScheme}.png`), png);
        bytes += png.length;
        await context.close();
      }
    }
  }
  return bytes;
}

const [folder = 'docs/screens', ...names] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const { site, stop } = await demoSite();
const browser = await launchBrowser();
try {
  const bytes = await takeAll(browser, site, folder);
  console.log(`${folder}: ${(bytes / 1e6).toFixed(2)} MB`);
} finally {
  await browser.close();
  await stop();
}
