// From the conditions of a filter to byte intervals of one index field. An interval may be wider than the
// condition, never narrower: every document is rechecked by the matcher.
import { canonicalType } from './bson-compare';
import { BSONRegExp, isArray, MaxKey, MinKey, UNDEFINED, type Value } from './bson-values';
import { afterPrefix, type Range } from './engine.server';
import { type Filter, ITSELF, type Leaf } from './filter-tree';
import { encodeKey } from './index-codec.server';
import { literalPrefix } from './pattern';

/** Bounds are beginnings of keys: an inclusive upper bound takes in every key that begins with it. */
interface Interval {
  readonly low: Buffer;
  readonly lowInclusive: boolean;
  readonly high: Buffer;
  readonly highInclusive: boolean;
}
export type FieldBounds =
  | { readonly kind: 'points'; readonly points: readonly Buffer[] }
  | { readonly kind: 'range'; readonly intervals: readonly Interval[] };
/** Bounds of one field, and the condition that gave them when only one counts (arrays on the path). */
export type Chosen = FieldBounds & { readonly leaf: Leaf };

const encodeOne = (value: Value): Buffer => encodeKey([value], [1]);
const tagBytes = (tag: number): Buffer => Buffer.from([tag]);

/** All leaves that must hold (through nested $and), with $elemMatch on objects opened into its paths. */
export function requiredLeaves(filter: Filter): Leaf[] {
  if (filter.kind === 'and') return filter.parts.flatMap(requiredLeaves);
  if (filter.kind === 'or' && filter.parts.length === 1) return requiredLeaves(filter.parts[0] as Filter);
  if (filter.kind !== 'leaf') return [];
  // An element of an element has no entry of its own.
  if (filter.operator !== 'elemMatch' || !filter.elementFilter || filter.path === ITSELF) return [filter];
  const inner = requiredLeaves(filter.elementFilter);
  return [filter, ...inner.filter(({ path }) => !NUMBERED.test(path)).map((leaf) => openedOut(filter, leaf))];
}

// An element that is itself an array answers to numbers; the index counts in the outer array.
const NUMBERED = /(?:^|\.)\d+(?:\.|$)/;

/** Conditions on fields right below the element are known to meet in one element. */
function openedOut(outer: Leaf, leaf: Leaf): Leaf {
  const path = leaf.path === ITSELF ? outer.path : `${outer.path}.${leaf.path}`;
  return leaf.sameElement || leaf.path.includes('.')
    ? { ...leaf, path }
    : { ...leaf, path, sameElement: outer };
}

/** The narrowest bounds the leaves of one path allow; with arrays on the path only one condition counts. */
export function fieldBounds(leaves: readonly Leaf[], multikey: boolean): Chosen | undefined {
  let found: Chosen | undefined;
  for (const leaf of leaves) {
    const bounds = leafBounds(leaf);
    if (bounds?.kind === 'points') return { ...bounds, leaf };
    if (!bounds) continue;
    if (found?.kind === 'range' && !multikey)
      found = { ...found, ...narrower(found.intervals, bounds.intervals) };
    found ??= { ...bounds, leaf };
  }
  return found;
}

function narrower(a: readonly Interval[], b: readonly Interval[]): { intervals: readonly Interval[] } {
  if (a.length > 1 || b.length > 1) return { intervals: a.length > 1 ? b : a };
  return { intervals: [intersect(a[0] as Interval, b[0] as Interval)] };
}

function leafBounds(leaf: Leaf): FieldBounds | undefined {
  const { operator, operand } = leaf;
  switch (operator) {
    case 'eq':
      return { kind: 'points', points: pointsOf([operand]) };
    case 'in':
      return inBounds(operand as Value[]);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return comparisonBounds(operator, operand);
    case 'regex':
      return prefixBounds(operand as BSONRegExp);
    default:
      return undefined;
  }
}

function pointsOf(values: readonly Value[]): Buffer[] {
  const seen = new Map<string, Buffer>();
  const add = (value: Value): void => {
    const key = encodeOne(value);
    seen.set(key.toString('latin1'), key);
  };
  for (const value of values) {
    add(value);
    // A whole array has the entries of its elements.
    if (isArray(value)) add(value.length === 0 ? UNDEFINED : (value[0] as Value));
  }
  return [...seen.values()].sort(Buffer.compare);
}

function inBounds(values: readonly Value[]): FieldBounds | undefined {
  return values.some((value) => value instanceof BSONRegExp)
    ? undefined
    : { kind: 'points', points: pointsOf(values) };
}

function comparisonBounds(operator: string, operand: Value): FieldBounds | undefined {
  if (operand instanceof MinKey || operand instanceof MaxKey || isArray(operand)) return undefined;
  if (operand === null) return { kind: 'points', points: pointsOf([null]) };
  const key = encodeOne(operand);
  const tag = tagBytes(canonicalType(operand));
  const interval =
    operator === 'gt' || operator === 'gte'
      ? { low: key, lowInclusive: operator === 'gte', high: tag, highInclusive: true }
      : { low: tag, lowInclusive: true, high: key, highInclusive: operator === 'lte' };
  return { kind: 'range', intervals: [interval] };
}

function prefixBounds(pattern: BSONRegExp): FieldBounds | undefined {
  const literal = literalPrefix(pattern.pattern, pattern.options);
  if (literal === '' || literal.includes('\0')) return undefined;
  const key = encodeOne(literal);
  const prefix = key.subarray(0, key.length - 2);
  // The pattern also matches a stored regular expression equal to itself.
  return { kind: 'range', intervals: [prefix, encodeOne(pattern)].map(startingWith) };
}

const startingWith = (key: Buffer): Interval => ({
  low: key,
  lowInclusive: true,
  high: key,
  highInclusive: true,
});

const startOf = (interval: Interval): Buffer =>
  interval.lowInclusive ? interval.low : afterPrefix(interval.low);
const endOf = (interval: Interval): Buffer =>
  interval.highInclusive ? afterPrefix(interval.high) : interval.high;

function intersect(a: Interval, b: Interval): Interval {
  const low = Buffer.compare(startOf(a), startOf(b)) >= 0 ? a : b;
  const high = Buffer.compare(endOf(a), endOf(b)) <= 0 ? a : b;
  return { low: low.low, lowInclusive: low.lowInclusive, high: high.high, highInclusive: high.highInclusive };
}

const inverted = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

/** A point as it stands in the key. */
export const orientedPoint = (point: Buffer, direction: number): Buffer =>
  direction < 0 ? inverted(point) : point;

/** The interval behind `prefix` as a range of keys; undefined when it is empty. */
export function rangeOf(prefix: Buffer, interval: Interval, direction: number): Range | undefined {
  const oriented =
    direction < 0
      ? {
          low: inverted(interval.high),
          lowInclusive: interval.highInclusive,
          high: inverted(interval.low),
          highInclusive: interval.lowInclusive,
        }
      : interval;
  const start = Buffer.concat([prefix, oriented.low]);
  const end = Buffer.concat([prefix, oriented.high]);
  const range = {
    start: oriented.lowInclusive ? start : afterPrefix(start),
    end: oriented.highInclusive ? afterPrefix(end) : end,
  };
  return Buffer.compare(range.start, range.end) < 0 ? range : undefined;
}
