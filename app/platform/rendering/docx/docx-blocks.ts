// Blocks of the paper as paragraphs and tables, numbered by the word processor itself.
import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  Tab,
  TextRun,
} from 'docx';
import type {
  PaperAppendix,
  PaperBlock,
  PaperHeading,
  PaperItem,
  PaperList,
  PaperListEntry,
  PaperParagraph,
  PaperQuote,
  PaperText,
} from '../paper';
import { cleanText } from '../text/clean-text';
import { holdsLongWord } from '../text/long-words';
import { type DocxContext, textWidth, twipsOfCm } from './docx-context';
import { markOptions } from './docx-revisions';
import { BULLET_LIST, DASH_LIST, DECIMAL_LIST, labelRoom, lineOf, STYLE } from './docx-styles';
import { bodyTable } from './docx-tables';
import { anchoredChildren, lineRun, textChildren } from './docx-text';

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
];
const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const;

const isDash = (label: string): boolean => /^[–—\-•]$/.test(label);

/** How a block gets its label: by automatic numbering, or as text where the label is no number. */
function numbered(
  id: string,
  label: string | undefined,
  context: DocxContext,
): { options: Pick<IParagraphOptions, 'numbering'>; lead: ParagraphChild[] } {
  const plan = context.numbers.get(id);
  if (plan) return { options: { numbering: { ...plan, instance: 0 } }, lead: [] };
  if (label === undefined) return { options: {}, lead: [] };
  if (isDash(label)) {
    const reference = label === '•' ? BULLET_LIST : DASH_LIST;
    return { options: { numbering: { reference, level: 0, instance: 0 } }, lead: [] };
  }
  return { options: {}, lead: [new TextRun({ children: [cleanText(label), new Tab()] })] };
}

/** Left-aligned where a long address would tear the line before it apart. */
const unjustified = (text: PaperText) => (holdsLongWord(text) ? { alignment: AlignmentType.LEFT } : {});

function headingBlock(block: PaperHeading, context: DocxContext): Paragraph {
  const { options, lead } = numbered(block.id, block.label, context);
  const lines = block.lines.flatMap((line, index): ParagraphChild[] => [
    ...(index > 0 ? [new TextRun({ text: '', break: 1 })] : []),
    ...textChildren(line, context),
  ]);
  const centred = block.look === 'centred';
  const left = twipsOfCm(context.profile.indentCm);
  const plan = context.numbers.get(block.id);
  const hanging = plan ? labelRoom(plan.level) : 0;
  const indent = centred ? { left: 0, firstLine: 0 } : { left: left + hanging, hanging };
  return new Paragraph({
    heading: HEADINGS[Math.min(block.level, HEADINGS.length) - 1] ?? HeadingLevel.HEADING_4,
    alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    ...(centred ? {} : { spacing: { before: 160, after: 60, ...lineOf(context.profile.lineSpacing) } }),
    keepNext: true,
    indent,
    ...options,
    ...markOptions(block.lines.flat(), context.revisions),
    children: anchoredChildren(block.id, [...lead, ...lines], context),
  });
}

function itemBlocks(block: PaperItem, context: DocxContext): FileChild[] {
  const { options, lead } = numbered(block.id, block.label, context);
  const children = anchoredChildren(block.id, [...lead, ...textChildren(block.text, context)], context);
  const paragraph = new Paragraph({
    style: STYLE.body,
    ...unjustified(block.text),
    ...options,
    ...markOptions(block.text, context.revisions),
    children,
  });
  return [paragraph, ...bodyBlocks(block.children, context)];
}

function entryBlocks(
  entries: readonly PaperListEntry[],
  numbering: { reference: string; instance: number },
  level: number,
  context: DocxContext,
  anchor: string | null,
): FileChild[] {
  return entries.flatMap((entry, index) => [
    new Paragraph({
      style: STYLE.body,
      ...unjustified(entry.text),
      numbering: { ...numbering, level: Math.min(level, 8) },
      ...markOptions(entry.text, context.revisions),
      children: anchoredFirst(index === 0 ? anchor : null, textChildren(entry.text, context), context),
    }),
    ...entryBlocks(entry.entries, numbering, level + 1, context, null),
  ]);
}

function listBlocks(block: PaperList, context: DocxContext): FileChild[] {
  const reference = { dash: DASH_LIST, bullet: BULLET_LIST, decimal: DECIMAL_LIST }[block.style];
  const instance = block.style === 'decimal' ? context.nextInstance() : 0;
  return entryBlocks(block.entries, { reference, instance }, 0, context, block.id);
}

/** The bookmark of a block of several paragraphs stands in its first. */
function anchoredFirst(
  id: string | null,
  children: ParagraphChild[],
  context: DocxContext,
): ParagraphChild[] {
  return id === null || !context.exchange ? children : anchoredChildren(id, children, context);
}

function quoteBlocks(block: PaperQuote, context: DocxContext): FileChild[] {
  return block.paragraphs.map(
    (text, index) =>
      new Paragraph({
        style: STYLE.quote,
        ...markOptions(text, context.revisions),
        border: { left: { style: BorderStyle.SINGLE, size: 12, color: '999999', space: 8 } },
        children: anchoredFirst(index === 0 ? block.id : null, textChildren(text, context), context),
      }),
  );
}

function paragraphBlock(block: PaperParagraph, context: DocxContext): Paragraph {
  const noIndent = block.align === 'center' || block.align === 'right';
  return new Paragraph({
    style: STYLE.body,
    alignment: ALIGNMENTS[block.align],
    ...(block.align === 'justify' ? unjustified(block.text) : {}),
    ...(noIndent ? { indent: { firstLine: 0 } } : {}),
    ...markOptions(block.text, context.revisions),
    children: anchoredChildren(block.id, textChildren(block.text, context), context),
  });
}

function appendixBlocks(block: PaperAppendix, context: DocxContext): FileChild[] {
  const left = Math.max(0, textWidth(context.profile) - twipsOfCm(context.profile.cornerWidthCm));
  const corner = (line: string, first: boolean) =>
    new Paragraph({
      style: STYLE.line,
      indent: { left },
      alignment: AlignmentType.RIGHT,
      pageBreakBefore: first,
      children: first ? anchoredChildren(block.id, [lineRun(line)], context) : [lineRun(line)],
    });
  const title = textChildren(block.title, context);
  const heading =
    title.length === 0
      ? []
      : [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            alignment: AlignmentType.CENTER,
            children: title,
          }),
        ];
  const caption = block.caption ? [corner(block.caption, false)] : [];
  return [corner(block.label, true), ...caption, ...heading, ...bodyBlocks(block.blocks, context)];
}

function blockOf(block: PaperBlock, context: DocxContext): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingBlock(block, context)];
    case 'item':
      return itemBlocks(block, context);
    case 'paragraph':
      return [paragraphBlock(block, context)];
    case 'list':
      return listBlocks(block, context);
    case 'quote':
      return quoteBlocks(block, context);
    case 'table':
      return bodyTable(block, context);
    case 'appendix':
      return appendixBlocks(block, context);
  }
}

/** Blocks in print order. */
export function bodyBlocks(blocks: readonly PaperBlock[], context: DocxContext): FileChild[] {
  return blocks.flatMap((block) => blockOf(block, context));
}
