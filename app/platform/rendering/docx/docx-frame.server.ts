// What surrounds the text of the DOCX: stamp, title, date line, page numbers, the foot of page 1 with the code.
import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  PageNumber,
  Paragraph,
  type ParagraphChild,
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
import type { Paper, PaperDatePlace } from '../paper';
import { qrPng } from '../qr-png.server';
import { cleanText, safeHref } from '../text/clean-text';
import { type DocxContext, textWidth, twipsOfCm, twipsOfMm } from './docx-context';
import { commented } from './docx-revisions';
import { STYLE } from './docx-styles';
import { markTables } from './docx-tables';
import { lineRun } from './docx-text';

const PIXELS_PER_MM = 96 / 25.4;

/** Lines of one paragraph, as in a title. */
export function brokenLines(lines: readonly string[]): TextRun[] {
  return lines.flatMap((text, index) =>
    index === 0 ? [lineRun(text)] : [new TextRun({ text: '', break: 1 }), lineRun(text)],
  );
}

function datePlaceBlocks(value: PaperDatePlace | undefined, context: DocxContext): Paragraph[] {
  if (!value) return [];
  if (value.layout === 'labelled') {
    return value.lines.map(
      ({ label, value: text }, index) =>
        new Paragraph({
          style: STYLE.line,
          spacing: { after: index === value.lines.length - 1 ? 240 : 0 },
          children: [new TextRun({ text: `${cleanText(label)}: `, bold: true }), lineRun(text)],
        }),
    );
  }
  const width = textWidth(context.profile);
  return [
    new Paragraph({
      style: STYLE.line,
      keepNext: true,
      spacing: { after: 280 },
      tabStops: [
        { type: TabStopType.CENTER, position: Math.floor(width / 2) },
        { type: TabStopType.RIGHT, position: width },
      ],
      children: [
        lineRun(value.left ?? ''),
        new TextRun({ children: [new Tab()] }),
        lineRun(value.middle ?? ''),
        new TextRun({ children: [new Tab()] }),
        lineRun(value.right ?? ''),
      ],
    }),
  ];
}

/** Everything above the text of page 1. */
export function topBlocks(paper: Paper, context: DocxContext): FileChild[] {
  const single = (text: string, alignment: 'right' | 'center', bold: boolean, after: number) =>
    new Paragraph({
      style: STYLE.line,
      alignment,
      spacing: { after },
      children: [new TextRun({ text: cleanText(text), bold })],
    });
  return [
    ...(paper.stamp ? [single(paper.stamp, 'right', true, 200)] : []),
    ...paper.headerLines.map((text) => single(text, 'center', false, 200)),
    ...markTables(paper.markRows, context),
    ...(paper.titleLines.length > 0
      ? [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            children: commented(
              {
                text: '',
                commentStart: paper.exchange?.onWhole ?? [],
                commentEnd: paper.exchange?.onWhole ?? [],
              },
              brokenLines(paper.titleLines),
            ),
          }),
        ]
      : []),
    ...(paper.adoption ? [single(paper.adoption, 'center', false, 240)] : []),
    ...datePlaceBlocks(paper.datePlace, context),
  ];
}

/** Header from page 2: the number in the middle, the stamp of a draft at the right. */
export function laterHeader(paper: Paper, context: DocxContext): Header {
  const width = textWidth(context.profile);
  const number = paper.profile.pageNumbers === 'none' ? [] : [PageNumber.CURRENT];
  return new Header({
    children: [
      new Paragraph({
        style: STYLE.note,
        tabStops: [
          { type: TabStopType.CENTER, position: Math.floor(width / 2) },
          { type: TabStopType.RIGHT, position: width },
        ],
        children: [
          new TextRun({ children: [new Tab(), ...number], size: 24 }),
          ...(paper.stamp ? [new TextRun({ children: [new Tab(), cleanText(paper.stamp)], size: 18 })] : []),
        ],
      }),
    ],
  });
}

function verificationLine(text: string, url: string): Paragraph {
  const href = safeHref(url);
  const run = new TextRun({ text: cleanText(text), size: 18 });
  const children: ParagraphChild[] =
    href !== null && text.includes(url) ? [new ExternalHyperlink({ link: href, children: [run] })] : [run];
  return new Paragraph({ style: STYLE.note, children });
}

function codeParagraph(url: string, qrMm: number): Paragraph {
  const side = Math.round(qrMm * PIXELS_PER_MM);
  return new Paragraph({
    style: STYLE.note,
    alignment: AlignmentType.RIGHT,
    children: [
      new ImageRun({
        type: 'png',
        data: qrPng(url),
        transformation: { width: side, height: side },
        altText: { name: 'QR-код', title: 'QR-код', description: `QR-код: ${cleanText(url)}` },
      }),
    ],
  });
}

/** Foot of page 1; undefined when the paper has no verification address. */
export function firstFooter(paper: Paper, context: DocxContext): Footer | undefined {
  if (!paper.verification) return undefined;
  const { url, lines, code } = paper.verification;
  const whole = textWidth(context.profile);
  const side = code ? twipsOfMm(context.profile.qrMm) + twipsOfCm(0.1) : 0;
  const widths = code ? [whole - side, side] : [whole];
  const cells = [
    lines.map((text) => verificationLine(text, url)),
    ...(code ? [[codeParagraph(url, context.profile.qrMm)]] : []),
  ];
  const table = new Table({
    borders: {
      ...TableBorders.NONE,
      top: { style: BorderStyle.SINGLE, size: 4, color: '777777' },
    },
    layout: TableLayoutType.FIXED,
    width: { size: whole, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 0, right: 0, top: 60 },
    rows: [
      new TableRow({
        children: cells.map(
          (children, index) =>
            new TableCell({
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              verticalAlign: VerticalAlignTable.TOP,
              children,
            }),
        ),
      }),
    ],
  });
  const gap = new Paragraph({ spacing: { line: 160, lineRule: 'exact' }, children: [] });
  return new Footer({
    children: [gap, table, new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [] })],
  });
}
