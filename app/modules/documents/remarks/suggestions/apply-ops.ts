// Builds the suggested body: base + a set of changes. Pure; the result depends on the set, not on its order, which only
// says who goes first where two cannot both stand (the later one is skipped). No text that was not deleted is lost.
import type { Block, DocumentBody, Inline } from '../../body/body.schema';
import { addTo } from '../../body/multi-map';
import { canHold, flattenBlocks, isContainer, mapOwnRuns, ownRuns, withChildren } from '../../body/walk';
import { editRun, overlap, runLength, sameStretch, sliceRun } from './run-units';
import type { NamedOp, Place, SuggestionOp, TextOp } from './suggestion-ops.schema';

export interface AppliedOps {
  readonly body: DocumentBody;
  /** Changes whose place is gone in the base or taken by an earlier one. */
  readonly skipped: ReadonlySet<string>;
}

interface Building {
  readonly nodes: Map<string, Block>;
  readonly parents: Map<string, string>;
  readonly children: Map<string, string[]>;
  readonly inBase: ReadonlySet<string>;
  readonly texts: Map<string, { id: string; op: TextOp }[]>;
  readonly changed: Map<string, Block>;
  readonly placed: Map<string, { id: string; place: Place }>;
  readonly removed: Set<string>;
  readonly skipped: Set<string>;
}

const STAGES: readonly SuggestionOp['kind'][] = [
  'replace-text',
  'change-block',
  'insert-block',
  'move-block',
  'delete-block',
];

function begin(base: DocumentBody): Building {
  const nodes = new Map<string, Block>();
  const parents = new Map<string, string>();
  const children = new Map<string, string[]>();
  for (const { block, parent } of flattenBlocks(base)) {
    nodes.set(block.id, withChildren(block, []));
    parents.set(block.id, parent?.id ?? '');
    addTo(children, parent?.id ?? '', block.id);
  }
  return {
    nodes,
    parents,
    children,
    inBase: new Set(nodes.keys()),
    texts: new Map(),
    changed: new Map(),
    placed: new Map(),
    removed: new Set(),
    skipped: new Set(),
  };
}

const stays = (at: Building, id: string) => at.inBase.has(id) && !at.removed.has(id);
const isHome = (at: Building, id: string) => id === '' || (at.nodes.has(id) && !at.removed.has(id));

function takeText(at: Building, id: string, op: TextOp): boolean {
  const block = at.nodes.get(op.blockId);
  const run = block && ownRuns(block)[op.run];
  if (!run || !stays(at, op.blockId) || at.changed.has(op.blockId)) return false;
  const length = runLength(op.removed);
  if (op.at + length > runLength(run)) return false;
  if (!sameStretch(sliceRun(run, op.at, op.at + length), op.removed)) return false;
  const others = at.texts.get(op.blockId) ?? [];
  const stretch = { at: op.at, length };
  const clash = others.some(
    ({ op: other }) =>
      other.run === op.run && overlap(stretch, { at: other.at, length: runLength(other.removed) }),
  );
  if (clash) return false;
  addTo(at.texts, op.blockId, { id, op });
  return true;
}

function takeInsert(at: Building, id: string, op: Extract<SuggestionOp, { kind: 'insert-block' }>): boolean {
  const inside = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [op.block] });
  if (!isHome(at, op.place.parentId) || inside.some(({ block }) => at.nodes.has(block.id))) return false;
  for (const { block, parent } of inside) {
    at.nodes.set(block.id, withChildren(block, []));
    at.parents.set(block.id, parent?.id ?? op.place.parentId);
    if (parent) addTo(at.children, parent.id, block.id);
  }
  at.placed.set(op.block.id, { id, place: op.place });
  return true;
}

function takeDelete(at: Building, op: Extract<SuggestionOp, { kind: 'delete-block' }>): boolean {
  const gone = new Set(op.ids);
  const homes = [...at.placed.values()].some(({ place }) => gone.has(place.parentId));
  const touched = op.ids.some(
    (id) => !stays(at, id) || at.texts.has(id) || at.changed.has(id) || at.placed.has(id),
  );
  if (homes || touched) return false;
  for (const id of op.ids) at.removed.add(id);
  return true;
}

function take(at: Building, { id, op }: NamedOp): boolean {
  switch (op.kind) {
    case 'replace-text':
      return takeText(at, id, op);
    case 'change-block':
      if (!stays(at, op.blockId) || at.changed.has(op.blockId) || at.texts.has(op.blockId)) return false;
      at.changed.set(op.blockId, withChildren({ ...op.block, id: op.blockId }, []));
      return true;
    case 'insert-block':
      return takeInsert(at, id, op);
    case 'move-block':
      if (!stays(at, op.blockId) || at.placed.has(op.blockId) || !isHome(at, op.place.parentId)) return false;
      at.placed.set(op.blockId, { id, place: op.place });
      return true;
    case 'delete-block':
      return takeDelete(at, op);
  }
}

/** Moves of two people may put A into B and B into A: the one taken last gives way. */
function breakRings(at: Building, order: readonly string[]): void {
  const rank = new Map(order.map((id, i) => [id, i]));
  const parentOf = (id: string) => at.placed.get(id)?.place.parentId ?? at.parents.get(id) ?? '';
  for (const start of [...at.placed.keys()]) {
    for (;;) {
      const path: string[] = [];
      let here = start;
      while (here !== '' && !path.includes(here)) {
        path.push(here);
        here = parentOf(here);
      }
      if (here === '') break;
      const ring = path.slice(path.indexOf(here)).filter((id) => at.placed.has(id));
      const last = ring.sort(
        (a, b) => (rank.get(at.placed.get(b)!.id) ?? 0) - (rank.get(at.placed.get(a)!.id) ?? 0),
      )[0];
      if (last === undefined) break;
      at.skipped.add(at.placed.get(last)!.id);
      at.placed.delete(last);
    }
  }
}

function ownOf(at: Building, id: string): Block {
  const block = at.changed.get(id) ?? at.nodes.get(id)!;
  const texts = at.texts.get(id);
  if (!texts) return block;
  const byId = [...texts].sort((a, b) => (a.id < b.id ? -1 : 1));
  let run = -1;
  return mapOwnRuns(block, (content): Inline[] => {
    run += 1;
    const edits = byId
      .filter(({ op }) => op.run === run)
      .map(({ op }) => ({ at: op.at, length: runLength(op.removed), inserted: op.inserted }));
    return edits.length > 0 ? editRun(content, edits) : content;
  });
}

/** Ids that stand in a parent, in order: what stays, and after each neighbour what was put there. */
function membersOf(at: Building, parentId: string, arrivals: ReadonlyMap<string, string[]>): string[] {
  const own = at.children.get(parentId) ?? [];
  const known = new Set(own);
  const arrived = arrivals.get(parentId) ?? [];
  const after = new Map<string, string[]>();
  for (const id of arrived) {
    const { afterId } = at.placed.get(id)!.place;
    addTo(after, afterId === null ? '' : known.has(afterId) ? afterId : '\u0000end', id);
  }
  const standing = (id: string): string[] => {
    if (at.removed.has(id)) return (at.children.get(id) ?? []).flatMap(standing);
    return at.placed.has(id) ? [] : [id];
  };
  return [
    ...(after.get('') ?? []),
    ...own.flatMap((id) => [...standing(id), ...(after.get(id) ?? [])]),
    ...(after.get('\u0000end') ?? []),
  ];
}

function arrivalsOf(at: Building): Map<string, string[]> {
  const arrivals = new Map<string, string[]>();
  for (const [id, { place }] of at.placed) addTo(arrivals, place.parentId, id);
  const before = (a: string, b: string) => {
    const [one, two] = [at.placed.get(a)!, at.placed.get(b)!];
    return one.place.rank - two.place.rank || (one.id < two.id ? -1 : one.id > two.id ? 1 : 0);
  };
  for (const ids of arrivals.values()) ids.sort(before);
  return arrivals;
}

/** Children that their parent cannot hold stand after it (a point became a paragraph, its sub-points remain). */
function build(at: Building, id: string, arrivals: ReadonlyMap<string, string[]>): Block[] {
  const block = ownOf(at, id);
  const children = membersOf(at, id, arrivals).flatMap((child) => build(at, child, arrivals));
  const inside = children.filter((child) => canHold(block, child.type));
  const after = children.filter((child) => !canHold(block, child.type));
  return [isContainer(block) ? withChildren(block, inside) : block, ...after];
}

/** Ops go first to last: of two that exclude each other the first stands. An empty set gives the base itself. */
export function applyOps(base: DocumentBody, ops: readonly NamedOp[]): AppliedOps {
  if (ops.length === 0) return { body: base, skipped: new Set() };
  const at = begin(base);
  for (const stage of STAGES) {
    for (const named of ops) {
      if (named.op.kind === stage && !take(at, named)) at.skipped.add(named.id);
    }
  }
  breakRings(
    at,
    ops.map(({ id }) => id),
  );
  const arrivals = arrivalsOf(at);
  const blocks = membersOf(at, '', arrivals).flatMap((id) => build(at, id, arrivals));
  return { body: { ...base, blocks }, skipped: at.skipped };
}
