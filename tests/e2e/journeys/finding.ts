import { expect, it } from 'vitest';
import { people, visit } from '../support/tier';

export function findingJourney(): void {
  it('finds a word in another inflection, marks it and leads to its very place', async () => {
    const page = await visit({ as: people.secretary });
    await page.goto('/documents');
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
    await page.keyboard.press('Control+k');
    await page.keyboard.type('кейс-клу');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(p|documents)\//);
    await page.getByRole('heading', { level: 1, name: /кейс-клубе/ }).waitFor();
  });

  it('finds for a visitor what is public and nothing else', async () => {
    const reader = await visit({ as: people.secretary });
    const visitor = await visit();
    const found = async (page: typeof visitor) => {
      await page.goto('/search?q=координационного+совета+протокол');
      return page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
    };
    expect((await found(reader)).join()).toContain('Протокол заседания координационного совета');
    expect((await found(visitor)).join()).not.toContain('Протокол заседания');
    await visitor.goto('/search?q=щщщщщ');
    await visitor.getByText('Ничего не нашлось').waitFor();
    await visitor.goto('/search?q=медиация');
    await visitor.getByText(/^Найден/).waitFor();
    await visitor.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await visitor.waitForURL(/\/p\//);
  });
}
