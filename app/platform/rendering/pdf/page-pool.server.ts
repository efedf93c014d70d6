// A fixed number of places where pages are printed, and a queue of limited length before them. A place keeps its
// page between prints; a page that failed or grew old is thrown away.
import type { Browser, Page } from 'puppeteer';
import { renderingError } from '../errors';

export interface PagePoolOptions {
  readonly size: number;
  readonly queueLimit: number;
  readonly browser: () => Promise<Browser>;
  /** A page is replaced after so many prints: Chromium's memory grows slowly. */
  readonly printsPerPage: number;
}
export interface PagePool {
  /** Runs `work` with a page of its own. Throws rendering/queue-full at once when the queue is full. */
  use<T>(work: (page: Page) => Promise<T>): Promise<T>;
  readonly busy: () => number;
  readonly waiting: () => number;
}

interface Place {
  page: Page | null;
  prints: number;
}

/** A page that can neither run scripts nor reach a network. */
export async function openSealedPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await Promise.all([page.setJavaScriptEnabled(false), page.setOfflineMode(true)]);
  return page;
}

export function createPagePool(options: PagePoolOptions): PagePool {
  const free: Place[] = Array.from({ length: options.size }, () => ({ page: null, prints: 0 }));
  const queue: ((place: Place) => void)[] = [];

  const take = (): Promise<Place> => {
    const place = free.pop();
    if (place) return Promise.resolve(place);
    if (queue.length >= options.queueLimit) throw renderingError('queue-full', { waiting: queue.length });
    return new Promise((resolve) => queue.push(resolve));
  };
  const give = (place: Place): void => {
    const next = queue.shift();
    if (next) next(place);
    else free.push(place);
  };
  const drop = (place: Place): void => {
    const { page } = place;
    place.page = null;
    place.prints = 0;
    // Not awaited: a page that hangs is closed together with its browser.
    page?.close().catch(() => undefined);
  };
  const ready = async (place: Place): Promise<Page> => {
    if (place.page && (place.page.isClosed() || !place.page.browser().connected)) drop(place);
    place.page ??= await openSealedPage(await options.browser());
    return place.page;
  };

  return {
    busy: () => options.size - free.length,
    waiting: () => queue.length,
    async use(work) {
      const place = await take();
      try {
        const result = await work(await ready(place));
        place.prints += 1;
        if (place.prints >= options.printsPerPage) drop(place);
        return result;
      } catch (error) {
        drop(place);
        throw error;
      } finally {
        give(place);
      }
    },
  };
}
