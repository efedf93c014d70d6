// What changed between two bodies, for people: blocks added, removed, moved or reworded, and the words that differ.
import { diffArrays } from 'diff';
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, DocumentBody } from './body.schema';
import { addTo } from './multi-map';
import { normalizeBlock } from './normalize';
import { blockText } from './plain-text';
import { displayContext, type ValueResolver } from './render-values';
import { flattenBlocks, type PlacedBlock } from './walk';

export interface WordPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export type ChangeKind = 'added' | 'removed' | 'moved' | 'changed';

export interface BlockChange {
  readonly blockId: string;
  readonly type: Block['type'];
  /** A block can be both moved and changed; added and removed stand alone. */
  readonly kinds: readonly ChangeKind[];
  /** Numbers as printed before and after; '' where there was none. */
  readonly numberBefore: string;
  readonly numberAfter: string;
  /** The text as parts; only `same` when what changed is not in the words (due, responsible, marks). */
  readonly words: readonly WordPart[];
  /** Own properties that differ, e.g. ['content', 'due']; empty for added, removed and merely moved blocks. */
  readonly properties: readonly string[];
}

// Beyond this many differing words the block was rewritten; showing old and new whole reads better and costs O(1).
const MAX_EDITS = 1500;

/**
 * Word-level difference of two texts. Same + removed parts give `before`, same + added give `after`, exactly.
 * (The `diff` package's own word splitter knows Latin letters only.)
 */
export function diffWords(before: string, after: string): WordPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const words = (text: string) => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
  const parts = diffArrays(words(before), words(after), { maxEditLength: MAX_EDITS });
  if (!parts) {
    const whole: WordPart[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
    return whole.filter(({ text }) => text !== '');
  }
  return parts.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

/** Names of own properties (children, id and origin aside) in which two blocks differ. */
export function differingProperties(before: Block, after: Block): string[] {
  const a: Record<string, unknown> = { ...normalizeBlock(before) };
  const b: Record<string, unknown> = { ...normalizeBlock(after) };
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.filter((name) => {
    if (['id', 'origin', 'children'].includes(name)) return false;
    const same = canonicalJson([a[name] ?? null]) === canonicalJson([b[name] ?? null]);
    return !same;
  });
}

/** Positions of one longest increasing subsequence. */
function longestIncreasing(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
  });
  const out = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) out.add(i);
  return out;
}

/** Ids that changed their parent or, within it, their order; as few as explain the difference. */
export function movedIds(before: readonly PlacedBlock[], after: readonly PlacedBlock[]): Set<string> {
  const old = new Map(before.map((placed) => [placed.block.id, placed]));
  const moved = new Set<string>();
  const stayed = new Map<string, { id: string; index: number }[]>();
  for (const { block, parent } of after) {
    const was = old.get(block.id);
    if (!was) continue;
    const key = parent?.id ?? '';
    if ((was.parent?.id ?? '') !== key) moved.add(block.id);
    else addTo(stayed, key, { id: block.id, index: was.index });
  }
  for (const siblings of stayed.values()) {
    const kept = longestIncreasing(siblings.map(({ index }) => index));
    siblings.forEach(({ id }, i) => {
      if (!kept.has(i)) moved.add(id);
    });
  }
  return moved;
}

/** A block of one or both bodies, in the reading order of both. */
export interface AlignedBlock {
  readonly blockId: string;
  readonly was: PlacedBlock | null;
  readonly is: PlacedBlock | null;
  readonly moved: boolean;
  /** The place that a moved block left; its own entry stands where it is now. */
  readonly left: boolean;
}

/**
 * Both bodies as one list: blocks of `after` in their order, those of `before` that are gone or moved away where they
 * stood (after the nearest block before them that is still in its place).
 */
export function alignBlocks(before: DocumentBody, after: DocumentBody): AlignedBlock[] {
  const [listBefore, listAfter] = [flattenBlocks(before), flattenBlocks(after)];
  const old = new Map(listBefore.map((placed) => [placed.block.id, placed]));
  const now = new Map(listAfter.map((placed) => [placed.block.id, placed]));
  const moved = movedIds(listBefore, listAfter);
  const goneAfter = new Map<string, AlignedBlock[]>();
  let anchor = '';
  for (const was of listBefore) {
    const { id } = was.block;
    if (now.has(id) && !moved.has(id)) anchor = id;
    else
      addTo(goneAfter, anchor, {
        blockId: id,
        was,
        is: now.get(id) ?? null,
        moved: moved.has(id),
        left: moved.has(id),
      });
  }
  const follow = (id: string) => goneAfter.get(id) ?? [];
  const here = listAfter.flatMap((is): AlignedBlock[] => {
    const { id } = is.block;
    return [{ blockId: id, was: old.get(id) ?? null, is, moved: moved.has(id), left: false }, ...follow(id)];
  });
  return [...follow(''), ...here];
}

/**
 * The changes from one body to another in reading order, empty when nothing a reader could see or sign differs.
 * Renumbering alone is no change. Fields are compared as references; pass `values` to show their values in words.
 */
export function compareBodies(
  before: DocumentBody,
  after: DocumentBody,
  values?: ValueResolver,
): BlockChange[] {
  const [contextBefore, contextAfter] = [displayContext(before, values), displayContext(after, values)];
  return alignBlocks(before, after).flatMap(({ blockId, moved, left, ...placed }): BlockChange[] => {
    const [was, is] = [placed.was?.block, placed.is?.block];
    const block = is ?? was;
    if (!block || left) return [];
    const properties = was && is ? differingProperties(was, is) : [];
    const kinds: ChangeKind[] = !was ? ['added'] : !is ? ['removed'] : [];
    if (moved) kinds.push('moved');
    if (properties.length > 0) kinds.push('changed');
    if (kinds.length === 0) return [];
    const textBefore = was ? blockText(was, contextBefore) : '';
    const textAfter = is ? blockText(is, contextAfter) : '';
    return [
      {
        blockId,
        type: block.type,
        kinds,
        numberBefore: contextBefore.numbers.get(blockId)?.label ?? '',
        numberAfter: contextAfter.numbers.get(blockId)?.label ?? '',
        words: diffWords(textBefore, textAfter),
        properties,
      },
    ];
  });
}
