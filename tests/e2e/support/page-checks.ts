// What is asked of every page: no serious finding of axe, no sideways scrolling, a focus that can be seen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings: «rule: where». With `rules` only these are run. */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ['violations'],
    runOnly: rules
      ? { type: 'rule', values: rules }
      : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  };
  await settledColours(page);
  const present = await page.evaluate(() => 'axe' in window);
  // The content policy forbids added scripts, as it should; evaluated source is the browser's own business.
  if (!present) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (given) =>
      (window as unknown as { axe: { run(on: Document, o: RunOptions): Promise<AxeResults> } }).axe.run(
        document,
        given,
      ),
    options,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${failureSummary})`),
    );
}

/**
 * A changed theme fades in: half-way colours are nobody's colours. Inside closed <details> time stands still: a fade
 * that begins there, because something asked for a computed style, never ends and is not waited for.
 */
function settledColours(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const seen = ({ effect }: Animation) =>
      effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true;
    return Promise.allSettled(
      document
        .getAnimations()
        .filter(seen)
        .map(({ finished }) => finished),
    );
  });
}

/** How many pixels the page can be moved sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    window.scrollTo(10_000, 0);
    const moved = window.scrollX;
    window.scrollTo(0, 0);
    return moved;
  });
}

export interface FocusStop {
  name: string;
  visible: boolean;
}

/** The element that has the focus, and whether its focus can be seen: an outline, inside the window. */
export function focusStop(page: Page): Promise<FocusStop | null> {
  return page.evaluate(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || active === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(active);
    const box = active.getBoundingClientRect();
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return {
      name:
        (active.getAttribute('aria-label') ?? active.textContent ?? active.id).trim().slice(0, 60) ||
        active.tagName,
      visible: inside && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}
