// Numbers are computed from the tree, never stored. One pass in reading order; every block that prints a marker
// («1.2.», «–», «Приложение № 2») has an entry, others (paragraphs, unnumbered headings) have none.
import type { Block, DocumentBody, NumberingMode } from './body.schema';
import { isContainer } from './walk';

/** Deeper items print a dash: «1.1.1.1.1.» cannot be read. */
export const MAX_NUMBER_LEVELS = 4;

export interface BlockNumber {
  /** As printed before the text: «1.», «1.2.», «–», «Приложение», «Приложение № 2». */
  readonly label: string;
  /** [1, 2] for «1.2.»; the appendix's ordinal for appendices; empty for a dash. */
  readonly path: readonly number[];
  /** 0 for the first level; dashes have the level the number would have had, at most 3. */
  readonly level: number;
  readonly kind: 'number' | 'dash' | 'appendix';
  /** The container whose inside is numbered anew (an appendix, a block with another mode); absent for the body's own run. */
  readonly scope?: string;
}

export type Numbering = ReadonlyMap<string, BlockNumber>;

interface Run {
  readonly mode: NumberingMode;
  readonly path: readonly number[];
  readonly level: number;
  readonly scope: string | undefined;
  count: number;
}

const NUMBERED: Record<NumberingMode, readonly Block['type'][]> = {
  flat: ['item'],
  addressee: ['addresseeGroup', 'item'],
  section: ['section', 'addresseeGroup', 'item'],
  dash: [],
  none: [],
};

const scoped = (scope: string | undefined) => (scope === undefined ? {} : { scope });

/** The number of one block in its run, and the run its children continue. */
function step(block: Block, run: Run): { number: BlockNumber | null; inside: Run } {
  const level = Math.min(run.level, MAX_NUMBER_LEVELS - 1);
  const deeper = { mode: run.mode, level: run.level + 1, scope: run.scope, count: 0 };
  const tooDeep = run.path.length >= MAX_NUMBER_LEVELS;
  if (NUMBERED[run.mode].includes(block.type) && !tooDeep) {
    run.count += 1;
    const path = [...run.path, run.count];
    const number = {
      label: `${path.join('.')}.`,
      path,
      level,
      kind: 'number' as const,
      ...scoped(run.scope),
    };
    return { number, inside: { ...deeper, path } };
  }
  if (block.type === 'item' && (run.mode === 'dash' || tooDeep)) {
    const number = { label: '–', path: [], level, kind: 'dash' as const, ...scoped(run.scope) };
    return { number, inside: { ...deeper, path: run.path } };
  }
  // An unnumbered heading is transparent: what is inside continues the same count.
  return { number: null, inside: run };
}

function countAppendices(body: DocumentBody): number {
  return body.blocks.filter((block) => block.type === 'appendix').length;
}

/**
 * The numbers of all blocks that print one, by block id.
 * - flat: items 1., 2., … through the whole body; sub-items 1.1.
 * - addressee: groups and items directly in the body or a section share 1., 2., …; items of a group 1.1.
 * - section: sections, groups and items are all counted, each inside its parent: 1. → 1.1. → 1.1.1. → 1.1.1.1.
 * - dash: items «–»; sections and groups print no marker. none: nothing prints a marker.
 * A block's `numbering` that differs from the mode around it starts a new count inside it («1.» again); the same
 * mode repeated changes nothing. An appendix always starts anew, in its own mode or the body's.
 * A single appendix is «Приложение», several are «Приложение № 1», «Приложение № 2». Pure.
 */
export function computeNumbers(body: DocumentBody): Map<string, BlockNumber> {
  const numbers = new Map<string, BlockNumber>();
  const fresh = (mode: NumberingMode, scope: string | undefined): Run => {
    return { mode, path: [], level: 0, scope, count: 0 };
  };
  const appendices = countAppendices(body);
  let appendix = 0;
  const stack: { block: Block; run: Run }[] = [];
  const push = (blocks: readonly Block[], run: Run) => {
    for (let i = blocks.length - 1; i >= 0; i--) stack.push({ block: blocks[i]!, run });
  };
  push(body.blocks, fresh(body.numbering, undefined));
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { block, run } = at;
    if (block.type === 'appendix') {
      appendix += 1;
      const label = appendices > 1 ? `Приложение № ${appendix}` : 'Приложение';
      numbers.set(block.id, { label, path: [appendix], level: 0, kind: 'appendix' });
      push(block.children, fresh(block.numbering ?? body.numbering, block.id));
      continue;
    }
    const { number, inside } = step(block, run);
    if (number) numbers.set(block.id, number);
    if (!isContainer(block)) continue;
    const own = 'numbering' in block ? block.numbering : undefined;
    push(block.children, own && own !== run.mode ? fresh(own, block.id) : inside);
  }
  return numbers;
}
