// Tables of the DOCX: the document's own (header rows repeat, merged cells) and the invisible ones that hold marks
// and signatures side by side. A small paragraph follows each table: two tables that touch would become one.
import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  Tab,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PaperCell, PaperMark, PaperMarkRow, PaperSheet, PaperSignature, PaperTable } from '../paper';
import { columnWidths, sharedWidths } from './column-widths';
import { type DocxContext, textWidth, twipsOfCm } from './docx-context';
import { STYLE } from './docx-styles';
import { anchoredChildren, lineRun, plainLine, textChildren } from './docx-text';

const NO_BORDERS = TableBorders.NONE;
const CELL_ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };

const line = (text: string, after = 0): Paragraph =>
  new Paragraph({ style: STYLE.line, spacing: { after }, children: [lineRun(text)] });

/** Keeps neighbouring tables apart and gives the space below one. */
export function afterTable(spaceTwips: number): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: spaceTwips, line: 20, lineRule: 'exact' },
    children: [new TextRun({ text: '', size: 2 })],
  });
}

function bodyCell(cell: PaperCell, inHead: boolean, context: DocxContext, anchor: string | null): TableCell {
  const header = inHead || cell.header;
  const paragraphs = cell.paragraphs.length > 0 ? cell.paragraphs : [[]];
  return new TableCell({
    ...(cell.colspan > 1 ? { columnSpan: cell.colspan } : {}),
    ...(cell.rowspan > 1 ? { rowSpan: cell.rowspan } : {}),
    ...(header ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
    children: paragraphs.map((text, index) => {
      const runs = header ? text.map((run) => ({ ...run, strong: true })) : text;
      const children = textChildren(runs, context);
      return new Paragraph({
        style: STYLE.table,
        alignment: header && cell.align === 'left' ? AlignmentType.CENTER : CELL_ALIGN[cell.align],
        children: index === 0 && anchor ? anchoredChildren(anchor, children, context) : children,
      });
    }),
  });
}

/** A table of the document with its caption. */
export function bodyTable(block: PaperTable, context: DocxContext): FileChild[] {
  const rows = block.rows.filter((row) => row.length > 0);
  if (rows.length === 0) return [];
  const width = textWidth(context.profile);
  const caption = block.caption
    ? [
        new Paragraph({
          style: STYLE.line,
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: [lineRun(block.caption)],
        }),
      ]
    : [];
  const table = new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: block.widths ? sharedWidths(block.widths, width) : columnWidths(rows, width),
    margins: { left: 100, right: 100, top: 40, bottom: 40 },
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          tableHeader: index < block.headerRows,
          cantSplit: true,
          children: cells.map((cell, column) =>
            bodyCell(
              cell,
              index < block.headerRows,
              context,
              context.exchange && index + column === 0 ? block.id : null,
            ),
          ),
        }),
    ),
  });
  return [...caption, table, afterTable(160)];
}

/** «______________ И.О. Фамилия». */
function signatureLine(mark: PaperMark, cornerWidthCm: number): Paragraph {
  // The line takes what the name leaves; a letter at 14 pt is 0.27 cm wide on average.
  const room = cornerWidthCm - 0.6 - 0.27 * (mark.person?.length ?? 0);
  const position = twipsOfCm(Math.min(3.4, Math.max(1.5, room)));
  const name = mark.person ? ` ${plainLine(mark.person)}` : '';
  return new Paragraph({
    style: STYLE.line,
    spacing: { before: 240 },
    ...(mark.signatureLine
      ? { tabStops: [{ type: TabStopType.LEFT, position, leader: 'underscore' as const }] }
      : {}),
    children: [new TextRun({ children: mark.signatureLine ? [new Tab(), name] : [name.trim()] })],
  });
}

function markTop(mark: PaperMark | undefined): Paragraph[] {
  if (!mark) return [line('')];
  return [line(mark.word, 80), ...mark.lines.map((text) => line(text))];
}

function markFoot(mark: PaperMark | undefined, sideCm: number): Paragraph[] {
  if (!mark) return [line('')];
  const sign = mark.signatureLine || mark.person ? [signatureLine(mark, sideCm)] : [];
  const date = mark.date
    ? [new Paragraph({ style: STYLE.line, spacing: { before: 120 }, children: [lineRun(mark.date)] })]
    : [];
  return [...sign, ...date, line('')];
}

function invisibleTable(widths: readonly number[], rows: readonly Paragraph[][][]): Table {
  return new Table({
    borders: NO_BORDERS,
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                children,
              }),
          ),
        }),
    ),
  });
}

/** Marks side by side; the words stand at one level and so do the signatures below them. */
export function markTables(rows: readonly PaperMarkRow[], context: DocxContext): FileChild[] {
  if (rows.length === 0) return [];
  const whole = textWidth(context.profile);
  const side = Math.min(twipsOfCm(context.profile.cornerWidthCm), Math.floor(whole / 2) - 200);
  const sideCm = side / twipsOfCm(1);
  const cells = rows.flatMap(({ left, right }) => [
    [markTop(left), [line('')], markTop(right)],
    [markFoot(left, sideCm), [line('')], markFoot(right, sideCm)],
  ]);
  return [invisibleTable([side, whole - 2 * side, side], cells), afterTable(160)];
}

/** Marks below the text, one under another. */
export function endMarkTables(marks: readonly PaperMark[], context: DocxContext): FileChild[] {
  return marks.length === 0
    ? []
    : [
        afterTable(240),
        ...markTables(
          marks.map((left) => ({ left })),
          context,
        ),
      ];
}

/** Role, line, name. */
export function signatureTable(signatures: readonly PaperSignature[], context: DocxContext): FileChild[] {
  if (signatures.length === 0) return [];
  const whole = textWidth(context.profile);
  const widths = [0.4, 0.02, 0.26, 0.02, 0.3].map((part) => Math.floor(whole * part));
  const bottom = { bottom: { style: BorderStyle.SINGLE, size: 4, color: '000000' } };
  const rows = signatures.map(({ role, name }) => {
    const texts = [role, '', '', '', name ?? ''];
    return new TableRow({
      cantSplit: true,
      children: texts.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.BOTTOM,
            ...(index === 2 ? { borders: bottom } : {}),
            children: [
              new Paragraph({
                style: STYLE.line,
                keepNext: true,
                spacing: { before: 320 },
                children: [lineRun(text)],
              }),
            ],
          }),
      ),
    });
  });
  const table = new Table({
    borders: NO_BORDERS,
    layout: TableLayoutType.FIXED,
    width: { size: whole, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 0, right: 0 },
    rows,
  });
  return [afterTable(120), table, afterTable(0)];
}

/** The sheet of decisions on its own page. */
export function sheetBlocks(
  sheet: PaperSheet | undefined,
  context: DocxContext,
  heading: FileChild,
): FileChild[] {
  if (!sheet) return [];
  const whole = textWidth(context.profile);
  const total = sheet.widths.reduce((sum, width) => sum + width, 0);
  const widths = sheet.widths.map((width) => Math.floor((whole * width) / total));
  const row = (cells: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            children: [
              new Paragraph({
                style: STYLE.note,
                alignment: head ? AlignmentType.CENTER : AlignmentType.LEFT,
                children: [new TextRun({ text: plainLine(text), bold: head })],
              }),
            ],
          }),
      ),
    });
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: whole, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    rows: [row(sheet.columns, true), ...sheet.rows.map((cells) => row(cells, false))],
  });
  const notes = sheet.notes.map(
    (note) => new Paragraph({ style: STYLE.note, spacing: { before: 120 }, children: [lineRun(note)] }),
  );
  return [heading, table, afterTable(60), ...notes];
}
