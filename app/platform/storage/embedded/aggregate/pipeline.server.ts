// Pipelines: leading $match, $sort, $skip and $limit become a query with its indexes; the rest streams.
// Long because every stage stands here, so that the closed list is seen at once.
import { decode } from '../bson-decode';
import {
  type Doc,
  doc,
  isArray,
  isDoc,
  isNullish,
  isTruthy,
  type Maybe,
  toWhole,
  typeName,
  type Value,
} from '../bson-values';
import { plainQuery, type Query, search } from '../commands/query.server';
import { notSupported, StoreError } from '../errors';
import { matches, parseFilter } from '../matcher';
import { parseSort, sortBy } from '../sort';
import type { Store } from '../store.server';
import { type Compiling, Dependencies, readPath, type Scope } from './expressions';
import { compileGroup } from './group';
import { MemoryCap } from './memory-cap';
import { compileReshape } from './shape';

interface PipelineInput {
  readonly store: Store;
  readonly db: string;
  readonly collection: string;
  readonly pipeline: readonly Value[];
  readonly hint: Maybe;
  readonly deadline: number | undefined;
  readonly variables: ReadonlyMap<string, Value>;
}

type Stage = (documents: Iterable<Doc>) => Iterable<Doc>;
interface Compiled {
  readonly stage: Stage;
  /** The only fields it reads of its input; undefined: all. */
  readonly needs: Dependencies | undefined;
}

export function runPipeline(input: PipelineInput): Iterable<Doc> {
  const stages = input.pipeline.map(stageOf);
  const { query, rest } = takeQuery(stages, input);
  const compiled = rest.map(([name, spec], at) => compileStage(name, spec, input, rest[at + 1]));
  const collection = input.store.find(input.db, input.collection);
  const needs = compiled[0]?.needs;
  const only = needs && !needs.whole ? needs.fields : undefined;
  let documents: Iterable<Doc> = collection ? source(input.store, collection, query, only) : [];
  for (const { stage } of compiled) documents = stage(documents);
  return documents;
}

function* source(
  store: Store,
  collection: Parameters<typeof search>[1],
  query: Query,
  only: ReadonlySet<string> | undefined,
): Generator<Doc> {
  for (const hit of search(store, collection, query)) yield decode(hit.bytes, only);
}

type Named = readonly [name: string, spec: Value];

function stageOf(given: Value): Named {
  if (!isDoc(given))
    throw new StoreError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const [entry] = given;
  if (given.size !== 1 || !entry) {
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return entry;
}

/** The stages that a query can do itself, and those that remain. */
function takeQuery(stages: readonly Named[], input: PipelineInput): { query: Query; rest: Named[] } {
  const rest = [...stages];
  let query: Query = { ...plainQuery(doc(), input.hint), deadline: input.deadline };
  if (rest[0]?.[0] === '$match') {
    const filterDoc = matchSpec(rest[0][1]);
    query = { ...query, filter: parseFilter(filterDoc, input.variables), filterDoc };
    rest.shift();
  }
  if (rest[0]?.[0] === '$sort') query = { ...query, sort: sortSpec((rest.shift() as Named)[1]) };
  if (rest[0]?.[0] === '$skip') query = { ...query, skip: skipSpec((rest.shift() as Named)[1]) };
  if (rest[0]?.[0] === '$limit') query = { ...query, limit: limitSpec((rest.shift() as Named)[1]) };
  return { query, rest };
}

function matchSpec(spec: Value): Doc {
  if (!isDoc(spec)) throw new StoreError(15959, 'the match filter must be an expression in an object');
  return spec;
}

function sortSpec(spec: Value) {
  if (!isDoc(spec)) throw new StoreError(15973, 'the $sort key specification must be an object');
  if (spec.size === 0) throw new StoreError(15976, '$sort stage must have at least one sort key');
  return parseSort(spec);
}

function skipSpec(spec: Value): number {
  const skip = toWhole(spec);
  if (skip === undefined || skip < 0) {
    throw new StoreError(
      5107200,
      `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${String(spec)}`,
    );
  }
  return skip;
}

function limitSpec(spec: Value): number {
  const limit = toWhole(spec);
  if (limit === undefined || limit < 0) {
    throw new StoreError(
      5107201,
      `invalid argument to $limit stage: Expected a non-negative number in: $limit: ${String(spec)}`,
    );
  }
  if (limit === 0) throw new StoreError(15958, 'the limit must be positive');
  return limit;
}

function compileStage(name: string, spec: Value, input: PipelineInput, next: Named | undefined): Compiled {
  const needs = new Dependencies();
  const compiling: Compiling = { variables: new Set(input.variables.keys()), needs };
  const scopeOf = (root: Doc): Scope => ({ root, variables: input.variables });
  const plain = (stage: Stage): Compiled => ({ stage, needs: undefined });
  const change = compileReshape(name, spec, compiling);
  if (change) return plain((documents) => map(documents, (each) => change(each, scopeOf(each))));
  switch (name) {
    case '$match':
      return plain(matchStage(matchSpec(spec), input));
    case '$sort':
      return plain(sortStage(spec, next));
    case '$skip':
      return plain(skipStage(skipSpec(spec)));
    case '$limit':
      return plain(limitStage(limitSpec(spec)));
    case '$count':
      return { stage: countStage(spec), needs };
    case '$group': {
      const group = compileGroup(spec, compiling);
      return { stage: (documents) => group.run(documents, scopeOf), needs };
    }
    case '$unwind':
      return plain(unwindStage(spec));
    case '$lookup':
      return plain(lookupStage(spec, input));
    default:
      throw notSupported(`aggregation stage ${name}`, 40324);
  }
}

function* map(documents: Iterable<Doc>, change: (document: Doc) => Doc): Generator<Doc> {
  for (const document of documents) yield change(document);
}

function matchStage(spec: Doc, input: PipelineInput): Stage {
  const filter = parseFilter(spec, input.variables);
  return function* (documents) {
    for (const document of documents) if (matches(filter, document)) yield document;
  };
}

function sortStage(spec: Value, next: Named | undefined): Stage {
  const order = sortSpec(spec);
  const wanted = next?.[0] === '$limit' ? limitSpec(next[1]) : Number.POSITIVE_INFINITY;
  return function* (documents) {
    let held: Doc[] = [];
    let cap = new MemoryCap('$sort');
    for (const document of documents) {
      held.push(document);
      cap.addValue(document);
      if (held.length < wanted * 2 + 1000) continue;
      held = sortBy(held, order, (each) => each).slice(0, wanted);
      cap = new MemoryCap('$sort');
      for (const each of held) cap.addValue(each);
    }
    yield* sortBy(held, order, (each) => each);
  };
}

function skipStage(skip: number): Stage {
  return function* (documents) {
    let left = skip;
    for (const document of documents) {
      if (left > 0) left -= 1;
      else yield document;
    }
  };
}

function limitStage(limit: number): Stage {
  return function* (documents) {
    let left = limit;
    for (const document of documents) {
      yield document;
      left -= 1;
      if (left === 0) return;
    }
  };
}

function countStage(spec: Value): Stage {
  if (typeof spec !== 'string' || spec === '')
    throw new StoreError(40156, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw new StoreError(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('.')) throw new StoreError(40160, "the count field cannot contain '.'");
  const group = compileGroup(
    doc([
      ['_id', null],
      ['n', doc([['$count', doc()]])],
    ]),
    { variables: new Set(), needs: new Dependencies() },
  );
  const scope = (root: Doc): Scope => ({ root, variables: new Map() });
  return (documents) => map(group.run(documents, scope), (each) => doc([[spec, each.get('n') as Value]]));
}

interface Unwind {
  readonly parts: readonly string[];
  readonly index: string | undefined;
  readonly preserve: boolean;
}

function parseUnwind(spec: Value): Unwind {
  const path = isDoc(spec) ? spec.get('path') : spec;
  if (isDoc(spec)) {
    for (const name of spec.keys()) {
      if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name)) {
        throw new StoreError(28811, `unrecognized option to $unwind stage: ${name}`);
      }
    }
  } else if (typeof spec !== 'string') {
    throw new StoreError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    );
  }
  if (path === undefined) throw new StoreError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new StoreError(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  if (!path.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const index = isDoc(spec) ? spec.get('includeArrayIndex') : undefined;
  if (index !== undefined && (typeof index !== 'string' || index === '')) {
    throw new StoreError(
      28810,
      'expected a non-empty string for the includeArrayIndex option to $unwind stage',
    );
  }
  if (index?.startsWith('$')) {
    throw new StoreError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  }
  return {
    parts: path.slice(1).split('.'),
    index,
    preserve: isDoc(spec) && isTruthy(spec.get('preserveNullAndEmptyArrays')),
  };
}

function unwindStage(spec: Value): Stage {
  const { parts, index, preserve } = parseUnwind(spec);
  return function* (documents) {
    for (const document of documents) {
      const value = parts.reduce<Maybe>((at, part) => (isDoc(at) ? at.get(part) : undefined), document);
      if (isArray(value) && value.length > 0) {
        for (let at = 0; at < value.length; at += 1) {
          yield withIndex(withPath(document, parts, value[at] as Value), index, BigInt(at));
        }
      } else if (isNullish(value) || isArray(value)) {
        if (preserve)
          yield withIndex(isArray(value) ? withPath(document, parts, undefined) : document, index, null);
      } else yield withIndex(document, index, null);
    }
  };
}

function withPath(document: Doc, parts: readonly string[], value: Maybe): Doc {
  const result = new Map(document);
  const [first, ...rest] = parts as [string, ...string[]];
  const child = document.get(first);
  const next = rest.length > 0 && isDoc(child) ? withPath(child, rest, value) : value;
  if (next === undefined) result.delete(first);
  else result.set(first, next);
  return result;
}

function withIndex(document: Doc, index: string | undefined, value: Value): Doc {
  if (index === undefined) return document;
  return setDeep(document, index.split('.'), value);
}

function setDeep(document: Doc, parts: readonly string[], value: Value): Doc {
  const result = new Map(document);
  const [first, ...rest] = parts as [string, ...string[]];
  const child = document.get(first);
  result.set(first, rest.length === 0 ? value : setDeep(isDoc(child) ? child : doc(), rest, value));
  return result;
}

function lookupStage(spec: Value, input: PipelineInput): Stage {
  if (!isDoc(spec)) throw new StoreError(9, 'the $lookup specification must be an Object');
  for (const [name, value] of spec) {
    if (!['from', 'localField', 'foreignField', 'as'].includes(name))
      throw notSupported(`$lookup with ${name}`, 'FailedToParse');
    if (typeof value !== 'string')
      throw new StoreError(
        9,
        `$lookup argument '${name}: ${String(value)}' must be a string, is type ${typeName(value)}`,
      );
  }
  const [from, local, foreign, as] = ['from', 'localField', 'foreignField', 'as'].map((name) => {
    const value = spec.get(name);
    if (typeof value !== 'string') throw new StoreError(9, `must specify '${name}' field for a $lookup`);
    return value;
  }) as [string, string, string, string];
  const localParts = local.split('.');
  return function* (documents) {
    const collection = input.store.find(input.db, from);
    for (const document of documents) {
      const filter = lookupFilter(foreign, readPath(document, localParts, 0));
      const found = collection
        ? [...search(input.store, collection, plainQuery(filter))].map((hit) => decode(hit.bytes))
        : [];
      yield setDeep(document, as.split('.'), found);
    }
  };
}

function lookupFilter(foreign: string, value: Maybe): Doc {
  const condition = isArray(value) ? doc([['$in', value]]) : doc([['$eq', value ?? null]]);
  return doc([[foreign, condition]]);
}
