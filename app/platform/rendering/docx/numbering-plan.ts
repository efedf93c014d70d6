// Computed labels («1.», «1.2.») as automatic numbers of a word processor that come out the same. The processor's
// counting is simulated; where it would print another number, a new list with the right start begins, and parents
// that are not in the list are written as plain text of the level. So automatic always equals computed.

export interface LevelPlan {
  readonly level: number;
  /** Word's level text: «%1.%2.»; parents that are not counted stand as digits: «3.%2.». */
  readonly text: string;
  readonly start: number;
}
export interface ListPlan {
  readonly reference: string;
  readonly levels: Map<number, LevelPlan>;
}
export interface NumberPlan {
  readonly reference: string;
  readonly level: number;
}

const LABEL = /^(\d{1,9}(?:\.\d{1,9}){0,8})([.)]?)$/;

export interface ParsedLabel {
  readonly parts: readonly number[];
  readonly suffix: string;
}

/** Numbers and the closing sign of a label; null when it is no decimal number (a dash, a letter). */
export function parseLabel(label: string): ParsedLabel | null {
  const match = LABEL.exec(label.trim());
  if (!match) return null;
  return { parts: (match[1] as string).split('.').map(Number), suffix: match[2] as string };
}

interface OpenList {
  readonly plan: ListPlan;
  readonly suffix: string;
  /** Counters as the processor holds them; a parent that was never counted is absent. */
  counters: (number | undefined)[];
}

function sameParents(list: OpenList, parts: readonly number[]): boolean {
  return parts.slice(0, -1).every((part, index) => list.counters[index] === part);
}

function levelText(list: OpenList, parts: readonly number[]): string {
  const parents = parts.slice(0, -1).map((part, index) => {
    return list.counters[index] === undefined ? String(part) : `%${index + 1}`;
  });
  return [...parents, `%${parts.length}`].join('.') + list.suffix;
}

/** What the processor prints next on this level of the list, were it used. */
function nextNumber(list: OpenList, level: number): number {
  const current = list.counters[level];
  return current === undefined ? (list.plan.levels.get(level)?.start ?? 1) : current + 1;
}

/** Whether the next automatic number on the level is the wanted one with the same text. */
function fits(list: OpenList, { parts, suffix }: ParsedLabel): boolean {
  const level = parts.length - 1;
  if (list.suffix !== suffix || !sameParents(list, parts)) return false;
  if (nextNumber(list, level) !== parts[level]) return false;
  const known = list.plan.levels.get(level);
  return known === undefined || known.text === levelText(list, parts);
}

function count(list: OpenList, parts: readonly number[]): void {
  const level = parts.length - 1;
  if (!list.plan.levels.has(level)) {
    const start = parts[level] as number;
    list.plan.levels.set(level, { level, text: levelText(list, parts), start });
  }
  // Deeper levels begin again after this one; levels above keep their counts.
  list.counters = [...list.counters.slice(0, level), parts[level]];
}

/** Plans automatic numbers for labels in print order; null where a label is no decimal number. */
export function planNumbers(labels: readonly (string | null)[]): {
  lists: ListPlan[];
  numbers: (NumberPlan | null)[];
} {
  const lists: ListPlan[] = [];
  let open: OpenList | null = null;
  const numbers = labels.map((label): NumberPlan | null => {
    const parsed = label === null ? null : parseLabel(label);
    if (parsed === null) return null;
    if (open === null || !fits(open, parsed)) {
      const plan = { reference: `numbers-${lists.length + 1}`, levels: new Map<number, LevelPlan>() };
      lists.push(plan);
      open = { plan, suffix: parsed.suffix, counters: [] };
    }
    count(open, parsed.parts);
    return { reference: open.plan.reference, level: parsed.parts.length - 1 };
  });
  return { lists, numbers };
}
