// The same thing said twice, e.g. by the moderators of two sections. Pure. Texts are compared by runs of three words
// (shingles), case, ё and punctuation aside; candidates come from an index of shingles, so a
// book of 300 pages takes milliseconds, not the square of its items.
import type { Block, DocumentBody } from '../body/body.schema';
import { blockText } from '../body/plain-text';
import { displayContext, type ValueResolver } from '../body/render-values';
import { type PlacedBlock, visitBlocks } from '../body/walk';
import { foldText, wordsOf } from './fold-text';

export interface DuplicatePlace {
  readonly blockId: string;
  /** As printed, '' where the block has none. */
  readonly number: string;
  readonly text: string;
  /** The outermost section, group or appendix around it; null at the top. */
  readonly sectionId: string | null;
}

export interface Duplicate {
  readonly first: DuplicatePlace;
  readonly second: DuplicatePlace;
  /** Share of common shingles, 0.8…1. */
  readonly similarity: number;
  /** The two stand in different sections: their moderators did not see one another. */
  readonly acrossSections: boolean;
}

/** From this share of common shingles on two texts say the same. */
const NEAR = 0.8;
const SHINGLE = 3;
/** Shorter texts («Приложение», «Срок: постоянно») repeat by their nature. */
const MIN_WORDS = 5;
/** A shingle of more texts than this is a formula, not a sign of a duplicate. */
const COMMON = 60;
const COMPARED: readonly Block['type'][] = ['item', 'paragraph', 'list', 'quote'];

/** What a repair of look-alikes, quotes or a typed number changes is no difference. */
const comparedWords = (text: string): string[] => wordsOf(foldText(text.replace(/\u00ad/g, '')));

function shinglesOf(words: readonly string[]): Set<string> {
  const out = new Set<string>();
  for (let i = 0; i + SHINGLE <= words.length; i++) out.add(words.slice(i, i + SHINGLE).join(' '));
  return out;
}

interface Candidate extends DuplicatePlace {
  readonly shingles: ReadonlySet<string>;
}

function candidates(body: DocumentBody, values?: ValueResolver): Candidate[] {
  const context = displayContext(body, values);
  const out: Candidate[] = [];
  let sectionId: string | null = null;
  visitBlocks(body.blocks, ({ block, depth }: PlacedBlock) => {
    if (depth === 1) sectionId = 'children' in block && block.type !== 'item' ? block.id : null;
    if (!COMPARED.includes(block.type)) return undefined;
    const text = blockText(block, context);
    const words = comparedWords(text);
    if (words.length < MIN_WORDS) return undefined;
    const number = context.numbers.get(block.id)?.label ?? '';
    out.push({ blockId: block.id, number, text, sectionId, shingles: shinglesOf(words) });
    return undefined;
  });
  return out;
}

const placeOf = ({ blockId, number, text, sectionId }: Candidate): DuplicatePlace => ({
  blockId,
  number,
  text,
  sectionId,
});

/** Common shingles of every earlier text with this one. */
function overlaps(one: Candidate, index: ReadonlyMap<string, readonly number[]>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const shingle of one.shingles) {
    const holders = index.get(shingle) ?? [];
    if (holders.length > COMMON) continue;
    for (const at of holders) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

/**
 * Pairs of items, paragraphs, lists and quotes that say (nearly) the same, in reading order; each text is named beside
 * the most alike earlier one only, so five copies give four pairs.
 */
export function findDuplicates(body: DocumentBody, values?: ValueResolver): Duplicate[] {
  const all = candidates(body, values);
  const index = new Map<string, number[]>();
  const found: Duplicate[] = [];
  all.forEach((second, position) => {
    let best: { first: Candidate; similarity: number } | null = null;
    for (const [at, common] of overlaps(second, index)) {
      const first = all[at]!;
      const similarity = common / (first.shingles.size + second.shingles.size - common);
      if (similarity >= NEAR && similarity > (best?.similarity ?? 0)) best = { first, similarity };
    }
    if (best) {
      found.push({
        first: placeOf(best.first),
        second: placeOf(second),
        similarity: best.similarity,
        acrossSections: best.first.sectionId !== second.sectionId,
      });
    }
    for (const shingle of second.shingles) {
      const holders = index.get(shingle);
      if (holders) holders.push(position);
      else index.set(shingle, [position]);
    }
  });
  return found;
}
