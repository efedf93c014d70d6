// Text layer of a PDF as lines. A scan has none and gives ''. The layout is not kept: lines are told by their height.
import { extractTextItems, getDocumentProxy } from 'unpdf';
import { officeError } from './errors';

const MOST_PAGES = 1500;

/**
 * Lines of all pages, one after another, page numbers and running heads included as they stand.
 * Throws office/damaged, office/encrypted, office/too-large (pages).
 */
export async function readPdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > MOST_PAGES)
      throw officeError('too-large', { megabytes: pdf.numPages, limit: MOST_PAGES });
    const { items } = await extractTextItems(pdf);
    return items.map(linesOfPage).join('\n');
  } finally {
    await pdf.destroy();
  }
}

interface PlacedText {
  readonly str: string;
  readonly y: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

function linesOfPage(items: readonly PlacedText[]): string {
  let out = '';
  let last: PlacedText | undefined;
  for (const item of items) {
    const newLine =
      last !== undefined && (last.hasEOL || Math.abs(last.y - item.y) > Math.max(item.height, 4) * 0.6);
    out += newLine ? `\n${item.str}` : item.str;
    last = item;
  }
  return out;
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(new Uint8Array(bytes));
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw officeError('encrypted');
    throw officeError('damaged', { reason: 'это не целый PDF' }, error);
  }
}
