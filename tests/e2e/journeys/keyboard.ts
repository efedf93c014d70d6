import { expect, it } from 'vitest';
import { focusStop } from '../support/page-checks';
import { demo, hydrated, people, visit } from '../support/tier';

const STOPS = 25;

export function keyboardJourney(): void {
  it('skips the navigation with the first key', async () => {
    for (const visitor of [
      { as: people.secretary, path: '/documents' },
      { path: `/p/${demo.documents[0]?.slug}` },
    ]) {
      const page = await visit(visitor);
      await page.goto(visitor.path);
      await page.keyboard.press('Tab');
      expect(await focusStop(page)).toEqual({ name: 'Перейти к содержанию', visible: true });
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    }
  });

  it('shows the focus at every stop, light and dark', async () => {
    for (const dark of [false, true]) {
      const page = await visit({ as: people.secretary, dark });
      await page.goto('/documents');
      await hydrated(page);
      const stops = [];
      for (let count = 0; count < STOPS; count++) {
        await page.keyboard.press('Tab');
        const stop = await focusStop(page);
        if (stop) stops.push(stop);
      }
      expect(stops.filter(({ visible }) => !visible)).toEqual([]);
      expect(new Set(stops.map(({ name }) => name)).size).toBeGreaterThan(15);
    }
  });
}
