// Written chains → targets. Shared upper units are handed to the chains that lack them; a path runs from the top down.
import type { Target, Unit } from './citation.types';
import type { Chain, WrittenUnit } from './unit-list';
import { LEVEL_RANK } from './vocabulary/unit-labels';

/** Several numbers on several levels multiply; a hostile list must not. */
const MOST_TARGETS = 300;

const rank = (unit: WrittenUnit) => LEVEL_RANK[unit.level];
const sorted = (units: WrittenUnit[]) => [...units].sort((a, b) => rank(a) - rank(b));

/**
 * Upper units of a chain that its neighbour names: «абзаца 1 части 4 и части 7 статьи 139» gives статью to the first.
 * When the neighbour has no unit of that level, its own lowest unit is a sibling, not a parent:
 * «пунктом 1 и частью 2 статьи 5».
 */
function parentsFrom(neighbour: WrittenUnit[], own: WrittenUnit[]): WrittenUnit[] {
  const [top] = own;
  const leaf = neighbour.at(-1);
  if (!top || !leaf) return [];
  const named = neighbour.some(({ level }) => level === top.level);
  const above = neighbour.filter((unit) => rank(unit) < rank(top));
  return named || rank(leaf) > rank(top) ? above : above.filter((unit) => unit !== leaf);
}

const isDescending = (units: WrittenUnit[]) =>
  units.length > 1 && units.every((unit, i) => i === 0 || rank(units[i - 1] as WrittenUnit) < rank(unit));

function completeChains(chains: Chain[]): WrittenUnit[][] {
  const full = chains.map(({ units }) => sorted(units));
  for (let i = full.length - 2; i >= 0; i -= 1) {
    if (isDescending(chains[i]?.units ?? [])) continue;
    const own = full[i] as WrittenUnit[];
    full[i] = [...parentsFrom(full[i + 1] as WrittenUnit[], own), ...own];
  }
  for (let i = 1; i < full.length; i += 1) {
    const before = full[i - 1] as WrittenUnit[];
    const own = full[i] as WrittenUnit[];
    const [top] = own;
    const downward =
      isDescending(chains[i - 1]?.units ?? []) || before.length > (chains[i - 1]?.units.length ?? 0);
    if (downward && top && top.level !== 'статья' && before.some(({ level }) => level === top.level))
      full[i] = [...before.filter((unit) => rank(unit) < rank(top)), ...own];
  }
  return full;
}

function multiply(units: WrittenUnit[]): Target[] {
  let pairs: { from: Unit[]; to: Unit[] }[] = [{ from: [], to: [] }];
  for (const { level, numbers } of units) {
    pairs = pairs.flatMap(({ from, to }) =>
      numbers.map((number) => ({
        from: [...from, { level, n: 'n' in number ? number.n : number.from }],
        to: [...to, { level, n: 'n' in number ? number.n : number.to }],
      })),
    );
    if (pairs.length > MOST_TARGETS) pairs = pairs.slice(0, MOST_TARGETS);
  }
  const isRange = units.some(({ numbers }) => numbers.some((number) => 'from' in number));
  return pairs.map(({ from, to }) => {
    const single = !isRange || from.every((unit, i) => unit.n === to[i]?.n);
    return single ? { path: from } : { from, to };
  });
}

/** The targets a list of units names. */
export const toTargets = (chains: Chain[]): Target[] =>
  completeChains(chains)
    .flatMap((units) => (units.length > 0 ? multiply(units) : []))
    .slice(0, MOST_TARGETS);
