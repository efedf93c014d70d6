// The carry of a working copy, and the paper that holds it. Pure.
import type { Paper, PaperBlock, PaperListEntry, PaperText } from '~/platform/rendering';
import type { Block, DocumentBody } from '../../body/body.schema';
import { displayContext, presentRun, type ValueResolver } from '../../body/render-values';
import { flattenBlocks, ownRuns } from '../../body/walk';
import { paperBlocks } from '../../output/paper-blocks';
import { bookmarkOf } from '../../remarks/exchange/bookmark-names';
import { CARRY_NAMESPACE, type Carry } from './carry.schema';
import { cellLine, lookTrace, type TracedRun, textTrace } from './line-trace';

/** Only these become links on paper. */
const LINKED = /^(?:https?:\/\/|mailto:)/i;

const traced = (text: PaperText): TracedRun[] =>
  text.map((run) => ({
    ...run,
    href: run.href !== undefined && LINKED.test(run.href) ? run.href : undefined,
  }));

const entryLines = (entries: readonly PaperListEntry[]): PaperText[] =>
  entries.flatMap((entry) => [entry.text, ...entryLines(entry.entries)]);

/** The paragraphs that a paper block prints itself. */
function printedLines(block: PaperBlock): PaperText[] {
  switch (block.kind) {
    case 'heading':
      return block.lines.map((line) => line);
    case 'paragraph':
    case 'item':
      return [block.text];
    case 'list':
      return entryLines(block.entries);
    case 'quote':
      return [...block.paragraphs];
    case 'table':
      return tableLines(block);
    case 'appendix':
      return [
        [{ text: block.label }],
        ...(block.caption ? [[{ text: block.caption }]] : []),
        ...(block.title.length > 0 ? [block.title] : []),
      ];
  }
}

function tableLines(block: PaperBlock & { kind: 'table' }): PaperText[] {
  const rows = block.rows.filter((row) => row.length > 0);
  if (rows.length === 0) return [];
  const cells = rows.flatMap((row, index) =>
    row.map((cell) => {
      const strong = cell.header || index < block.headerRows;
      return cellLine(
        cell.paragraphs.map((text) => (strong ? text.map((run) => ({ ...run, strong: true })) : text)),
      );
    }),
  );
  return [[{ text: block.caption ?? '' }], ...cells];
}

function* allPaper(blocks: readonly PaperBlock[]): Generator<PaperBlock> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'item') yield* allPaper(block.children);
    if (block.kind === 'appendix') yield* allPaper(block.blocks);
  }
}

function atomsOf(block: Block, context: ReturnType<typeof displayContext>): string[] {
  return ownRuns(block).flatMap((run) =>
    run.flatMap((inline) =>
      inline.type === 'text' ? [] : [presentRun([inline], context, block.id)[0]?.text ?? ''],
    ),
  );
}

/** What a file of this body carries. `printTasks` as on its paper. */
export function carryOf(body: DocumentBody, values: ValueResolver): Carry {
  const context = displayContext(body, values);
  const ids = new Set(flattenBlocks(body).map(({ block }) => block.id));
  const lines: Carry['lines'] = {};
  const frame: string[] = [];
  for (const block of allPaper(paperBlocks(body.blocks, { ...context, printTasks: true, depth: 0 }))) {
    const printed = printedLines(block).map(traced);
    if (ids.has(block.id)) lines[block.id] = printed.map((runs) => [textTrace(runs), lookTrace(runs)]);
    else frame.push(...printed.map(textTrace));
  }
  const atoms: Carry['atoms'] = {};
  for (const { block } of flattenBlocks(body)) {
    const printed = atomsOf(block, context);
    if (printed.length > 0) atoms[block.id] = printed;
  }
  return { schemaVersion: 1, body, lines, atoms, frame };
}

/** The part as XML: readable, and no sign that XML forbids. */
export function carryXml(carry: Carry): string {
  const json = JSON.stringify(carry).replace(
    /[<>&\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<carry xmlns="${CARRY_NAMESPACE}">${json}</carry>`;
}

/** A paper whose DOCX is known again block by block. */
export function withCarry(paper: Paper, body: DocumentBody, values: ValueResolver): Paper {
  const bookmarks = new Map(flattenBlocks(body).map(({ block }) => [block.id, bookmarkOf(block.id)]));
  const held = paper.exchange ?? { comments: [], onWhole: [], bookmarks, properties: {} };
  return { ...paper, exchange: { ...held, parts: [carryXml(carryOf(body, values))] } };
}
