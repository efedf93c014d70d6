// Finds the quoted words of a remark again after the text has changed. Pure. No-break spaces count as spaces.
import type { QuoteAnchor } from './remarks.schema';

const CONTEXT = 40;
const plain = (text: string): string => text.replace(/[\u00a0\u202f\t\n\r]/g, ' ');

/** The anchor of a quote in a text: the occurrence nearest to `near`; null when the words are not there. */
export function anchorIn(text: string, quote: string, near = 0): QuoteAnchor | null {
  const wanted = plain(quote).trim();
  if (wanted === '') return null;
  const places = occurrences(plain(text), wanted);
  const offset = nearest(places, near);
  if (offset === null) return null;
  return {
    quote: text.slice(offset, offset + wanted.length),
    before: text.slice(Math.max(0, offset - CONTEXT), offset),
    after: text.slice(offset + wanted.length, offset + wanted.length + CONTEXT),
    offset,
  };
}

export interface FoundQuote {
  readonly from: number;
  readonly to: number;
  /** The words themselves were edited; what stands between the same neighbours is taken. */
  readonly changed: boolean;
}

/** Where the quote stands in the text now; null = orphaned. */
export function findAnchor(text: string, anchor: QuoteAnchor): FoundQuote | null {
  const now = plain(text);
  const quote = plain(anchor.quote);
  const [before, after] = [plain(anchor.before), plain(anchor.after)];
  const places = occurrences(now, quote);
  let best: { from: number; score: number } | null = null;
  for (const from of places) {
    const context =
      sharedEnd(now.slice(0, from), before) + sharedStart(now.slice(from + quote.length), after);
    const score = context * 1000 - Math.abs(from - anchor.offset);
    if (!best || score > best.score) best = { from, score };
  }
  if (best) return { from: best.from, to: best.from + quote.length, changed: false };
  return between(now, before, after, quote.length);
}

/** What now stands between the old neighbours, when both are still there and not much further apart. */
function between(text: string, before: string, after: string, length: number): FoundQuote | null {
  if (before.trim().length < 8 || after.trim().length < 8) return null;
  const start = text.indexOf(before);
  if (start < 0) return null;
  const from = start + before.length;
  const to = text.indexOf(after, from);
  if (to <= from || to - from > length * 2 + 20) return null;
  return { from, to, changed: true };
}

function occurrences(text: string, quote: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(quote); at >= 0 && places.length < 500; at = text.indexOf(quote, at + 1)) {
    places.push(at);
  }
  return places;
}

function nearest(places: readonly number[], near: number): number | null {
  let best: number | null = null;
  for (const place of places) {
    if (best === null || Math.abs(place - near) < Math.abs(best - near)) best = place;
  }
  return best;
}

function sharedEnd(text: string, context: string): number {
  let n = 0;
  while (n < context.length && text[text.length - 1 - n] === context[context.length - 1 - n]) n++;
  return n;
}

function sharedStart(text: string, context: string): number {
  let n = 0;
  while (n < context.length && text[n] === context[n]) n++;
  return n;
}
