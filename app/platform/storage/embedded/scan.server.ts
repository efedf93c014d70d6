// Runs a plan: yields the documents that match, each once. Reads in chunks, so a scan that pauses between
// batches holds no transaction; what was deleted meanwhile is skipped.
import { decode } from './bson-decode';
import type { Collection } from './catalog.server';
import type { Engine, Range } from './engine.server';
import { StoreError } from './errors';
import { type Filter, type MatchDetails, topLevelFields } from './filter-tree';
import { matches } from './matcher';
import type { Plan } from './planner.server';
import { documentKeyOfEntry } from './records.server';

export interface Hit {
  readonly bytes: Buffer;
  readonly details: MatchDetails;
}

interface ScanLimits {
  examined: number;
  /** Milliseconds of performance.now() after which the scan is refused (maxTimeMS). */
  readonly deadline?: number | undefined;
}

export function* scan(
  engine: Engine,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  limits: ScanLimits = { examined: 0 },
): Generator<Hit> {
  const fields = topLevelFields(filter);
  const everything = filter.kind === 'and' && filter.parts.length === 0;
  for (const bytes of candidates(engine, collection, plan)) {
    limits.examined += 1;
    if (limits.deadline !== undefined && (limits.examined & 63) === 0) assertInTime(limits.deadline);
    const details: MatchDetails = {};
    if (everything || matches(filter, decode(bytes, fields), details)) yield { bytes, details };
  }
}

function assertInTime(deadline: number): void {
  if (performance.now() > deadline) throw new StoreError('MaxTimeMSExpired', 'operation exceeded time limit');
}

function* candidates(engine: Engine, collection: Collection, plan: Plan): Generator<Buffer> {
  if (plan.kind === 'collection') {
    for (const { value } of engine.entries('documents', plan.range)) yield value;
    return;
  }
  if (plan.kind === 'index' && plan.exact) {
    for (const key of documentKeys(engine, collection, plan)) {
      const bytes = engine.get('documents', key);
      if (bytes) yield bytes;
    }
    return;
  }
  if (plan.kind === 'index' && plan.source.index === undefined) {
    for (const range of ordered(plan.ranges, plan.reverse)) {
      for (const { value } of engine.entries('documents', range)) yield value;
    }
    return;
  }
  const unique = plan.kind === 'index' && !plan.source.multikey.includes(true);
  const seen = unique ? undefined : new Set<string>();
  for (const key of documentKeys(engine, collection, plan)) {
    if (seen) {
      const text = key.toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    const bytes = engine.get('documents', key);
    if (bytes) yield bytes;
  }
}

function* documentKeys(engine: Engine, collection: Collection, plan: Plan): Generator<Buffer> {
  if (plan.kind === 'or') {
    for (const branch of plan.branches) yield* documentKeys(engine, collection, branch);
  } else if (plan.kind === 'index' && plan.exact) {
    yield* plan.reverse ? [...plan.exact].reverse() : plan.exact;
  } else if (plan.kind === 'index') {
    const space = plan.source.index ? 'indexes' : 'documents';
    for (const range of ordered(plan.ranges, plan.reverse)) {
      for (const key of engine.keys(space, range)) {
        yield plan.source.index ? documentKeyOfEntry(collection, key) : key;
      }
    }
  }
}

const ordered = (ranges: readonly Range[], reverse: boolean): Range[] =>
  reverse ? [...ranges].reverse().map((range) => ({ ...range, reverse: true })) : [...ranges];
