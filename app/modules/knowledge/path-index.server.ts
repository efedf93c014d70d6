// Paths of an edition in memory: resolving a citation is then no query at all. Some hundred bytes a provision; the
// least recently used editions are dropped.
import type { ProvisionsRepository } from './provisions.repository.server';
import type { IndexedUnit } from './structure/provision.types';

export interface PathIndex {
  get(path: string): IndexedUnit | undefined;
  first(paths: readonly string[]): IndexedUnit | undefined;
  children(parent: string | null): readonly IndexedUnit[];
  /** Units inside `within` (a path) whose own number is `n`. */
  byNumber(within: string, n: string): readonly IndexedUnit[];
}

const MOST_PROVISIONS = 150_000;

function indexOf(units: readonly IndexedUnit[]): PathIndex & { size: number } {
  const byPath = new Map(units.map((unit) => [unit.path, unit]));
  const byParent = new Map<string | null, IndexedUnit[]>();
  for (const unit of units) {
    const siblings = byParent.get(unit.parent);
    if (siblings) siblings.push(unit);
    else byParent.set(unit.parent, [unit]);
  }
  const inside = function* (path: string): Generator<IndexedUnit> {
    for (const child of byParent.get(path) ?? []) {
      yield child;
      yield* inside(child.path);
    }
  };
  return {
    size: units.length,
    get: (path) => byPath.get(path),
    first: (paths) => paths.map((path) => byPath.get(path)).find(Boolean),
    children: (parent) => byParent.get(parent) ?? [],
    byNumber: (within, n) => [...inside(within)].filter((unit) => unit.n === n),
  };
}

export type PathIndexes = ReturnType<typeof createPathIndexes>;

/** Editions never change once visible, so an index is good for ever. */
export function createPathIndexes(provisions: Pick<ProvisionsRepository, 'listIndex'>) {
  const held = new Map<string, Promise<PathIndex & { size: number }>>();
  return async (editionId: string): Promise<PathIndex> => {
    const known = held.get(editionId);
    if (known) {
      held.delete(editionId);
      held.set(editionId, known);
      return known;
    }
    const fresh = provisions.listIndex(editionId).then(indexOf);
    held.set(editionId, fresh);
    // An edition that could not be read is asked for again.
    fresh.catch(() => held.delete(editionId));
    let total = 0;
    for (const [id, index] of [...held].reverse()) {
      total += (await index.catch(() => ({ size: 0 }))).size;
      if (total > MOST_PROVISIONS && id !== editionId) held.delete(id);
    }
    return fresh;
  };
}
