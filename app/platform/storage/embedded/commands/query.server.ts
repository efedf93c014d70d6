// find, getMore, killCursors, count, distinct and explain; and the search that the writing commands share.
// Long because all of them are thin readers of that one search.

import { sameValue } from '../bson-compare';
import { decode } from '../bson-decode';
import { encode } from '../bson-encode';
import {
  type Doc,
  doc,
  isArray,
  isDoc,
  type Maybe,
  RawDoc,
  toWhole,
  type Value,
  wholeNumber,
} from '../bson-values';
import type { Collection } from '../catalog.server';
import { badValue, notSupported, StoreError } from '../errors';
import { explainPlan } from '../explain.server';
import { type Filter, parseFilter, type Variables } from '../matcher';
import { type Plan, planQuery } from '../planner.server';
import { type Projection, parseProjection, project } from '../projection';
import { type Hit, scan } from '../scan.server';
import { compareSorted, parseSort, type SortSpec, sortKeys } from '../sort';
import type { Store } from '../store.server';
import {
  assertOptions,
  collectionName,
  countOption,
  deadlineOf,
  docOption,
  flagOption,
  hintOf,
  variablesOption,
} from './arguments';
import { type Command, type CommandContext, reads } from './command.server';

const SCAN_NOTICE = 1000;
const SORT_BYTES = 100 * 1024 * 1024;

export interface Query {
  readonly filter: Filter;
  readonly filterDoc: Doc;
  readonly sort: SortSpec;
  readonly skip: number;
  readonly limit: number;
  readonly hint: Maybe;
  readonly deadline: number | undefined;
}

export const plainQuery = (
  filterDoc: Doc,
  hint: Maybe = undefined,
  sort: SortSpec = [],
  variables?: Variables,
): Query => ({
  filter: parseFilter(filterDoc, variables),
  filterDoc,
  sort,
  skip: 0,
  limit: 0,
  hint,
  deadline: undefined,
});

/** All hits of a query in order, with skip and limit; reads lazily unless it must sort. */
export function* search(store: Store, collection: Collection, query: Query): Generator<Hit> {
  const plan = planQuery(collection, query);
  let hits: Iterable<Hit> = watched(store, collection, plan, query);
  if (!plan.sorted) hits = sorted(hits, query);
  let skip = query.skip;
  let left = query.limit === 0 ? Number.POSITIVE_INFINITY : query.limit;
  for (const hit of hits) {
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    yield hit;
    left -= 1;
    if (left === 0) return;
  }
}

function* watched(store: Store, collection: Collection, plan: Plan, query: Query): Generator<Hit> {
  const limits = { examined: 0, deadline: query.deadline };
  try {
    yield* scan(store.engine, collection, plan, query.filter, limits);
  } finally {
    if (plan.kind === 'collection' && limits.examined > SCAN_NOTICE && query.filterDoc.size > 0) {
      store.noteScan(`${collection.db}.${collection.name} { ${[...query.filterDoc.keys()].join(', ')} }`);
    }
  }
}

interface SortedHit {
  readonly hit: Hit;
  readonly keys: Maybe[];
}

function sorted(hits: Iterable<Hit>, query: Query): Hit[] {
  const wanted = query.limit === 0 ? Number.POSITIVE_INFINITY : query.skip + query.limit;
  const only = new Set(query.sort.map((field) => field.parts[0] as string));
  const compare = (a: SortedHit, b: SortedHit): number => compareSorted(query.sort, a.keys, b.keys);
  let kept: SortedHit[] = [];
  let bytes = 0;
  for (const hit of hits) {
    kept.push({ hit, keys: sortKeys(query.sort, decode(hit.bytes, only)) });
    bytes += hit.bytes.length;
    if (kept.length >= wanted * 2 + 1000) {
      kept = kept.sort(compare).slice(0, wanted);
      bytes = kept.reduce((sum, each) => sum + each.hit.bytes.length, 0);
    }
    if (bytes > SORT_BYTES) {
      throw new StoreError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Sort exceeded memory limit of ${SORT_BYTES} bytes, but did not opt in to external sorting.`,
      );
    }
  }
  return kept.sort(compare).map((each) => each.hit);
}

const FIND = new Set([
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'let',
  'allowDiskUse',
]);

function parseFind(body: Doc): Query {
  const filterDoc = docOption(body, 'filter') ?? doc();
  return {
    filter: parseFilter(filterDoc, variablesOption(body)),
    filterDoc,
    sort: parseSort(docOption(body, 'sort') ?? doc()),
    skip: countOption(body, 'skip') ?? 0,
    limit: countOption(body, 'limit') ?? 0,
    hint: hintOf(body),
    deadline: deadlineOf(body),
  };
}

function find({ store, db, body }: CommandContext): Doc {
  assertOptions('find', body, FIND);
  const name = collectionName(body, 'find');
  const query = parseFind(body);
  const projection = parseProjection(docOption(body, 'projection') ?? doc());
  const batchSize = countOption(body, 'batchSize');
  const collection = store.find(db, name);
  const results = collection
    ? rawResults(search(store, collection, query), projection)
    : [][Symbol.iterator]();
  return store.cursors.start(`${db}.${name}`, results, batchSize, flagOption(body, 'singleBatch'));
}

function* rawResults(hits: Iterable<Hit>, projection: Projection | undefined): Generator<RawDoc> {
  for (const hit of hits) {
    yield new RawDoc(projection ? encode(project(projection, decode(hit.bytes), hit.details)) : hit.bytes);
  }
}

function getMore({ store, db, body }: CommandContext): Doc {
  assertOptions('getMore', body, new Set(['collection', 'batchSize']));
  const id = body.get('getMore');
  const name = body.get('collection');
  if (typeof id !== 'bigint') throw badValue('getMore needs a cursor id of type long');
  const batchSize = countOption(body, 'batchSize');
  return store.cursors.more(id, `${db}.${String(name)}`, batchSize === 0 ? undefined : batchSize);
}

function killCursors({ store, body }: CommandContext): Doc {
  assertOptions('killCursors', body, new Set(['cursors']));
  const given = body.get('cursors');
  const ids = isArray(given) ? given.filter((id): id is bigint => typeof id === 'bigint') : [];
  const { killed, missing } = store.cursors.kill(ids);
  return doc([
    ['cursorsKilled', killed],
    ['cursorsNotFound', missing],
    ['cursorsAlive', []],
    ['cursorsUnknown', []],
    ['ok', 1],
  ]);
}

function count({ store, db, body }: CommandContext): Doc {
  assertOptions('count', body, new Set(['query', 'limit', 'skip', 'hint', 'fields']));
  const filterDoc = docOption(body, 'query') ?? doc();
  const limit = Math.abs(toWhole(body.get('limit')) ?? 0);
  const query: Query = {
    ...plainQuery(filterDoc, hintOf(body)),
    limit,
    skip: countOption(body, 'skip') ?? 0,
    deadline: deadlineOf(body),
  };
  const collection = store.find(db, collectionName(body, 'count'));
  return doc([
    ['n', wholeNumber(collection ? countHits(store, collection, query) : 0)],
    ['ok', 1],
  ]);
}

function countHits(store: Store, collection: Collection, query: Query): number {
  if (query.filterDoc.size === 0 && query.hint === undefined && query.skip === 0 && query.limit === 0) {
    return store.records.countAll(collection);
  }
  let n = 0;
  for (const _ of search(store, collection, query)) n += 1;
  return n;
}

function distinct({ store, db, body }: CommandContext): Doc {
  assertOptions('distinct', body, new Set(['key', 'query', 'hint']));
  const key = body.get('key');
  if (typeof key !== 'string') throw badValue("BSON field 'distinct.key' must be a string");
  const collection = store.find(db, collectionName(body, 'distinct'));
  const query = {
    ...plainQuery(docOption(body, 'query') ?? doc(), hintOf(body)),
    deadline: deadlineOf(body),
  };
  const values: Value[] = [];
  if (collection) {
    const parts = key.split('.');
    const only = new Set([parts[0] as string]);
    for (const hit of search(store, collection, query)) {
      collectDistinct(decode(hit.bytes, only), parts, 0, values);
    }
  }
  return doc([
    ['values', unique(values)],
    ['ok', 1],
  ]);
}

function collectDistinct(value: Maybe, parts: readonly string[], at: number, into: Value[]): void {
  if (at === parts.length) {
    if (isArray(value)) into.push(...value);
    else if (value !== undefined) into.push(value);
    return;
  }
  const part = parts[at] as string;
  if (isDoc(value)) collectDistinct(value.get(part), parts, at + 1, into);
  else if (isArray(value)) {
    if (/^\d+$/.test(part)) collectDistinct(value[Number(part)], parts, at + 1, into);
    for (const each of value) if (isDoc(each)) collectDistinct(each, parts, at, into);
  }
}

function unique(values: readonly Value[]): Value[] {
  const spec = parseSort(doc([['v', 1]]));
  const keyed = values.map((value) => ({ value, keys: [value] }));
  keyed.sort((a, b) => compareSorted(spec, a.keys, b.keys));
  return keyed
    .filter((each, at) => at === 0 || !sameValue(each.value, keyed[at - 1]?.value))
    .map((each) => each.value);
}

const EXPLAINED = new Map([
  ['find', 'filter'],
  ['count', 'query'],
  ['distinct', 'query'],
  ['findAndModify', 'query'],
]);

function explain({ store, db, body }: CommandContext): Doc {
  assertOptions('explain', body, new Set(['verbosity']));
  const inner = docOption(body, 'explain');
  const name = inner?.keys().next().value;
  if (!inner || name === undefined) throw badValue('explain needs a command');
  const verbosity = body.get('verbosity');
  if (
    verbosity !== undefined &&
    verbosity !== 'queryPlanner' &&
    verbosity !== 'allPlansExecution' &&
    verbosity !== 'executionStats'
  ) {
    throw badValue("verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}");
  }
  const collection = store.find(db, collectionName(inner, name));
  return explainPlan(collection, `${db}.${String(inner.get(name))}`, explainedQuery(inner, name));
}

function explainedQuery(inner: Doc, name: string): Query {
  const [statement] = (inner.get('updates') ?? inner.get('deletes') ?? []) as Doc[];
  if (name === 'update' || name === 'delete') {
    return plainQuery((statement?.get('q') as Doc | undefined) ?? doc(), statement?.get('hint'));
  }
  if (name === 'aggregate') {
    const [first] = (inner.get('pipeline') ?? []) as Doc[];
    return plainQuery((first?.get('$match') as Doc | undefined) ?? doc(), hintOf(inner));
  }
  const field = EXPLAINED.get(name);
  if (!field) throw notSupported(`explain of ${name}`, 'CommandNotFound');
  const sort = parseSort(docOption(inner, 'sort') ?? doc());
  return plainQuery(docOption(inner, field) ?? doc(), hintOf(inner), sort);
}

export const queryCommands: Readonly<Record<string, Command>> = {
  find: reads(find),
  getMore: reads(getMore),
  killCursors: reads(killCursors),
  count: reads(count),
  distinct: reads(distinct),
  explain: reads(explain),
};
