// The parsed form of a query filter, and how a dotted path walks through a document and its arrays.
// The planner reads the same tree to find index bounds; the matcher always has the last word.
import type { Doc, Maybe, Value } from './bson-values';

export type LeafOperator =
  | 'eq'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'in'
  | 'regex'
  | 'exists'
  | 'type'
  | 'size'
  | 'elemMatch';

/** The path of a condition on the value itself (an element under $elemMatch); no field can be called so. */
export const ITSELF = '\0';

export interface Leaf {
  readonly kind: 'leaf';
  readonly path: string;
  readonly parts: readonly string[];
  readonly operator: LeafOperator;
  /** The operand as given. */
  readonly operand: Value;
  /** True: an array at the end of the path is tried element by element, then whole. */
  readonly expand: boolean;
  readonly test: (value: Maybe) => boolean;
  /** $elemMatch only: tried on each element of an array, never on the array itself. */
  readonly elementTest?: (value: Maybe) => boolean;
  /** $elemMatch only: its conditions, on the element itself ('') or on paths below it; for the planner. */
  readonly elementFilter?: Filter;
  /** Opened out of this $elemMatch by the planner: it holds for the same element as the others out of it. */
  readonly sameElement?: Leaf;
}

export type Filter =
  | Leaf
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  /** $expr; `fields` are the top-level fields it reads, undefined: all. */
  | {
      readonly kind: 'expression';
      readonly test: (root: Doc) => boolean;
      readonly fields: ReadonlySet<string> | undefined;
    }
  | { readonly kind: 'constant'; readonly value: boolean };

/** Where the positional operator points: the index in the outermost array that the match went through. */
export interface MatchDetails {
  arrayIndex?: number | undefined;
}

export function matches(filter: Filter, root: Value, details?: MatchDetails): boolean {
  switch (filter.kind) {
    case 'leaf':
      return matchLeaf(filter, root, details);
    case 'and':
      for (const part of filter.parts) if (!matches(part, root, details)) return false;
      return true;
    case 'or':
      for (const part of filter.parts) if (matches(part, root, details)) return true;
      return false;
    case 'nor':
      for (const part of filter.parts) if (matches(part, root)) return false;
      return true;
    case 'not':
      return !matches(filter.part, root);
    case 'expression':
      return root instanceof Map && filter.test(root);
    case 'constant':
      return filter.value;
  }
}

function matchLeaf(leaf: Leaf, root: Value, details: MatchDetails | undefined): boolean {
  if (leaf.parts.length === 0) return leaf.test(root);
  if (!(root instanceof Map)) return false;
  return walkDoc(root, leaf, 0, undefined, details);
}

const ARRAY_INDEX = /^(?:0|[1-9]\d*)$/;
export const isArrayIndex = (part: string): boolean => ARRAY_INDEX.test(part);

type Outer = number | undefined;

function walkDoc(value: Doc, leaf: Leaf, at: number, outer: Outer, details?: MatchDetails): boolean {
  const found = value.get(leaf.parts[at] as string);
  if (at === leaf.parts.length - 1) return atEnd(found, leaf, outer, details);
  if (found instanceof Map) return walkDoc(found, leaf, at + 1, outer, details);
  if (Array.isArray(found)) return walkArray(found, leaf, at + 1, outer, details);
  return leaf.test(undefined);
}

function walkArray(
  values: readonly Value[],
  leaf: Leaf,
  at: number,
  outer: Outer,
  details?: MatchDetails,
): boolean {
  for (let index = 0; index < values.length; index += 1) {
    const element = values[index];
    if (element instanceof Map && walkDoc(element, leaf, at, outer ?? index, details)) return true;
  }
  const part = leaf.parts[at] as string;
  if (!isArrayIndex(part)) return false;
  const index = Number(part);
  const element = values[index];
  if (element === undefined) return false;
  if (at === leaf.parts.length - 1) return atEnd(element, leaf, outer ?? index, details);
  if (element instanceof Map) return walkDoc(element, leaf, at + 1, outer ?? index, details);
  return Array.isArray(element) && walkArray(element, leaf, at + 1, outer ?? index, details);
}

function atEnd(found: Maybe, leaf: Leaf, outer: Outer, details?: MatchDetails): boolean {
  const elementTest = leaf.elementTest ?? (leaf.expand ? leaf.test : undefined);
  if (elementTest && Array.isArray(found)) {
    for (let index = 0; index < found.length; index += 1) {
      if (elementTest(found[index])) return remember(details, outer ?? index);
    }
  }
  return !leaf.elementTest && leaf.test(found) && remember(details, outer);
}

function remember(details: MatchDetails | undefined, index: Outer): true {
  if (details && index !== undefined) details.arrayIndex = index;
  return true;
}

/** The first parts of all paths a filter reads; undefined when it reads the root itself. */
export function topLevelFields(filter: Filter, into = new Set<string>()): Set<string> | undefined {
  switch (filter.kind) {
    case 'leaf':
      if (filter.parts.length === 0) return undefined;
      return into.add(filter.parts[0] as string);
    case 'not':
      return topLevelFields(filter.part, into);
    case 'expression':
      if (!filter.fields) return undefined;
      for (const field of filter.fields) into.add(field);
      return into;
    case 'constant':
      return into;
    default:
      for (const part of filter.parts) if (!topLevelFields(part, into)) return undefined;
      return into;
  }
}
