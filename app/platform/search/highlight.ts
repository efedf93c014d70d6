// Marks what was found in the text as it is shown: by the same stems, never by the engine.
import type { SearchTerm } from './search-index';
import { type Token, tokenize } from './text-analysis';

/** A piece of text; `hit` pieces are shown marked. Text, not HTML: escaping is the component's. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** The whole text in pieces. */
export function highlight(text: string, terms: readonly SearchTerm[]): Segment[] {
  return cut(text, 0, text.length, hitsOf(text, terms));
}

/** A passage of about `length` characters around the densest hits, with «…» where it was cut. */
export function snippet(text: string, terms: readonly SearchTerm[], length = 240): Segment[] {
  const hits = hitsOf(text, terms);
  if (text.length <= length) return cut(text, 0, text.length, hits);
  const from = startOfWindow(text, hits, length);
  const to = endOfWord(text, Math.min(text.length, from + length));
  const segments = cut(text, from, to, hits);
  if (from > 0) segments.unshift({ text: '… ', hit: false });
  if (to < text.length) segments.push({ text: ' …', hit: false });
  return segments;
}

function hitsOf(text: string, terms: readonly SearchTerm[]): Token[] {
  const stems = new Set(terms.flatMap((term) => term.stems));
  const prefixes = terms.flatMap((term) => (term.prefix ? [term.prefix] : []));
  return tokenize(text).filter(
    (token) =>
      stems.has(token.stem) || prefixes.some((p) => token.word.startsWith(p) || token.stem.startsWith(p)),
  );
}

function cut(text: string, from: number, to: number, hits: readonly Token[]): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  const push = (end: number, hit: boolean) => {
    if (end > at) segments.push({ text: text.slice(at, end), hit });
    at = Math.max(at, end);
  };
  for (const hit of hits) {
    if (hit.start < from || hit.end > to) continue;
    push(hit.start, false);
    push(hit.end, true);
  }
  push(to, false);
  return segments;
}

// The window that holds the most different stems (then the most hits), begun a little before its first one.
function startOfWindow(text: string, hits: readonly Token[], length: number): number {
  let best = 0;
  let bestScore = -1;
  for (let i = 0, j = 0; i < hits.length; i += 1) {
    const first = hits[i] as Token;
    while (j < hits.length && (hits[j] as Token).end <= first.start + length * 0.8) j += 1;
    const inside = hits.slice(i, j);
    const score = new Set(inside.map((token) => token.stem)).size * 1000 + inside.length;
    if (score > bestScore) {
      bestScore = score;
      best = first.start;
    }
  }
  const wanted = Math.min(Math.max(0, best - Math.floor(length * 0.2)), text.length - length);
  return wanted === 0 ? 0 : startOfNextWord(text, wanted, Math.max(best, wanted));
}

function startOfNextWord(text: string, from: number, notAfter: number): number {
  const space = text.slice(from, notAfter).search(/\s/);
  return space === -1 ? notAfter : from + space + 1;
}

function endOfWord(text: string, at: number): number {
  if (at >= text.length || /\s/.test(text[at] as string)) return at;
  const space = text.slice(0, at).search(/\s\S*$/);
  return space <= 0 || at - space > 40 ? at : space;
}
