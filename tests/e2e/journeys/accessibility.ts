// Every page of app/routes, two widths, light and dark: no serious finding of axe, no sideways scrolling on a phone.
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { addressesOf, waitingOf } from '../support/page-routes';
import { demo, people, visit } from '../support/tier';

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

export function accessibilityJourney(): void {
  it.each([...pages, ...states])('%s', async (path) => {
    const page = await visit(await viewerOf(path));
    await page.goto(path);
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await axeFindings(page, ['color-contrast'])).toEqual([]);
  });

  it.each(['/', '/search', '/documents'])('%s of a signed-in person', async (path) => {
    const page = await visit({ as: people.chair, width: 360 });
    await page.goto(path);
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
}
