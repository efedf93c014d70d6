// What the rules look at, computed once for all of them.
import type { Block, DocumentBody } from '../body/body.schema';
import { listCrossRefs } from '../body/cross-refs';
import { type DisplayContext, displayContext, runText } from '../body/render-values';
import { flattenBlocks, ownRuns, type PlacedBlock } from '../body/walk';
import { fieldResolver } from '../field-resolver';
import type { CheckContext, CheckedBlock, CheckInput } from './check.types';
import { foldText } from './fold-text';
import { maskedText } from './run-text';
import { citationsIn } from './text-memo';

/** One block with its texts; the folded one is made when a rule first asks. */
export function checkedBlock(placed: PlacedBlock, display: DisplayContext): CheckedBlock {
  const { block } = placed;
  const own = ownRuns(block);
  const runs = own.map((run) => runText(run, display, block.id));
  const text = runs.join('\n');
  let folded: string | undefined;
  return {
    ...placed,
    id: block.id,
    label: display.numbers.get(block.id)?.label ?? '',
    runs,
    masked: own.map(maskedText),
    text,
    get folded() {
      folded ??= foldText(text);
      return folded;
    },
  };
}

const NO_NORMS: ReadonlyMap<string, never[]> = new Map();

export function buildContext(input: CheckInput): CheckContext {
  const display = displayContext(input.body, fieldResolver(input.fields));
  return {
    ...input,
    settled: input.settled ?? false,
    organisations: input.organisations ?? [],
    norms: input.norms ?? NO_NORMS,
    display,
    blocks: flattenBlocks(input.body).map((placed) => checkedBlock(placed, display)),
    targets: new Set(listCrossRefs(input.body).map(({ ref }) => ref.targetId)),
    citationsOf: (block) => citationsIn(block.text),
  };
}

const NOUNS: Partial<Record<Block['type'], string>> = {
  section: 'раздел',
  addresseeGroup: 'адресат',
  item: 'п.',
  paragraph: 'абзац',
  list: 'перечень',
  quote: 'образец текста',
  table: 'таблица',
};

/** «п. 1.2», «раздел 3», «абзац после п. 4»: how a person finds the block. */
export function placeOf(block: CheckedBlock, display: DisplayContext): string {
  const number = block.label.replace(/\.$/, '');
  if (block.block.type === 'appendix') return block.label || 'приложение';
  const noun = NOUNS[block.block.type] ?? '';
  if (number !== '' && number !== '–') return `${noun}\u00a0${number}`;
  const around = block.parent ? (display.numbers.get(block.parent.id)?.label ?? '') : '';
  const outer = around.replace(/\.$/, '');
  return outer && outer !== '–'
    ? `${noun === 'п.' ? 'пункт' : noun} в\u00a0${outer}`
    : noun === 'п.'
      ? 'пункт'
      : noun;
}

/** Has the block, or anything inside it, words or an atom? */
export function hasContent(body: DocumentBody | Block): boolean {
  const blocks = 'blocks' in body ? body.blocks : [body];
  return flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [...blocks] }).some(({ block }) =>
    ownRuns(block).some((run) => maskedText(run).trim() !== ''),
  );
}
