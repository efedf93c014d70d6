// Which paragraph of a file is which of ours. Pure; order is preserved. Laws, property-tested: equal texts that stand in
// the same order are paired; an untouched list is paired one to one; pairs never cross.
import { wordsOf } from '../suggestions/diff-runs';

export const foldText = (text: string): string =>
  text
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .replace(/\u2011/g, '-')
    .replace(/\u00ad/g, '');

/** Pairs that are less alike than this are no pairs. */
const ALIKE = 0.45;
/** Gaps beyond this many comparisons are paired by exact text alone. */
const MAX_CELLS = 250_000;

const bagOf = (text: string): Map<string, number> => {
  const bag = new Map<string, number>();
  for (const word of wordsOf(text.toLowerCase())) {
    if (/\s/.test(word)) continue;
    bag.set(word, (bag.get(word) ?? 0) + word.length);
  }
  return bag;
};

const weight = (bag: ReadonlyMap<string, number>) => [...bag.values()].reduce((sum, n) => sum + n, 0);

/** Letters of common words against letters of both, 0…1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const total = weight(a) + weight(b);
  if (total === 0) return 0;
  let common = 0;
  for (const [word, n] of a) common += Math.min(n, b.get(word) ?? 0);
  return (2 * common) / total;
}

type Pair = readonly [number, number];

/** A longest chain of pairs that rise on both sides; pairs must rise on the first. */
function rising(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([, b], i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < b) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
  });
  const out: Pair[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) out.push(pairs[i]!);
  return out.reverse();
}

/** Texts that stand once on each side. */
function uniquePairs(ours: readonly string[], theirs: readonly string[]): Pair[] {
  const places = (list: readonly string[]) => {
    const map = new Map<string, number>();
    list.forEach((text, i) => {
      map.set(text, map.has(text) ? -1 : i);
    });
    return map;
  };
  const there = places(theirs);
  return [...places(ours)].flatMap(([text, i]): Pair[] => {
    const j = there.get(text) ?? -1;
    return i >= 0 && j >= 0 && text !== '' ? [[i, j]] : [];
  });
}

/** The best pairing of a small gap by likeness. */
function alignGap(ours: readonly string[], theirs: readonly string[]): Pair[] {
  if (ours.length * theirs.length > MAX_CELLS) return exactChain(ours, theirs);
  const [a, b] = [ours.map(bagOf), theirs.map(bagOf)];
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  const score = (i: number, j: number) => {
    if (ours[i] === theirs[j]) return 1.001;
    const like = likeness(a[i]!, b[j]!);
    return like >= ALIKE ? like : Number.NEGATIVE_INFINITY;
  };
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] = Math.max(
        best[(i + 1) * width + j]!,
        best[i * width + j + 1]!,
        score(i, j) + best[(i + 1) * width + j + 1]!,
      );
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const here = best[i * width + j]!;
    const paired = score(i, j);
    if (Number.isFinite(paired) && here === paired + best[(i + 1) * width + j + 1]!) pairs.push([i++, j++]);
    else if (here === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return pairs;
}

function exactChain(ours: readonly string[], theirs: readonly string[]): Pair[] {
  return rising(uniquePairs(ours, theirs));
}

/** Equal texts at both ends need no search. */
function trimmed(ours: readonly string[], theirs: readonly string[]): Pair[] {
  const head: Pair[] = [];
  let start = 0;
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) {
    head.push([start, start]);
    start++;
  }
  let [endA, endB] = [ours.length, theirs.length];
  const tail: Pair[] = [];
  while (endA > start && endB > start && ours[endA - 1] === theirs[endB - 1]) tail.push([--endA, --endB]);
  const inner = alignGap(ours.slice(start, endA), theirs.slice(start, endB));
  return [...head, ...inner.map(([i, j]): Pair => [i + start, j + start]), ...tail.reverse()];
}

/**
 * Index of our text for each of theirs, or null. `known` are pairs told by bookmarks; those that cross others are
 * dropped. Texts are compared folded (no-break spaces and hyphens).
 */
export function alignTexts(
  ours: readonly string[],
  theirs: readonly string[],
  known: readonly (readonly [number, number])[] = [],
): (number | null)[] {
  const [a, b] = [ours.map(foldText), theirs.map(foldText)];
  const sure = rising([...known].sort((x, y) => x[0] - y[0] || x[1] - y[1]));
  const exact = rising(
    [...sure, ...uniquePairs(a, b).filter(([i, j]) => !sure.some(([x, y]) => x === i || y === j))].sort(
      (x, y) => x[0] - y[0],
    ),
  );
  const result: (number | null)[] = theirs.map(() => null);
  let [fromA, fromB] = [0, 0];
  for (const [i, j] of [...exact, [a.length, b.length] as const]) {
    for (const [x, y] of trimmed(a.slice(fromA, i), b.slice(fromB, j))) result[fromB + y] = fromA + x;
    if (j < b.length) result[j] = i;
    [fromA, fromB] = [i + 1, j + 1];
  }
  return result;
}
