// find's projection: inclusion or exclusion of paths, $slice, $elemMatch and the positional `$`.
import { type Doc, isArray, isDoc, isNumber, isTruthy, type Maybe, toWhole, type Value } from './bson-values';
import { badValue, notSupported, StoreError } from './errors';
import { insertPath, newPathTree, type PathTree } from './field-path';
import { type Filter, type MatchDetails, matches, parseFilter } from './matcher';

type Tree = PathTree<true>;
type Node = true | Tree;
type Special =
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly count: number }
  | { readonly kind: 'elemMatch'; readonly filter: Filter };

export interface Projection {
  readonly mode: 'include' | 'exclude';
  readonly includeId: boolean;
  readonly tree: Tree;
  readonly slices: ReadonlyMap<string, Special>;
  readonly elements: ReadonlyMap<string, Special>;
  /** The path of `a.$`. */
  readonly positional: string | undefined;
}

/** undefined for an empty projection: the document as it is. */
export function parseProjection(given: Doc): Projection | undefined {
  if (given.size === 0) return undefined;
  const state = new Parsing();
  for (const [path, value] of given) state.add(path, value);
  return state.finish();
}

class Parsing {
  private mode: 'include' | 'exclude' | undefined;
  private id: boolean | undefined;
  private positional: string | undefined;
  private readonly tree: Tree = newPathTree();
  private readonly slices = new Map<string, Special>();
  private readonly elements = new Map<string, Special>();

  add(path: string, value: Value): void {
    if (path === '') throw new StoreError(40352, 'FieldPath cannot be constructed with empty string');
    if (isDoc(value)) this.addSpecial(path, value);
    else if (path.endsWith('.$')) this.addPositional(path, value);
    else if (!isNumber(value) && typeof value !== 'boolean') {
      throw notSupported(`projection of ${path} to a value`, 'BadValue');
    } else if (path === '_id') this.id = isTruthy(value);
    else this.addPlain(path, isTruthy(value));
  }

  private setMode(mode: 'include' | 'exclude', path: string): void {
    if (this.mode !== undefined && this.mode !== mode) {
      const doing = mode === 'include' ? 'inclusion' : 'exclusion';
      const inside = mode === 'include' ? 'exclusion' : 'inclusion';
      const code = mode === 'include' ? 31253 : 31254;
      throw new StoreError(code, `Cannot do ${doing} on field ${path} in ${inside} projection`);
    }
    this.mode = mode;
  }

  private addPlain(path: string, include: boolean): void {
    this.setMode(include ? 'include' : 'exclude', path);
    this.insert(path);
  }

  private insert(path: string): void {
    insertPath(this.tree, path, true);
  }

  private addPositional(path: string, value: Value): void {
    if (!isTruthy(value)) throw new StoreError(31395, 'positional projection cannot be used with exclusion');
    if (this.positional !== undefined) {
      throw new StoreError(31276, 'Cannot specify more than one positional projection per query.');
    }
    this.positional = path.slice(0, -2);
    this.setMode('include', path);
    this.insert(this.positional);
  }

  private addSpecial(path: string, value: Doc): void {
    const [entry] = value;
    if (entry && !entry[0].startsWith('$')) {
      for (const [name, child] of value) this.add(`${path}.${name}`, child);
      return;
    }
    if (value.size !== 1 || !entry) throw notSupported(`projection of ${path} to an object`, 'BadValue');
    const [operator, argument] = entry;
    if (operator === '$slice') {
      this.slices.set(path, parseSlice(argument));
      if (path.includes('$')) throw badValue(`positional $slice on ${path}`);
    } else if (operator === '$elemMatch') {
      if (!isDoc(argument)) throw new StoreError(31274, 'elemMatch: Invalid argument, object required');
      if (path.includes('.'))
        throw new StoreError(31275, 'Cannot use $elemMatch projection on a nested field.');
      const filter = parseFilter(new Map([['element', new Map([['$elemMatch', argument]])]]));
      this.elements.set(path, { kind: 'elemMatch', filter });
      this.setMode('include', path);
      this.insert(path);
    } else throw notSupported(`projection operator ${operator}`, 'BadValue');
  }

  finish(): Projection {
    // Only _id given: its own value says the mode; only $slice: everything is kept.
    const onlyId = this.mode === undefined && this.id === true && this.slices.size === 0;
    const mode = this.mode ?? (onlyId ? 'include' : 'exclude');
    if (mode === 'include') for (const path of this.slices.keys()) this.insert(path);
    return {
      mode,
      includeId: this.id ?? true,
      tree: this.tree,
      slices: this.slices,
      elements: this.elements,
      positional: this.positional,
    };
  }
}

function parseSlice(argument: Value): Special {
  if (isArray(argument)) {
    const [skip, count] = argument.map(toWhole);
    if (argument.length !== 2 || skip === undefined || count === undefined) {
      throw new StoreError(31272, '$slice array argument should be of form [skip, limit]');
    }
    if (count <= 0)
      throw new StoreError(28724, `First argument to $slice must be an array, but is of type: int`);
    return { kind: 'slice', skip, count };
  }
  const count = toWhole(argument);
  if (count === undefined)
    throw new StoreError(31273, '$slice only supports numbers and [skip, limit] arrays');
  return { kind: 'slice', skip: undefined, count };
}

/** A projected copy. `details` must come from the match when a positional path is projected. */
export function project(projection: Projection, document: Doc, details?: MatchDetails): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    if (name === '_id' && !projection.tree.children.has('_id')) {
      if (projection.includeId) result.set(name, value);
      continue;
    }
    const kept = keep(projection, projection.tree.children.get(name), value, name, details);
    if (kept !== undefined) result.set(name, kept);
  }
  return result;
}

function keep(
  projection: Projection,
  node: Node | undefined,
  value: Value,
  path: string,
  details?: MatchDetails,
): Maybe {
  const including = projection.mode === 'include';
  if (node === undefined && including) return undefined;
  if (node === true && !including) return undefined;
  const shaped = shape(projection, value, path, details);
  if (shaped === undefined || node === true || (node === undefined && !hasSpecialBelow(projection, path)))
    return shaped;
  if (isDoc(shaped)) return inside(projection, node, shaped, path, details);
  if (!isArray(shaped)) return including ? undefined : shaped;
  return each(projection, node, shaped, path, details);
}

const hasSpecialBelow = (projection: Projection, path: string): boolean =>
  [...projection.slices.keys()].some((key) => key.startsWith(`${path}.`));

function inside(
  projection: Projection,
  node: Tree | undefined,
  value: Doc,
  path: string,
  details?: MatchDetails,
): Doc {
  const result: Doc = new Map();
  for (const [name, child] of value) {
    const kept = keep(projection, node?.children.get(name), child, `${path}.${name}`, details);
    if (kept !== undefined) result.set(name, kept);
  }
  return result;
}

function each(
  projection: Projection,
  node: Tree | undefined,
  values: Value[],
  path: string,
  details?: MatchDetails,
): Value[] {
  const result: Value[] = [];
  for (const value of values) {
    if (isDoc(value)) result.push(inside(projection, node, value, path, details));
    else if (isArray(value)) result.push(each(projection, node, value, path, details));
    else if (projection.mode === 'exclude') result.push(value);
  }
  return result;
}

/** $slice, $elemMatch and the positional operator on the value itself. */
function shape(projection: Projection, value: Value, path: string, details?: MatchDetails): Maybe {
  const slice = projection.slices.get(path);
  if (slice?.kind === 'slice') return isArray(value) ? sliced(value, slice.skip, slice.count) : value;
  const element = projection.elements.get(path);
  if (element?.kind === 'elemMatch') {
    if (!isArray(value)) return undefined;
    const hit = value.find((each) => matches(element.filter, new Map([['element', [each]]])));
    return hit === undefined ? undefined : [hit];
  }
  if (projection.positional !== path || !isArray(value)) return value;
  if (details?.arrayIndex === undefined) {
    throw new StoreError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  return [value[details.arrayIndex] ?? null];
}

function sliced(values: Value[], skip: number | undefined, count: number): Value[] {
  if (skip === undefined) return count >= 0 ? values.slice(0, count) : values.slice(count);
  const start = skip < 0 ? Math.max(0, values.length + skip) : skip;
  return values.slice(start, start + count);
}
