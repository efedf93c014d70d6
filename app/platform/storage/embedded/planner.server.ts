// Chooses how to find the documents of a filter: an equality prefix, one range and a sort order of one index,
// a union for $or, or the whole collection. Long because scoring, order and implication decide together.

import {
  type Chosen,
  type FieldBounds,
  fieldBounds,
  orientedPoint,
  rangeOf,
  requiredLeaves,
} from './bounds.server';
import { compareValues, sameValue } from './bson-compare';
import { type Doc, doc, int, isArray, isDoc, type Maybe, toWhole } from './bson-values';
import type { Collection, Index } from './catalog.server';
import { afterPrefix, type Range } from './engine.server';
import { badValue } from './errors';
import type { Filter, Leaf } from './filter-tree';
import { MAX_FIELDS_BYTES, MAX_ID_BYTES } from './index-codec.server';
import { idPrefix, wholeRange } from './records.server';
import type { SortSpec } from './sort';

const MAX_RANGES = 10_000;
const HASH_BYTES = 32;

/** An index, or the documents themselves seen as the index of _id. */
interface Source {
  readonly index: Index | undefined;
  readonly name: string;
  readonly keyPattern: Doc;
  readonly paths: readonly string[];
  readonly directions: readonly number[];
  readonly multikey: readonly boolean[];
  readonly exactOrder: boolean;
  readonly prefix: Buffer;
  readonly limit: number;
}

export type Plan =
  | { readonly kind: 'collection'; readonly range: Range; readonly sorted: boolean }
  | {
      readonly kind: 'index';
      readonly source: Source;
      readonly ranges: readonly Range[];
      /** Of documents by _id only: their keys, instead of ranges. */
      readonly exact: readonly Buffer[] | undefined;
      readonly reverse: boolean;
      readonly sorted: boolean;
    }
  | { readonly kind: 'or'; readonly branches: readonly Plan[]; readonly sorted: false };

interface PlanRequest {
  readonly filter: Filter;
  readonly sort?: SortSpec | undefined;
  readonly hint?: Maybe;
}

const ID_PATTERN = doc([['_id', int(1)]]);

const idSource = (collection: Collection): Source => ({
  index: undefined,
  name: '_id_',
  keyPattern: ID_PATTERN,
  paths: ['_id'],
  directions: [1],
  multikey: [false],
  exactOrder: !collection.longIds,
  prefix: idPrefix(collection.id),
  limit: MAX_ID_BYTES,
});

const indexSource = (index: Index): Source => ({
  index,
  name: index.name,
  keyPattern: index.key,
  ...index.fields,
  multikey: index.multikey,
  exactOrder: !index.cut,
  prefix: idPrefix(index.id),
  limit: MAX_FIELDS_BYTES,
});

const sourcesOf = (collection: Collection): Source[] => [
  idSource(collection),
  ...collection.indexes.map(indexSource),
];

export function planQuery(collection: Collection, request: PlanRequest): Plan {
  const leaves = requiredLeaves(request.filter);
  const sort = request.sort ?? [];
  if (request.hint !== undefined) return hinted(collection, request.hint, leaves, sort);
  if (leaves.some(({ path, operator }) => path === '_id' && operator === 'eq')) {
    return consider(idSource(collection), leaves, sort).plan;
  }
  let best: Candidate | undefined;
  for (const source of sourcesOf(collection)) {
    if (source.index && !usable(source.index, leaves)) continue;
    const candidate = consider(source, leaves, sort);
    if (candidate.score > 0 && (!best || candidate.score > best.score)) best = candidate;
  }
  if (best && best.score >= 10) return best.plan;
  return planUnion(collection, request.filter) ?? best?.plan ?? wholeCollection(collection, sort);
}

function wholeCollection(collection: Collection, sort: SortSpec): Plan {
  return { kind: 'collection', range: wholeRange(collection.id), sorted: sort.length === 0 };
}

function hinted(collection: Collection, hint: Maybe, leaves: readonly Leaf[], sort: SortSpec): Plan {
  if (isDoc(hint) && hint.has('$natural')) {
    const reverse = toWhole(hint.get('$natural')) === -1;
    return {
      kind: 'collection',
      range: { ...wholeRange(collection.id), reverse },
      sorted: sort.length === 0,
    };
  }
  const source = sourcesOf(collection).find((each) => isHint(each, hint));
  if (!source) {
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return consider(source, leaves, sort).plan;
}

const isHint = (source: Source, hint: Maybe): boolean =>
  typeof hint === 'string' ? source.name === hint : isDoc(hint) && sameValue(source.keyPattern, hint);

interface Candidate {
  readonly plan: Plan;
  readonly score: number;
}

function consider(source: Source, leaves: readonly Leaf[], sort: SortSpec): Candidate {
  const { ranges, exact, fixed, score } = rangesOf(source, boundsOf(source, leaves));
  const order = sortOrder(source, sort, fixed);
  const sorted = order !== undefined;
  const byOrder = sorted && sort.length > 0 ? 5 : 0;
  const plan: Plan = { kind: 'index', source, ranges, exact, reverse: order === -1, sorted };
  return { plan, score: score + byOrder + (score > 0 && source.index?.unique ? 1 : 0) };
}

/**
 * Bounds of each field. Two conditions through one array may hold for different elements, while an index entry
 * is of one element: then only the first counts, unless both come out of one $elemMatch.
 */
function boundsOf(source: Source, leaves: readonly Leaf[]): Array<FieldBounds | undefined> {
  const taken = new Map<string, Chosen>();
  return source.paths.map((path, at) => {
    const multikey = source.multikey[at] === true;
    const mine = leaves.filter((leaf) => leaf.path === path);
    if (!multikey) return fieldBounds(mine, false);
    const root = path.split('.', 1)[0] as string;
    const earlier = taken.get(root);
    const element = earlier?.leaf.sameElement;
    const fitting = earlier ? mine.filter((leaf) => element && leaf.sameElement === element) : mine;
    const chosen = fieldBounds(fitting, true);
    if (chosen && !earlier) taken.set(root, chosen);
    return chosen;
  });
}

/** Key ranges of the bounds; `fixed`: how many leading fields hold one value each. */
function rangesOf(
  source: Source,
  bounds: ReadonlyArray<FieldBounds | undefined>,
): { ranges: Range[]; exact?: readonly Buffer[]; fixed: number; score: number } {
  let prefixes: Buffer[] = [source.prefix];
  let fixed = 0;
  let score = 0;
  let single = true;
  for (let at = 0; at < bounds.length; at += 1) {
    const bound = bounds[at];
    const direction = source.directions[at] as number;
    if (bound?.kind === 'points' && prefixes.length * bound.points.length <= MAX_RANGES) {
      const points = bound.points.map((point) => orientedPoint(point, direction));
      prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
      single &&= points.length === 1;
      if (single) fixed += 1;
      score += 10;
      continue;
    }
    if (bound?.kind === 'range') {
      const ranges = prefixes
        .flatMap((prefix) => bound.intervals.map((interval) => rangeOf(prefix, interval, direction)))
        .filter((range) => range !== undefined);
      return { ranges: finish(source, ranges), fixed: single ? fixed : -1, score: score + 6 };
    }
    break;
  }
  if (!source.index && score > 0 && prefixes.every((prefix) => prefix.length <= 4 + source.limit)) {
    return { ranges: [], exact: prefixes.sort(Buffer.compare), fixed: single ? fixed : -1, score };
  }
  const ranges = prefixes.map((prefix) => ({ start: prefix, end: afterPrefix(prefix) }));
  return { ranges: finish(source, ranges), fixed: single ? fixed : -1, score };
}

/** Bounds beyond the length at which keys are cut are widened; ranges are put in order and joined. */
function finish(source: Source, ranges: readonly Range[]): Range[] {
  const safe = 4 + source.limit - HASH_BYTES;
  const widened = ranges.map(({ start, end }) => ({
    start: start.length > safe ? start.subarray(0, safe) : start,
    end: end.length > safe ? afterPrefix(end.subarray(0, safe)) : end,
  }));
  widened.sort((a, b) => Buffer.compare(a.start, b.start));
  const result: Range[] = [];
  for (const range of widened) {
    const last = result.at(-1);
    if (last && Buffer.compare(range.start, last.end) < 0) {
      if (Buffer.compare(range.end, last.end) > 0)
        result[result.length - 1] = { start: last.start, end: range.end };
    } else result.push(range);
  }
  return result;
}

/** 1 or -1: the index gives the sort order in this direction; undefined: it does not. */
function sortOrder(source: Source, sort: SortSpec, fixed: number): 1 | -1 | undefined {
  if (sort.length === 0) return 1;
  if (fixed < 0 || !source.exactOrder) return undefined;
  let direction: number | undefined;
  let at = 0;
  for (const field of sort) {
    while (at < fixed && source.paths[at] !== field.path) at += 1;
    if (at < fixed) {
      if (source.multikey[at]) return undefined;
      at += 1;
      continue;
    }
    if (
      source.paths.slice(0, fixed).includes(field.path) &&
      !source.multikey[source.paths.indexOf(field.path)]
    )
      continue;
    if (source.paths[at] !== field.path || source.multikey[at]) return undefined;
    const needed = (source.directions[at] as number) * field.direction;
    if (direction !== undefined && direction !== needed) return undefined;
    direction = needed;
    at += 1;
  }
  return direction === -1 ? -1 : 1;
}

/** Every branch of an $or by an index of its own. */
function planUnion(collection: Collection, filter: Filter): Plan | undefined {
  if (filter.kind === 'and') {
    for (const part of filter.parts) {
      const plan = part.kind === 'or' ? planUnion(collection, part) : undefined;
      if (plan) return plan;
    }
    return undefined;
  }
  if (filter.kind !== 'or') return undefined;
  const branches = filter.parts.map((part) => planQuery(collection, { filter: part }));
  return branches.every((plan) => plan.kind !== 'collection')
    ? { kind: 'or', branches, sorted: false }
    : undefined;
}

/** A sparse or partial index serves only queries that cannot want a document it does not hold. */
function usable(index: Index, leaves: readonly Leaf[]): boolean {
  if (
    index.sparse &&
    !index.fields.paths.some((path) => leaves.some((leaf) => leaf.path === path && needsField(leaf)))
  ) {
    return false;
  }
  if (!index.partial) return true;
  const conditions = flatten(index.partial);
  return conditions?.every((condition) => leaves.some((leaf) => implies(leaf, condition))) ?? false;
}

function flatten(filter: Filter): Leaf[] | undefined {
  if (filter.kind === 'leaf') return [filter];
  if (filter.kind !== 'and') return undefined;
  const parts = filter.parts.map(flatten);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** The leaf cannot match a document without the field. */
const needsField = (leaf: Leaf): boolean => !leaf.test(undefined);

function implies(leaf: Leaf, condition: Leaf): boolean {
  if (leaf.path !== condition.path) return false;
  if (leaf.operator === condition.operator && sameValue(leaf.operand, condition.operand)) return true;
  if (condition.operator === 'exists') return needsField(leaf);
  if (leaf.operator === 'eq') return !isArray(leaf.operand) && condition.test(leaf.operand);
  if (leaf.operator === 'in') {
    return isArray(leaf.operand) && leaf.operand.every((value) => !isArray(value) && condition.test(value));
  }
  const upper = ['lt', 'lte'];
  const lower = ['gt', 'gte'];
  for (const side of [lower, upper]) {
    if (!side.includes(leaf.operator) || !side.includes(condition.operator)) continue;
    const order = compareValues(leaf.operand, condition.operand) * (side === lower ? 1 : -1);
    return order > 0 || (order === 0 && leaf.operator === side[0]);
  }
  return false;
}
