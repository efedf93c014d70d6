// Twelve people write one text; here two, in two browsers: different points, the same point, a lost connection, a
// reload before the autosave, an ended session. No word may be lost.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, sidewaysScroll } from '../support/page-checks';
import { draftOf } from '../support/page-routes';
import { demo, people, sessionOf, visit } from '../support/tier';

const edit = (suffix = '') => `/documents/${draftOf(demo.documents).id}/edit${suffix}`;

async function openEditor(as: string): Promise<Page> {
  const page = await visit({ as });
  await page.goto(edit());
  await page.locator('.editor[data-ready]').waitFor();
  await page.locator('[data-session=idle], [data-session=saved]').waitFor();
  return page;
}

/** The n-th point that has words, as the editor shows it. */
const point = (page: Page, n: number) =>
  page.locator('.editor-text .b-item').nth(n).locator('.itemText, p').first();

async function write(page: Page, n: number, words: string): Promise<void> {
  await point(page, n).click();
  await page.keyboard.press('End');
  await page.keyboard.type(` ${words}`);
}

const saved = (page: Page) => page.locator('[data-session=saved]').waitFor();
const holds = (page: Page, words: string) => page.locator('.editor-text').getByText(words).waitFor();
const list = (page: Page) => page.getByRole('heading', { name: /расхождени. жд/ });

async function differentPoints(one: Page, two: Page): Promise<void> {
  await write(one, 0, 'добавил-первый');
  await write(two, 2, 'добавил-второй');
  await Promise.all([saved(one), saved(two)]);
  await Promise.all([holds(one, 'добавил-второй'), holds(two, 'добавил-первый')]);
  expect(await list(one).count()).toBe(0);
  await two.getByText(/правит п\./).waitFor();
}

async function samePointWithoutConnection(one: Page, two: Page): Promise<void> {
  await one.context().setOffline(true);
  await write(one, 1, 'безсвязно');
  await one.locator('[data-session=offline]').waitFor();
  await write(two, 1, 'сосвязью');
  await saved(two);
  await write(one, 3, 'ещё-без-связи');
  await one.context().setOffline(false);
  await one.evaluate(() => window.dispatchEvent(new Event('online')));
  await Promise.all([list(one).waitFor(), list(two).waitFor()]);
  expect(await two.getByText('1 расхождение ждёт выбора').count()).toBe(1);
  await holds(two, 'ещё-без-связи');
  // Both wordings are on the page of either: one in the text, one beside it.
  for (const page of [one, two]) {
    const all = (await page.getByRole('main').textContent()) ?? '';
    for (const words of ['безсвязно', 'сосвязью']) expect(all).toContain(words);
  }
  expect(await axeFindings(two)).toEqual([]);
  await two.getByRole('button', { name: 'Оставить оба' }).click();
  for (const page of [one, two]) {
    await list(page).waitFor({ state: 'detached' });
    await holds(page, 'безсвязно');
    await holds(page, 'сосвязью');
  }
}

export function draftingJourney(): void {
  it('two browsers write at once: no word lost, one conflict shown and settled', async () => {
    const [one, two] = [await openEditor(people.drafter), await openEditor(people.secretary)];
    await differentPoints(one, two);
    await samePointWithoutConnection(one, two);
  });

  it('what was typed a moment ago survives a reload', async () => {
    const page = await openEditor(people.drafter);
    await write(page, 0, 'перед-самой-перезагрузкой');
    await page.reload();
    await page.locator('.editor[data-ready]').waitFor();
    await holds(page, 'перед-самой-перезагрузкой');
    await page.locator('[data-session=saved], [data-session=idle]').waitFor();
  });

  it('an ended session keeps what is typed, and goes on after a new sign-in', async () => {
    const page = await openEditor(people.secretary);
    await page.context().clearCookies();
    await write(page, 0, 'после-конца-входа');
    await page.locator('[data-session=signed-out]').waitFor();
    await page.getByRole('link', { name: 'Войти снова' }).waitFor();
    await page.context().addCookies((await sessionOf(people.secretary)).cookies);
    await page.getByRole('button', { name: 'Повторить сейчас' }).click();
    await saved(page);
    const other = await openEditor(people.drafter);
    await holds(other, 'после-конца-входа');
  });

  it('the pages of the document tell of the changes, without scripts too, and make a version of them', async () => {
    const page = await visit({ as: people.drafter, javaScript: false, width: 360 });
    await page.goto(edit().replace('/edit', ''));
    await page.getByText(/Есть правки, не вошедшие в версию/).waitFor();
    await page.getByRole('link', { name: 'Показать с правками' }).click();
    await page.getByText('На листе рабочая копия с этими правками.').waitFor();
    // Letters only: paper breaks words and binds them by signs of its own.
    const letters = ((await page.getByRole('main').textContent()) ?? '').replace(/[^\p{L}]/gu, '');
    expect(letters.includes('добавилпервый')).toBe(true);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.locator('summary', { hasText: 'Сохранить версию' }).click();
    await page.getByLabel(/^Название или пояснение/).fill('после совещания');
    await page.getByRole('button', { name: 'Сохранить версию' }).click();
    await page.getByText('Правки сохранены новой версией.').waitFor();
    expect(await page.getByText(/Есть правки, не вошедшие/).count()).toBe(0);
  });
}
