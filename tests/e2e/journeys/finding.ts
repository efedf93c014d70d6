import { expect, it } from 'vitest';
import { hydrated, people, visit } from '../support/tier';

export function findingJourney(): void {
  it('finds a word in another inflection, marks it and leads to its very place', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto('/documents');
    await hydrated(page);
    await page.keyboard.press('/');
    await page.keyboard.type('медиацией');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    await page.getByText(/^Найден/).waitFor();
    const marks = await page.locator('mark').allTextContents();
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.every((mark) => /^медиаци/i.test(mark))).toBe(true);
    expect(marks.some((mark) => mark.toLowerCase() !== 'медиацией')).toBe(true);

    const place = page
      .getByRole('main')
      .getByRole('link')
      .filter({ has: page.locator('mark') })
      .first();
    const target = decodeURIComponent(
      new URL((await place.getAttribute('href')) ?? '', page.url()).hash.slice(1),
    );
    await place.click();
    await page.locator(`[id="${target}"]`).first().waitFor();
  });

  it('offers places while typing, chosen with arrows and Enter', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto('/documents');
    await hydrated(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('кейс-клу');
    await page
      .getByRole('option', { name: /кейс-клуб/ })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(p|documents)\//);
    await page.getByRole('heading', { level: 1, name: /^Положение о кейс-клубе/, exact: true }).waitFor();
  });

  it('finds for a visitor what is public and nothing else', async () => {
    const page = await visit();
    // A word of the unpublished protocol and of no other paper.
    for (const hidden of ['Протокол+заседания+координационного+совета', 'щщщщщ']) {
      await page.goto(`/search?q=${hidden}`);
      await page.getByText('Ничего не нашлось').waitFor();
    }
    await page.goto('/search?q=медиация');
    await page.getByText(/^Найден/).waitFor();
    await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await page.waitForURL(/\/p\//);
    await page.getByRole('article', { name: 'Текст документа' }).waitFor();
  });
}
