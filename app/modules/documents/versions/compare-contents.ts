// Two contents of one document side by side: blocks in one reading order, words inside them, card and fields. Pure.
import type { Card, TemplateDefinition } from '~/modules/templates';
import type { Block, DocumentBody } from '../body/body.schema';
import {
  type AlignedBlock,
  alignBlocks,
  differingProperties,
  diffWords,
  type WordPart,
} from '../body/changes';
import { blockText } from '../body/plain-text';
import { type DisplayContext, displayContext } from '../body/render-values';
import { ownRuns } from '../body/walk';
import { fieldResolver } from '../field-resolver';
import { changeDetails, numberingWord, replaced } from './change-details';
import { compareCards } from './compare-cards';
import { compareFields } from './compare-fields';
import { summaryOf } from './summary';
import type { ChangeDetail, CompareRow, RowKind } from './versions.views';

export interface Content {
  readonly body: DocumentBody;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Null where it cannot be computed (a working copy with gaps). */
  readonly card: Card | null;
}

export interface Comparison {
  readonly rows: readonly CompareRow[];
  readonly card: readonly ChangeDetail[];
  readonly fields: readonly ChangeDetail[];
  readonly changed: number;
  readonly summary: string;
}

const NOUNS: Record<Block['type'], string> = {
  section: 'раздел',
  addresseeGroup: 'адресат',
  item: 'пункт',
  paragraph: 'абзац',
  list: 'перечень',
  quote: 'образец текста',
  table: 'таблица',
  appendix: 'приложение',
};
const HEADINGS: ReadonlySet<Block['type']> = new Set(['section', 'addresseeGroup', 'appendix']);

interface Sides {
  readonly before: DisplayContext;
  readonly after: DisplayContext;
}

/** Values of the block's fields differ: it reads otherwise though nobody touched it. */
function valuesDiffer(block: Block, { before, after }: Sides): boolean {
  return ownRuns(block)
    .flat()
    .some(
      (inline) =>
        inline.type === 'field' &&
        (before.values(inline.path, inline.format) ?? '') !==
          (after.values(inline.path, inline.format) ?? ''),
    );
}

// Unchanged blocks of two versions are mostly equal to the letter; the careful comparison is for the rest.
const propertiesOf = (was: Block, is: Block): string[] =>
  was === is || JSON.stringify({ ...was, children: 0 }) === JSON.stringify({ ...is, children: 0 })
    ? []
    : differingProperties(was, is);

const cells = (text: string) => text.replaceAll('\t', ' │ ');

function kindOf(entry: AlignedBlock, changed: boolean, textDiffers: boolean): RowKind {
  if (entry.left) return 'left';
  if (!entry.was) return 'added';
  if (!entry.is) return 'removed';
  if (entry.moved) return changed ? 'moved-changed' : 'moved';
  if (changed) return 'changed';
  return textDiffers ? 'renumbered' : 'same';
}

function rowOf(entry: AlignedBlock, sides: Sides): CompareRow {
  const [was, is] = [entry.was?.block, entry.is?.block];
  const block = (is ?? was) as Block;
  const both = was && is && !entry.left;
  const properties = both ? propertiesOf(was, is) : [];
  const changed = properties.length > 0 || (both ? valuesDiffer(is, sides) : false);
  const textBefore = was ? cells(blockText(was, sides.before)) : '';
  const textAfter = is ? cells(blockText(is, sides.after)) : '';
  const kind = kindOf(entry, changed, textBefore !== textAfter);
  const words: WordPart[] =
    kind === 'left' ? [{ kind: 'same', text: textBefore }] : diffWords(textBefore, textAfter);
  const details =
    both && changed
      ? changeDetails(was, is, properties, { ...sides, textChanged: textBefore !== textAfter })
      : [];
  return {
    kind,
    blockId: entry.blockId,
    n: 0,
    noun: NOUNS[block.type],
    heading: HEADINGS.has(block.type),
    depth: (entry.left ? entry.was : (entry.is ?? entry.was))?.depth ?? 1,
    numberBefore: was ? (sides.before.numbers.get(entry.blockId)?.label ?? '') : '',
    numberAfter: is ? (sides.after.numbers.get(entry.blockId)?.label ?? '') : '',
    words,
    details,
    skipped: 0,
  };
}

/** Is the row to be looked at? The place a moved block left is shown, but the change is counted where it is now. */
export const isChange = ({ kind }: Pick<CompareRow, 'kind'>): boolean =>
  !['same', 'renumbered', 'left'].includes(kind);

function numbered(rows: readonly CompareRow[]): { rows: CompareRow[]; changed: number } {
  let changed = 0;
  const out = rows.map((row) => {
    if (!isChange(row)) return row;
    changed += 1;
    return { ...row, n: changed };
  });
  return { rows: out, changed };
}

/** All differences a reader could see or sign. Renumbering alone is shown in the numbers but is no change. */
export function compareContents(
  before: Content,
  after: Content,
  definition: TemplateDefinition | null,
): Comparison {
  const sides: Sides = {
    before: displayContext(before.body, fieldResolver(before.fields)),
    after: displayContext(after.body, fieldResolver(after.fields)),
  };
  const { rows, changed } = numbered(
    alignBlocks(before.body, after.body).map((entry) => rowOf(entry, sides)),
  );
  const card = before.card && after.card ? compareCards(before.card, after.card) : [];
  if (before.body.numbering !== after.body.numbering) {
    const words = replaced(numberingWord(before.body.numbering), numberingWord(after.body.numbering));
    card.push({ label: 'Нумерация', words });
  }
  const fields = compareFields(before.fields, after.fields, definition);
  return {
    rows,
    card,
    fields,
    changed,
    summary: summaryOf(rows, { card: card.length, fields: fields.length }),
  };
}

/** Only changes with `around` unchanged rows beside each; what is left out is counted in `skipped`. */
export function withContext(
  rows: readonly CompareRow[],
  around = 1,
): { rows: CompareRow[]; skippedAtEnd: number } {
  const kept = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    if (row.kind === 'same') return;
    for (let at = Math.max(0, i - around); at <= Math.min(rows.length - 1, i + around); at++) kept[at] = 1;
  });
  const out: CompareRow[] = [];
  let skipped = 0;
  rows.forEach((row, i) => {
    if (kept[i] === 1) {
      out.push(skipped > 0 ? { ...row, skipped } : row);
      skipped = 0;
    } else skipped += 1;
  });
  return { rows: out, skippedAtEnd: skipped };
}
