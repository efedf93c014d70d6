// Merge, order of children of one parent. What both sides hold keeps the order of the side that changed it;
// what one side added stands after its predecessor there. Additions of both at one spot are ordered by id, so the
// result does not depend on who saved first.
import { addTo } from './multi-map';

export interface OrderInput {
  /** Children that belong to the parent in the result. */
  readonly members: ReadonlySet<string>;
  readonly base: readonly string[];
  readonly left: readonly string[];
  readonly right: readonly string[];
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, i) => id === b[i]);

function commonOrder(input: OrderInput): { order: readonly string[]; conflict: boolean } {
  const inRight = new Set(input.right);
  const inBase = new Set(input.base);
  const inLeft = new Set(input.left);
  const left = input.left.filter((id) => inRight.has(id) && input.members.has(id));
  const right = input.right.filter((id) => inLeft.has(id) && input.members.has(id));
  if (same(left, right)) return { order: left, conflict: false };
  const shared = new Set(left);
  const base = input.base.filter((id) => shared.has(id));
  const known = (ids: readonly string[]) => ids.filter((id) => inBase.has(id));
  const leftMoved = !same(known(left), base);
  const rightMoved = !same(known(right), base);
  if (leftMoved && !rightMoved) return { order: left, conflict: false };
  if (rightMoved && !leftMoved) return { order: right, conflict: false };
  return { order: left, conflict: true };
}

/** Runs of a side's own members by the common id they follow ('' = at the start). */
function runsAfter(side: readonly string[], common: ReadonlySet<string>, members: ReadonlySet<string>) {
  const runs = new Map<string, string[]>();
  let anchor = '';
  for (const id of side) {
    if (common.has(id)) anchor = id;
    else if (members.has(id)) addTo(runs, anchor, id);
  }
  return runs;
}

/** The merged order of `members`; `conflict` when both sides ordered the same children differently (left's is given). */
export function mergeOrder(input: OrderInput): { order: string[]; conflict: boolean } {
  const { order, conflict } = commonOrder(input);
  const common = new Set(order);
  const left = runsAfter(input.left, common, input.members);
  const right = runsAfter(input.right, common, input.members);
  const at = (anchor: string): string[] => {
    const ours = left.get(anchor) ?? [];
    const theirs = right.get(anchor) ?? [];
    const leftFirst = (ours[0] ?? '') < (theirs[0] ?? '');
    return leftFirst ? [...ours, ...theirs] : [...theirs, ...ours];
  };
  const merged = [...at(''), ...order.flatMap((id) => [id, ...at(id)])];
  // A member in neither list was put under this parent by the merge itself; it goes last.
  const placed = new Set(merged);
  return { order: [...merged, ...[...input.members].filter((id) => !placed.has(id)).sort()], conflict };
}
