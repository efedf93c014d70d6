// Every page of app/routes, two widths, light and dark: no serious finding of axe, no sideways scrolling on a phone.
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { addressesOf, waitingOf } from '../support/page-routes';
import { demo, letGo, people, visit } from '../support/tier';

const adopted = demo.documents[0]!;
const waiting = waitingOf(demo.documents);

/** The content editor is another's program: its pages are not ours to mend. */
const pages = addressesOf(demo)
  .filter(({ path }) => path !== '/keystatic')
  .map(({ path }) => path);
/** States of pages that a bare address does not show. */
const states = [
  ...['route', 'files'].map((tab) => `/documents/${adopted.id}?tab=${tab}`),
  `/documents/${waiting.id}?tab=route`,
  `/documents/${waiting.id}/participants`,
  '/settings/people?q=никого-нет',
  '/documents?q=такого-нет',
  '/search?q=медиация',
  '/verify/ZZZZ99ZZZZ',
];

/** A visitor where the page lets one in; else the person who is asked to decide. */
async function viewerOf(path: string): Promise<{ as?: string }> {
  if (/^\/settings\/routes/.test(path)) return { as: people.editor };
  if (/^\/settings\//.test(path)) return { as: people.administrator };
  const answer = await fetch(`${demo.url}${path}`, { redirect: 'manual' });
  return answer.status === 302 ? { as: people.chair } : {};
}

/** Each viewer's window: opened once, because a new one loads every script, style and font again. */
const windows = new Map<string, Promise<Page>>();
function windowOf(viewer: { as?: string }, tab: number): Promise<Page> {
  const key = `${viewer.as ?? ''} ${tab}`;
  const page = windows.get(key) ?? visit({ ...viewer, stays: true });
  windows.set(key, page);
  return page;
}

/** Width changes what is shown and so every rule; light and dark change colours only. */
async function inspect(path: string, tab: number) {
  const page = await windowOf(await viewerOf(path), tab);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(path);
  const wide = await axeFindings(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const wideDark = await axeFindings(page, ['color-contrast']);
  await page.setViewportSize({ width: 360, height: 740 });
  const phoneDark = await axeFindings(page);
  const sideways = await sidewaysScroll(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const phone = await axeFindings(page, ['color-contrast']);
  return { wide, wideDark, phoneDark, sideways, phone };
}

const all = [...pages, ...states];
const TABS = 2;
/** While one page's colours fade or its scripts load, the next is looked at in the other tab. */
const inspections: ReturnType<typeof inspect>[] = [];
function inspectionOf(index: number): ReturnType<typeof inspect> {
  const before = inspections[index - TABS] ?? Promise.resolve();
  inspections[index] ??= before.then(
    () => inspect(all[index]!, index % TABS),
    () => inspect(all[index]!, index % TABS),
  );
  // Its own test tells a failure.
  inspections[index].catch(() => undefined);
  return inspections[index];
}

export function accessibilityJourney(): void {
  afterAll(letGo);

  it.each(all.map((path, index) => ({ path, index })))('$path', async ({ index }) => {
    const own = inspectionOf(index);
    for (let next = index + 1; next < Math.min(index + TABS, all.length); next += 1) inspectionOf(next);
    expect(await own).toEqual({ wide: [], wideDark: [], phoneDark: [], sideways: 0, phone: [] });
  });

  it.each(['/', '/search', '/documents'])('%s of a signed-in person', async (path) => {
    const page = await visit({ as: people.chair, width: 360 });
    await page.goto(path);
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
}
