// Blocks of the body as blocks of the paper, numbers taken from the body's own numbering.
import type { PaperBlock, PaperCell, PaperListEntry, PaperText } from '~/platform/rendering';
import { formatDate, formatPeriod } from '~/shared/russian';
import type {
  AddresseeGroupBlock,
  AppendixBlock,
  Block,
  Due,
  ItemBlock,
  ListEntry,
  SectionBlock,
  TableBlock,
} from '../body/body.schema';
import type { DisplayContext } from '../body/render-values';
import { paperText } from './inline-text';

export interface BlocksContext extends DisplayContext {
  /** Due dates and responsible people under each item. */
  readonly printTasks: boolean;
  /** How many headings are above. */
  readonly depth: number;
}

const deeper = (context: BlocksContext): BlocksContext => ({ ...context, depth: context.depth + 1 });

function labelOf(id: string, context: BlocksContext): { label?: string } {
  const label = context.numbers.get(id)?.label;
  return label ? { label } : {};
}

function sectionBlocks(block: SectionBlock, context: BlocksContext): PaperBlock[] {
  const title = paperText(block.title, context, block.id);
  const children = paperBlocks(block.children, title.length > 0 ? deeper(context) : context);
  if (title.length === 0) return children;
  return [
    {
      kind: 'heading',
      id: block.id,
      level: context.depth + 1,
      ...labelOf(block.id, context),
      lines: [title],
      look: 'centred',
    },
    ...children,
  ];
}

/** Adds «,» between the bodies addressed together and «:» after the last, unless the text has its own sign. */
function punctuated(line: PaperText, sign: string): PaperText {
  const end = line
    .map((run) => run.text)
    .join('')
    .trimEnd();
  return end === '' || /[.,;:!?…—–-]$/.test(end) ? line : [...line, { text: sign }];
}

function groupBlocks(block: AddresseeGroupBlock, context: BlocksContext): PaperBlock[] {
  const lines = block.addressees.map((line, index) =>
    punctuated(paperText(line, context, block.id), index === block.addressees.length - 1 ? ':' : ','),
  );
  return [
    {
      kind: 'heading',
      id: block.id,
      level: context.depth + 1,
      ...labelOf(block.id, context),
      lines,
      look: 'lead',
    },
    ...paperBlocks(block.children, deeper(context)),
  ];
}

/** A term in words: «до 25 сентября 2026 г.», «постоянно». */
export function dueText(due: Due): string {
  switch (due.kind) {
    case 'date':
      return formatDate(due.date);
    case 'period':
      return due.from ? formatPeriod(due.from, due.to) : `до ${formatDate(due.to)}`;
    case 'frequency':
    case 'event':
      return due.text;
    case 'constantly':
      return 'постоянно';
  }
}

/** «Срок: 25 сентября 2023 г. Ответственный: …» as a quiet line, or nothing. */
function taskBlocks(block: ItemBlock): PaperBlock[] {
  const due = block.due ? `Срок: ${dueText(block.due)}`.replace(/\.?$/, '.') : '';
  const people = block.responsible ?? [];
  const who =
    people.length > 0
      ? `${people.length > 1 ? 'Ответственные' : 'Ответственный'}: ${people.join(', ')}.`
      : '';
  const text = [due, who].filter((part) => part !== '').join(' ');
  if (text === '') return [];
  return [{ kind: 'paragraph', id: `${block.id}.task`, text: [{ text, em: true }], align: 'justify' }];
}

function itemBlocks(block: ItemBlock, context: BlocksContext): PaperBlock[] {
  return [
    {
      kind: 'item',
      id: block.id,
      ...labelOf(block.id, context),
      text: paperText(block.content, context, block.id),
      children: [...(context.printTasks ? taskBlocks(block) : []), ...paperBlocks(block.children, context)],
    },
  ];
}

function entries(list: readonly ListEntry[], context: BlocksContext, id: string): PaperListEntry[] {
  return list.map((entry) => ({
    text: paperText(entry.content, context, id),
    entries: entries(entry.entries ?? [], context, id),
  }));
}

function tableBlock(block: TableBlock, context: BlocksContext): PaperBlock {
  const rows = block.rows.map((row, index) =>
    row.cells.map(
      (cell): PaperCell => ({
        paragraphs: cell.content.map((content) => paperText(content, context, block.id)),
        header: cell.header ?? index < block.headerRows,
        colspan: cell.colspan ?? 1,
        rowspan: cell.rowspan ?? 1,
        align: cell.align ?? 'left',
      }),
    ),
  );
  const caption = block.caption ? { caption: block.caption } : {};
  return {
    kind: 'table',
    id: block.id,
    ...caption,
    headerRows: Math.min(block.headerRows, rows.length),
    rows,
  };
}

function appendixBlock(block: AppendixBlock, context: BlocksContext): PaperBlock {
  return {
    kind: 'appendix',
    id: block.id,
    label: context.numbers.get(block.id)?.label ?? 'Приложение',
    ...(block.caption ? { caption: block.caption } : {}),
    title: paperText(block.title, context, block.id),
    blocks: paperBlocks(block.children, { ...context, depth: 1 }),
  };
}

function blockOf(block: Block, context: BlocksContext): PaperBlock[] {
  switch (block.type) {
    case 'section':
      return sectionBlocks(block, context);
    case 'addresseeGroup':
      return groupBlocks(block, context);
    case 'item':
      return itemBlocks(block, context);
    case 'paragraph':
      return [
        {
          kind: 'paragraph',
          id: block.id,
          text: paperText(block.content, context, block.id),
          align: block.align ?? 'justify',
        },
      ];
    case 'list':
      return [
        {
          kind: 'list',
          id: block.id,
          style: block.style,
          entries: entries(block.entries, context, block.id),
        },
      ];
    case 'quote':
      return [
        {
          kind: 'quote',
          id: block.id,
          paragraphs: block.paragraphs.map((text) => paperText(text, context, block.id)),
        },
      ];
    case 'table':
      return [tableBlock(block, context)];
    case 'appendix':
      return [appendixBlock(block, context)];
  }
}

/** Blocks in print order; sections are flattened into headings and what follows them. */
export function paperBlocks(blocks: readonly Block[], context: BlocksContext): PaperBlock[] {
  return blocks.flatMap((block) => blockOf(block, context));
}
