// Automatic numbers counted as Word counts them (numbering.xml): lists that share an abstract definition count on,
// a `num` with a start of its own begins anew, deeper levels begin again after a higher one.
import { bulletSign, formatCounter, kindOfFormat } from '../number-format';
import type { OfficeNumber } from '../office-document';
import { childOf, elementsOf, type XmlElement } from '../xml';

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  /** Counting goes on through higher levels (lvlRestart = 0). */
  readonly endless: boolean;
  /** All parents in Arabic digits. */
  readonly legal: boolean;
  readonly styleId: string | undefined;
}
interface Num {
  readonly abstractId: string;
  readonly levels: readonly (Level | undefined)[];
  readonly starts: ReadonlyMap<number, number>;
}

const MAX_LEVELS = 9;
const val = (element: XmlElement | undefined, name: string) => childOf(element, name)?.attributes['w:val'];
const int = (text: string | undefined, otherwise: number) => {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) && Math.abs(value) < 1_000_000 ? value : otherwise;
};

function readLevel(element: XmlElement): Level {
  const legal = childOf(element, 'w:isLgl');
  return {
    start: int(val(element, 'w:start'), 1),
    format: val(element, 'w:numFmt') ?? 'decimal',
    text: val(element, 'w:lvlText') ?? '',
    endless: val(element, 'w:lvlRestart') === '0',
    legal: legal !== undefined && legal.attributes['w:val'] !== '0',
    styleId: val(element, 'w:pStyle'),
  };
}

function readLevels(holder: XmlElement): (Level | undefined)[] {
  const levels: (Level | undefined)[] = [];
  for (const element of elementsOf(holder, 'w:lvl')) {
    const level = int(element.attributes['w:ilvl'], -1);
    if (level >= 0 && level < MAX_LEVELS) levels[level] = readLevel(element);
  }
  return levels;
}

function readNum(element: XmlElement, abstracts: ReadonlyMap<string, readonly (Level | undefined)[]>): Num {
  const abstractId = val(element, 'w:abstractNumId') ?? '';
  const levels = [...(abstracts.get(abstractId) ?? [])];
  const starts = new Map<number, number>();
  for (const override of elementsOf(element, 'w:lvlOverride')) {
    const at = int(override.attributes['w:ilvl'], -1);
    if (at < 0 || at >= MAX_LEVELS) continue;
    const own = childOf(override, 'w:lvl');
    if (own) levels[at] = readLevel(own);
    const start = val(override, 'w:startOverride');
    if (start !== undefined) starts.set(at, int(start, 1));
  }
  return { abstractId, levels, starts };
}

/** Abstract definitions by id; one that only links to a numbering style takes the levels of the style's own. */
function readAbstracts(root: XmlElement): Map<string, readonly (Level | undefined)[]> {
  const byStyle = new Map<string, XmlElement>();
  const all = elementsOf(root, 'w:abstractNum');
  for (const element of all) {
    const style = val(element, 'w:styleLink');
    if (style) byStyle.set(style, element);
  }
  return new Map(
    all.map((element) => {
      const link = val(element, 'w:numStyleLink');
      const source = (link === undefined ? undefined : byStyle.get(link)) ?? element;
      return [element.attributes['w:abstractNumId'] ?? '', readLevels(source)] as const;
    }),
  );
}

export interface NumberCounter {
  /** Counts one paragraph; null when the file's numbering does not know the list (`broken`) or there is none. */
  next(numId: string, level: number): OfficeNumber | 'broken';
  /** The level of the list whose numbers belong to this paragraph style. */
  levelOfStyle(numId: string, styleId: string): number | undefined;
}

interface Counting {
  readonly values: (number | undefined)[];
  /** Starts of its own that a `num` has already begun. */
  readonly begun: Set<string>;
}

function count(num: Num, numId: string, level: number, state: Counting): void {
  const start = num.levels[level]?.start ?? 1;
  const key = `${numId}:${level}`;
  const own = num.starts.get(level);
  if (own !== undefined && !state.begun.has(key)) {
    state.begun.add(key);
    state.values[level] = own;
  } else {
    const current = state.values[level];
    state.values[level] = current === undefined ? start : current + 1;
  }
  for (let deeper = level + 1; deeper < MAX_LEVELS; deeper++) {
    if (!num.levels[deeper]?.endless) state.values[deeper] = undefined;
  }
}

function label(num: Num, level: Level, values: readonly (number | undefined)[]): string {
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const of = num.levels[at];
    const format = level.legal && at < values.length ? 'decimal' : (of?.format ?? 'decimal');
    return formatCounter(values[at] ?? of?.start ?? 1, format);
  });
}

/** `root` is numbering.xml; absent when the file has no lists. */
export function numberCounter(root: XmlElement | null): NumberCounter {
  const abstracts = root ? readAbstracts(root) : new Map<string, readonly (Level | undefined)[]>();
  const nums = new Map(
    elementsOf(root ?? undefined, 'w:num').map(
      (element) => [element.attributes['w:numId'] ?? '', readNum(element, abstracts)] as const,
    ),
  );
  const states = new Map<string, Counting>();
  return {
    next(numId, asked) {
      const num = nums.get(numId);
      const at = Math.min(Math.max(asked, 0), MAX_LEVELS - 1);
      const level = num?.levels[at];
      if (!num || !level) return 'broken';
      const state = states.get(num.abstractId) ?? { values: [], begun: new Set<string>() };
      states.set(num.abstractId, state);
      count(num, numId, at, state);
      const kind = kindOfFormat(level.format);
      const bullet = kind === 'bullet';
      return {
        label: bullet ? bulletSign(level.text) : label(num, level, state.values).trim(),
        level: at,
        list: num.abstractId,
        kind,
        parts: bullet
          ? []
          : Array.from({ length: at + 1 }, (_, i) => state.values[i] ?? num.levels[i]?.start ?? 1),
      };
    },
    levelOfStyle(numId, styleId) {
      const found = nums.get(numId)?.levels.findIndex((level) => level?.styleId === styleId) ?? -1;
      return found < 0 ? undefined : found;
    },
  };
}
