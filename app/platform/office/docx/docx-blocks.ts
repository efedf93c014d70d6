// Paragraphs and tables of a part, in order; wrappers (content controls, block-level changes) are transparent.
import type {
  OfficeBlock,
  OfficeCell,
  OfficeParagraph,
  OfficeRevision,
  OfficeRow,
  OfficeTable,
} from '../office-document';
import { childOf, elementsOf, isXmlElement, type XmlElement, type XmlNode } from '../xml';
import { type DocxContext, revisionOf } from './docx-context';
import { readInlines, takePending } from './docx-inlines';
import { type ParagraphLook, paragraphLook } from './docx-styles';

const ANCHORS = /^w:(?:bookmark(?:Start|End)|commentRange(?:Start|End)|move(?:From|To)Range(?:Start|End))$/;

function markRevisions(properties: XmlElement | undefined, context: DocxContext): OfficeRevision[] {
  return elementsOf(childOf(properties, 'w:rPr')).flatMap((element) => revisionOf(element, context) ?? []);
}

function numberOf(look: ParagraphLook, own: ParagraphLook, styleId: string, context: DocxContext) {
  const { numId } = look;
  if (numId === undefined || numId === '0') return undefined;
  const byStyle = own.numId === undefined ? context.numbers.levelOfStyle(numId, styleId) : undefined;
  const number = context.numbers.next(numId, own.level ?? byStyle ?? look.level ?? 0);
  if (number !== 'broken') return number;
  context.warn('Нумерация в файле нарушена: часть автоматических номеров прочитать нельзя, проверьте пункты');
  return undefined;
}

function paragraph(element: XmlElement, context: DocxContext): OfficeParagraph {
  const properties = childOf(element, 'w:pPr');
  const styleId = childOf(properties, 'w:pStyle')?.attributes['w:val'];
  const style = context.styles.get(styleId);
  const own = paragraphLook(properties);
  const look = { ...style.paragraph, ...own };
  const marks = markRevisions(properties, context);
  const inlines = [...takePending(context), ...readInlines(element, context)];
  // A deleted paragraph mark keeps its number counted: so does Word while changes are shown.
  const number = numberOf(look, own, style.id, context);
  return {
    type: 'paragraph',
    inlines,
    styleId: styleId ?? '',
    styleName: style.name,
    ...(look.outlineLevel === undefined ? {} : { outlineLevel: look.outlineLevel }),
    ...(number ? { number } : {}),
    ...(look.align ? { align: look.align } : {}),
    ...(look.left === undefined && look.firstLine === undefined
      ? {}
      : { indent: { left: look.left ?? 0, firstLine: look.firstLine ?? 0 } }),
    ...(marks.length > 0 ? { markRevisions: marks } : {}),
    ...(look.pageBreakBefore ? { pageBreakBefore: true } : {}),
  };
}

interface RawCell {
  readonly cell: OfficeCell;
  readonly column: number;
  readonly merge: 'start' | 'continue' | undefined;
}

function rawCell(element: XmlElement, column: number, context: DocxContext): RawCell {
  const properties = childOf(element, 'w:tcPr');
  const span = Number.parseInt(childOf(properties, 'w:gridSpan')?.attributes['w:val'] ?? '1', 10);
  const merge = childOf(properties, 'w:vMerge');
  const colspan = Number.isFinite(span) ? Math.min(Math.max(span, 1), 100) : 1;
  return {
    cell: { blocks: readBlocks(element.children, context), colspan, rowspan: 1 },
    column,
    merge: merge ? (merge.attributes['w:val'] === 'restart' ? 'start' : 'continue') : undefined,
  };
}

/** Cells of a row; content controls and changes around cells are looked through. */
function cellElements(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((element) => {
    if (element.name === 'w:tc') return [element];
    return /^w:(?:sdt|sdtContent|customXml|ins|del)$/.test(element.name) ? cellElements(element) : [];
  });
}
function rowElements(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((element) => {
    if (element.name === 'w:tr') return [element];
    return /^w:(?:sdt|sdtContent|customXml)$/.test(element.name) ? rowElements(element) : [];
  });
}

/** Vertical merges as row spans: a continued cell lengthens the one above it; its own text, if any, is kept there. */
function joinRows(rows: readonly RawCell[][]): OfficeCell[][] {
  const open = new Map<number, { cell: OfficeCell; index: number; row: number }>();
  const out: OfficeCell[][] = [];
  for (const [at, row] of rows.entries()) {
    const cells: OfficeCell[] = [];
    out.push(cells);
    for (const { cell, column, merge } of row) {
      const above = open.get(column);
      if (merge === 'continue' && above) {
        const blocks = [
          ...above.cell.blocks,
          ...cell.blocks.filter((block) => block.type !== 'paragraph' || block.inlines.length > 0),
        ];
        const joined = { ...above.cell, blocks, rowspan: above.cell.rowspan + 1 };
        (out[above.row] as OfficeCell[])[above.index] = joined;
        open.set(column, { ...above, cell: joined });
        continue;
      }
      cells.push(cell);
      if (merge === 'start') open.set(column, { cell, index: cells.length - 1, row: at });
      else open.delete(column);
    }
  }
  return out;
}

function table(element: XmlElement, context: DocxContext): OfficeTable {
  const rows = rowElements(element);
  const raw = rows.map((row) => {
    let column =
      Number.parseInt(childOf(childOf(row, 'w:trPr'), 'w:gridBefore')?.attributes['w:val'] ?? '0', 10) || 0;
    return cellElements(row).map((cell) => {
      const read = rawCell(cell, column, context);
      column += read.cell.colspan;
      return read;
    });
  });
  const properties = childOf(element, 'w:tblPr');
  const joined = joinRows(raw);
  return {
    type: 'table',
    styleName: context.styles.get(childOf(properties, 'w:tblStyle')?.attributes['w:val'] ?? '?').name,
    rows: rows.map((row, i): OfficeRow => {
      const rowProperties = childOf(row, 'w:trPr');
      const header = childOf(rowProperties, 'w:tblHeader');
      const revisions = elementsOf(rowProperties).flatMap((inner) => revisionOf(inner, context) ?? []);
      return {
        cells: joined[i] ?? [],
        header: header !== undefined && !['0', 'false'].includes(header.attributes['w:val'] ?? '1'),
        ...(revisions.length > 0 ? { revisions } : {}),
      };
    }),
    ...(isBorderless(childOf(properties, 'w:tblBorders')) ? { borderless: true } : {}),
  };
}

const isBorderless = (borders: XmlElement | undefined) =>
  borders !== undefined &&
  elementsOf(borders).length > 0 &&
  elementsOf(borders).every(({ attributes }) => ['none', 'nil'].includes(attributes['w:val'] ?? ''));

/** All blocks among the nodes, in reading order. */
export function readBlocks(nodes: readonly XmlNode[], context: DocxContext): OfficeBlock[] {
  const blocks: OfficeBlock[] = [];
  for (const node of nodes) {
    if (!isXmlElement(node)) continue;
    if (node.name === 'w:p') {
      const outer = context.boxes;
      context.boxes = [];
      blocks.push(paragraph(node, context));
      if (context.boxes.length > 0) {
        context.warn('Текст надписей (рамок) поставлен абзацами там, где они закреплены');
        blocks.push(...context.boxes);
      }
      context.boxes = outer;
    } else if (node.name === 'w:tbl') blocks.push(table(node, context));
    else if (ANCHORS.test(node.name)) context.pending.push(node);
    else if (node.name === 'w:altChunk')
      context.warn('Вставленный чужой файл внутри документа не прочитан: откройте его отдельно');
    else if (node.name === 'mc:AlternateContent') {
      blocks.push(
        ...readBlocks((childOf(node, 'mc:Choice') ?? childOf(node, 'mc:Fallback'))?.children ?? [], context),
      );
    } else if (node.name !== 'w:sectPr' && node.name !== 'w:tcPr' && node.name !== 'w:sdtPr') {
      blocks.push(...readBlocks(node.children, context));
    }
  }
  return blocks;
}
