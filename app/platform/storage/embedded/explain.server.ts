// explain at queryPlanner level: which index is used, and what remains to be done in memory.
import { type Doc, doc, type Maybe, type Value } from './bson-values';
import type { Collection } from './catalog.server';
import type { Filter } from './filter-tree';
import { type Plan, planQuery } from './planner.server';
import type { SortSpec } from './sort';

interface Explained {
  readonly filter: Filter;
  readonly filterDoc: Doc;
  readonly sort: SortSpec;
  readonly hint: Maybe;
}

export function explainPlan(collection: Collection | undefined, namespace: string, query: Explained): Doc {
  const plan = collection ? planQuery(collection, query) : undefined;
  let stage = plan ? describe(plan) : doc([['stage', 'EOF']]);
  if (plan && !plan.sorted)
    stage = doc([
      ['stage', 'SORT'],
      ['inputStage', stage],
    ]);
  return doc([
    [
      'queryPlanner',
      doc([
        ['namespace', namespace],
        ['parsedQuery', query.filterDoc],
        ['winningPlan', stage],
        ['rejectedPlans', []],
      ]),
    ],
    ['ok', 1],
  ]);
}

function describe(plan: Plan): Doc {
  if (plan.kind === 'collection')
    return doc([
      ['stage', 'COLLSCAN'],
      ['direction', direction(plan.range.reverse === true)],
    ]);
  if (plan.kind === 'or') {
    const inner = doc([
      ['stage', 'OR'],
      ['inputStages', plan.branches.map(describeScan)],
    ]);
    return doc([
      ['stage', 'FETCH'],
      ['inputStage', inner],
    ]);
  }
  return doc([
    ['stage', 'FETCH'],
    ['inputStage', describeScan(plan)],
  ]);
}

function describeScan(plan: Plan): Doc {
  if (plan.kind !== 'index') return describe(plan);
  const entries: Array<[string, Value]> = [
    ['stage', 'IXSCAN'],
    ['keyPattern', plan.source.keyPattern],
    ['indexName', plan.source.name],
    ['isMultiKey', plan.source.multikey.includes(true)],
    ['isUnique', plan.source.index?.unique ?? true],
    ['isSparse', plan.source.index?.sparse ?? false],
    ['isPartial', plan.source.index?.partial !== undefined],
    ['direction', direction(plan.reverse)],
  ];
  return doc(entries);
}

const direction = (reverse: boolean): string => (reverse ? 'backward' : 'forward');
