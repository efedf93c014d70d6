// Which paragraph of our own clean file holds which text of which block: read back from that very file, so that a file
// that comes back is compared with what went out and with nothing else.
import type { OfficeDocument } from '~/platform/office';
import type { Block, DocumentBody } from '../../body/body.schema';
import { type DisplayContext, runText } from '../../body/render-values';
import { flattenBlocks, ownRuns } from '../../body/walk';
import { foldText } from './align-texts';
import { bookmarkOf } from './bookmark-names';
import { readFileParagraphs } from './file-paragraphs';

export interface ExpectedSpan {
  readonly run: number;
  /** Position of the run's printed text in the paragraph. */
  readonly from: number;
  readonly length: number;
}
export interface ExpectedParagraph {
  readonly text: string;
  /** null = what stands around the text: title, date, marks, signatures. */
  readonly blockId: string | null;
  readonly spans: readonly ExpectedSpan[];
}

/** Runs that print something, one paragraph each; a heading prints all of its runs in one. */
function paragraphsOfBlock(block: Block, context: DisplayContext): { run: number; text: string }[][] {
  const runs = ownRuns(block)
    .map((run, index) => ({ run: index, text: runText(run, context, block.id) }))
    .filter(({ text }) => text.trim() !== '');
  if (block.type === 'addresseeGroup') return runs.length > 0 ? [runs] : [];
  return runs.map((run) => [run]);
}

function spansIn(text: string, runs: readonly { run: number; text: string }[]): ExpectedSpan[] | null {
  const spans: ExpectedSpan[] = [];
  let at = 0;
  const folded = foldSame(text);
  for (const { run, text: words } of runs) {
    const from = folded.indexOf(foldSame(words), at);
    if (from < 0) return null;
    spans.push({ run, from, length: words.length });
    at = from + words.length;
  }
  return spans;
}

/** Like foldText, of the same length. */
export const foldSame = (text: string): string =>
  text.replace(/[\u00a0\u202f\u2007]/g, ' ').replace(/\u2011/g, '-');

/** Pure. `clean` is the clean working copy of this body, read. */
export function expectedParagraphs(
  clean: Pick<OfficeDocument, 'blocks'>,
  body: DocumentBody,
  context: DisplayContext,
): ExpectedParagraph[] {
  const { before } = readFileParagraphs(clean);
  const queue = flattenBlocks(body).flatMap(({ block }) =>
    paragraphsOfBlock(block, context).map((runs) => ({ block, runs })),
  );
  const byName = new Map<string, number>();
  queue.forEach(({ block }, index) => {
    const name = bookmarkOf(block.id);
    if (!byName.has(name)) byName.set(name, index);
  });
  let next = 0;
  return before.map((paragraph): ExpectedParagraph => {
    const frame = { text: paragraph.text, blockId: null, spans: [] };
    // Appendices are printed last and their label is no text of the block: the bookmark only says where we are.
    for (const name of paragraph.bookmarks) next = byName.get(name) ?? next;
    const here = queue[next];
    if (!here) return frame;
    const spans = spansIn(paragraph.text, here.runs);
    if (!spans || !covers(paragraph.text, here.runs)) return frame;
    next += 1;
    return { text: paragraph.text, blockId: here.block.id, spans };
  });
}

/** The paragraph is the runs and little else (a colon, a label): a title that merely holds the words is not it. */
function covers(text: string, runs: readonly { text: string }[]): boolean {
  const words = runs.reduce((sum, run) => sum + run.text.length, 0);
  return foldText(text).length - words <= 12 + runs.length;
}
