// References inside a body: shown as the computed number of their target, so they never go stale;
// a target that is gone or prints no number is reported, not guessed.
import type { Block, DocumentBody, Inline } from './body.schema';
import { type BlockNumber, computeNumbers, type Numbering } from './numbering';
import { flattenBlocks, ownRuns } from './walk';

export type CrossRef = Extract<Inline, { type: 'crossRef' }>;

export interface ResolvedRef {
  /** As printed: «пункт 1.2», «раздел 3», «приложение № 2», with non-breaking spaces inside. */
  readonly text: string;
  /** unnumbered: neither the target nor anything around it prints a number; dangling: no such block. */
  readonly status: 'ok' | 'unnumbered' | 'dangling';
}

const NBSP = '\u00a0';
/** Printed for a reference that leads nowhere; a paper with one is refused or marked by its caller. */
export const BROKEN_REF = '?';

const NOUNS: Partial<Record<Block['type'], { nominative: string; genitive: string }>> = {
  section: { nominative: 'раздел', genitive: 'раздела' },
  addresseeGroup: { nominative: 'пункт', genitive: 'пункта' },
  item: { nominative: 'пункт', genitive: 'пункта' },
  appendix: { nominative: 'приложение', genitive: 'приложения' },
};

interface Target {
  readonly block: Block;
  readonly parentId: string | null;
}

/** Everything needed to print references of one body; build once, use for every inline. */
export interface RefIndex {
  readonly targets: ReadonlyMap<string, Target>;
  readonly numbers: Numbering;
}

/** The index for {@link resolveCrossRef}. */
export function buildRefIndex(body: DocumentBody, numbers: Numbering = computeNumbers(body)): RefIndex {
  const targets = new Map<string, Target>();
  for (const { block, parent } of flattenBlocks(body)) {
    targets.set(block.id, { block, parentId: parent?.id ?? null });
  }
  return { targets, numbers };
}

/** «1.2» of «1.2.»; «№ 2» of an appendix; '' for a lone appendix; null where a number cannot be printed. */
function bareNumber(number: BlockNumber | undefined): string | null {
  if (!number || number.kind === 'dash') return null;
  if (number.kind === 'number') return number.path.join('.');
  return number.label.includes('№') ? `№${NBSP}${number.path[0]}` : '';
}

/** The target itself or the nearest block around it that prints a number. */
function numberedAround(index: RefIndex, id: string): { block: Block; number: string } | null {
  for (let at: string | null = id; at !== null; at = index.targets.get(at)?.parentId ?? null) {
    const block = index.targets.get(at)?.block;
    const number = bareNumber(index.numbers.get(at));
    if (block && number !== null) return { block, number };
  }
  return null;
}

const phrase = (...words: string[]) => words.filter((word) => word !== '').join(NBSP);

/** « приложения № 2» when the number counts only inside a container the reference stands outside of. */
function scopeWords(index: RefIndex, targetId: string, fromId: string | undefined): string {
  const scope = index.numbers.get(targetId)?.scope;
  if (scope === undefined) return '';
  for (let at: string | null = fromId ?? null; at !== null; at = index.targets.get(at)?.parentId ?? null) {
    if (at === scope) return '';
  }
  const container = index.targets.get(scope)?.block;
  const number = bareNumber(index.numbers.get(scope));
  const noun = container && NOUNS[container.type]?.genitive;
  return noun && number !== null ? ` ${phrase(noun, number)}` : '';
}

/**
 * The text of a reference. Without `prefix` the noun follows the target («пункт», «раздел», «приложение»); an
 * empty prefix gives the number alone. A target without a number of its own is named by the nearest numbered
 * block around it. `fromId` is the block the reference stands in: «пункт 2 приложения № 1» is needed from outside
 * that appendix only.
 */
export function resolveCrossRef(ref: CrossRef, index: RefIndex, fromId?: string): ResolvedRef {
  if (!index.targets.has(ref.targetId)) {
    return { text: phrase(ref.prefix ?? '', BROKEN_REF), status: 'dangling' };
  }
  const around = numberedAround(index, ref.targetId);
  if (!around) return { text: phrase(ref.prefix ?? '', BROKEN_REF), status: 'unnumbered' };
  const noun = ref.prefix ?? NOUNS[around.block.type]?.nominative ?? '';
  return {
    text: phrase(noun, around.number) + scopeWords(index, around.block.id, fromId),
    status: 'ok',
  };
}

/** One reference and the block it stands in. */
export interface PlacedRef {
  readonly blockId: string;
  readonly ref: CrossRef;
}

/** All references of a body in reading order. */
export function listCrossRefs(body: DocumentBody): PlacedRef[] {
  return flattenBlocks(body).flatMap(({ block }) =>
    ownRuns(block)
      .flat()
      .filter((inline): inline is CrossRef => inline.type === 'crossRef')
      .map((ref) => ({ blockId: block.id, ref })),
  );
}

/** References whose target is not in the body. */
export function listDanglingRefs(body: DocumentBody): PlacedRef[] {
  const ids = new Set(flattenBlocks(body).map(({ block }) => block.id));
  return listCrossRefs(body).filter(({ ref }) => !ids.has(ref.targetId));
}
