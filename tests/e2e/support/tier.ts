// What every journey uses: one browser, the demo's site, a fresh context for each visitor, and a watch over what a
// person would not see: script errors, refused content, requests to other sites, answers with 500.
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { expect, inject } from 'vitest';
import { launchBrowser } from './browser';
import { type StorageState, signIn } from './sign-in';

export const demo = inject('demoSite');

export interface Visitor {
  /** Login of a demo account; nobody = a visitor. */
  as?: string;
  javaScript?: boolean;
  width?: number;
  dark?: boolean;
  /** Another site than the demo's. */
  baseURL?: string;
  storageState?: StorageState;
  /** The page outlives the test: for a journey that looks at many addresses and does nothing there. */
  stays?: boolean;
}

export const people = {
  chair: 'predsedatel@dvor.example',
  secretary: 'sekretar@dvor.example',
  drafter: 'sostavitel@dvor.example',
  editor: 'redaktor@dvor.example',
  administrator: 'administrator@dvor.example',
  moderator: 'moderator@dvor.example',
  approver: 'soglasovanie@inspection.example',
  inspector: 'inspektor@inspection.example',
} as const;

let browser: Browser | null = null;
let problems: string[] = [];
const staying = new Set<BrowserContext>();
const sessions = new Map<string, Promise<StorageState>>();

export async function startTier(): Promise<void> {
  browser = await launchBrowser();
}

export async function endTier(): Promise<void> {
  await browser?.close();
}

/** After each test: every page but those that stay is closed, and none of them had a hidden fault. */
export async function leave(): Promise<void> {
  const open = browser?.contexts() ?? [];
  await Promise.all(open.filter((context) => !staying.has(context)).map((context) => context.close()));
  const found = problems;
  problems = [];
  expect(found).toEqual([]);
}

/** Pages that stayed go with the next `leave`. */
export function letGo(): void {
  staying.clear();
}

export function accountOf(login: string): { login: string; password: string } {
  const account = demo.accounts.find((one) => one.login === login);
  if (!account) throw new Error(`the demo has no account ${login}`);
  return account;
}

/** Signed in once a tier: every test with the same person shares the session, not the page. */
export function sessionOf(login: string): Promise<StorageState> {
  const known = sessions.get(login) ?? signIn(demo.url, accountOf(login));
  sessions.set(login, known);
  return known;
}

export async function visit(visitor: Visitor = {}): Promise<Page> {
  const { as, javaScript = true, width = 1280, dark = false, baseURL = demo.url } = visitor;
  const storageState = visitor.storageState ?? (as ? await sessionOf(as) : undefined);
  const context = await browser!.newContext({
    baseURL,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    javaScriptEnabled: javaScript,
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height: width < 600 ? 740 : 800 },
    // A phone lays its scroll bar over the page.
    isMobile: width < 600,
    ...(storageState ? { storageState } : {}),
  });
  if (visitor.stays) staying.add(context);
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  watch(page, new URL(baseURL).origin);
  return page;
}

const isOwn = (request: Request, origin: string) =>
  /^(data|blob):/.test(request.url()) || new URL(request.url()).origin === origin;

/** The editor's own style sheet asks for a font of another site; the content policy refuses it before it leaves. */
const REFUSED_BY_POLICY = /^Loading the stylesheet 'https:\/\/fonts\.googleapis\.com\//;

/**
 * A key or click in the few milliseconds before Remix has decoded its data: React reports it and hydrates all the same
 * (remix-run/remix#10214, open). Nothing is lost, and journeys that need scripts wait for `hydrated`.
 */
const EARLY_KEY = /Minified React error #345;/;

function watch(page: Page, origin: string): void {
  page.on('pageerror', (error) => {
    if (!EARLY_KEY.test(error.message)) problems.push(`${page.url()}: ${error.message}`);
  });
  page.on('console', (message) => {
    // An answer with an error status is judged below, where its kind is known.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    if (REFUSED_BY_POLICY.test(message.text())) return;
    problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on('requestfinished', (request) => {
    if (!isOwn(request, origin))
      problems.push(`${page.url()} was answered by another site: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    if (isOwn(request, origin) || request.failure()?.errorText === 'csp') return;
    problems.push(`${page.url()} asks another site: ${request.url()}`);
  });
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    const isPart = !['document', 'fetch', 'xhr'].includes(kind);
    if (response.status() >= 500 || (isPart && response.status() >= 400)) {
      problems.push(`${page.url()}: ${response.status()} for ${response.url()}`);
    }
  });
}

/** A control by its whole label; «обязательно» beside it is not part of the question. */
export function field(page: Page, label: string): Locator {
  return page.getByLabel(new RegExp(`^${label}(\\s*обязательно)?$`));
}

/** Text as a person reads it: no-break spaces are spaces. */
export const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Resolves when the page's scripts have taken over; for what works only with them, such as shortcuts. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactFiber')));
}
