// A paper as DOCX: real styles, real multilevel numbering, real header rows, so that the file can be worked on.
// Equal papers give equal bytes: dates come from the metadata, the package is written again with fixed times.
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { Paper } from '../paper';
import { cleanText } from '../text/clean-text';
import { bodyBlocks } from './docx-blocks';
import { type DocxContext, docxContext, twipsOfMm } from './docx-context';
import { firstFooter, laterHeader, topBlocks } from './docx-frame.server';
import { commentParts } from './docx-revisions';
import { docxNumbering, docxStyles } from './docx-styles';
import { endMarkTables, sheetBlocks, signatureTable } from './docx-tables';
import { fixPackage } from './fix-package.server';

function sheetHeading(title: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    alignment: AlignmentType.CENTER,
    pageBreakBefore: true,
    children: [new TextRun({ text: cleanText(title) })],
  });
}

function bodyOf(paper: Paper, context: DocxContext) {
  const main = paper.blocks.filter((block) => block.kind !== 'appendix');
  const appendices = paper.blocks.filter((block) => block.kind === 'appendix');
  return [
    ...topBlocks(paper, context),
    ...bodyBlocks(main, context),
    ...signatureTable(paper.signatures, context),
    ...endMarkTables(paper.endMarks, context),
    ...bodyBlocks(appendices, context),
    ...(paper.sheet ? sheetBlocks(paper.sheet, context, sheetHeading(paper.sheet.title)) : []),
  ];
}

function pageOf({ profile }: Paper) {
  const { page, marginsMm } = profile;
  // The library turns the sheet itself: it is given as it stands upright.
  const [short, long] = [Math.min(page.widthMm, page.heightMm), Math.max(page.widthMm, page.heightMm)];
  const orientation = page.widthMm > page.heightMm ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  return {
    size: { width: twipsOfMm(short), height: twipsOfMm(long), orientation },
    margin: {
      top: twipsOfMm(marginsMm.top),
      right: twipsOfMm(marginsMm.right),
      bottom: twipsOfMm(marginsMm.bottom),
      left: twipsOfMm(marginsMm.left),
      header: twipsOfMm(11),
      footer: twipsOfMm(8),
    },
  };
}

/** The DOCX of a paper; the same bytes for the same paper. Never throws for any text: what no sheet holds is left out. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const context = docxContext(paper);
  const first = firstFooter(paper, context);
  const empty = () => [new Paragraph({ children: [] })];
  const document = new Document({
    title: cleanText(paper.metadata.title),
    creator: cleanText(paper.metadata.author),
    lastModifiedBy: cleanText(paper.metadata.author),
    keywords: cleanText(paper.metadata.keywords.join(', ')),
    ...(paper.metadata.subject ? { subject: cleanText(paper.metadata.subject) } : {}),
    ...(paper.exchange
      ? {
          comments: commentParts(paper.exchange.comments),
          customProperties: Object.entries(paper.exchange.properties).map(([name, value]) => ({
            name,
            value,
          })),
        }
      : {}),
    styles: docxStyles(paper.profile),
    numbering: docxNumbering(context),
    hyphenation: { autoHyphenation: true, doNotHyphenateCaps: true },
    sections: [
      {
        properties: { page: pageOf(paper), titlePage: true },
        headers: { default: laterHeader(paper, context), first: new Header({ children: empty() }) },
        footers: {
          default: new Footer({ children: empty() }),
          first: first ?? new Footer({ children: empty() }),
        },
        children: bodyOf(paper, context),
      },
    ],
  });
  const packed = new Uint8Array(await Packer.toBuffer(document));
  return fixPackage(packed, paper.metadata.createdAt, paper.exchange?.parts ?? []);
}
