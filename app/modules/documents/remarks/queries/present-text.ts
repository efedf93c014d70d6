// The text beside the remarks, block by block: numbers, words with open suggestions marked, quoted words, counts.
import type { Block, DocumentBody } from '../../body/body.schema';
import { blockLines } from '../../body/plain-text';
import type { DisplayContext } from '../../body/render-values';
import { flattenBlocks, type PlacedBlock } from '../../body/walk';
import { findAnchor } from '../remark-anchor';
import type { QuoteAnchor } from '../remarks.schema';
import type { TextBlockView, TextPiece } from '../remarks.views';
import type { NamedOp, TextOp } from '../suggestions/suggestion-ops.schema';
import { markedLines } from './present-suggestion';

/** Blocks on one page: a paper of 300 pages is read in parts. */
export const BLOCKS_A_PART = 150;

export interface TextMarks {
  readonly context: DisplayContext;
  /** Open suggestions made on this very version. */
  readonly ops: readonly NamedOp[];
  readonly quotes: ReadonlyMap<string, readonly QuoteAnchor[]>;
  readonly remarkCounts: ReadonlyMap<string, number>;
  readonly suggestionCounts: ReadonlyMap<string, number>;
}

function quotedPieces(text: string, anchors: readonly QuoteAnchor[]): TextPiece[] {
  const found = anchors
    .map((anchor) => findAnchor(text, anchor))
    .filter((place) => place !== null)
    .sort((a, b) => a.from - b.from);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { from, to } of found) {
    if (from < at) continue;
    pieces.push({ kind: 'same', text: text.slice(at, from) }, { kind: 'quote', text: text.slice(from, to) });
    at = to;
  }
  pieces.push({ kind: 'same', text: text.slice(at) });
  return pieces.filter((piece) => piece.text !== '');
}

function linesOf(block: Block, marks: TextMarks): TextPiece[][] {
  const words = marks.ops.filter(
    (one): one is { id: string; op: TextOp } => one.op.kind === 'replace-text' && one.op.blockId === block.id,
  );
  if (words.length > 0) return markedLines(block, words, marks.context);
  const anchors = marks.quotes.get(block.id) ?? [];
  const lines = blockLines(block, marks.context);
  if (anchors.length === 0) return lines.map((text) => [{ kind: 'same' as const, text }]);
  // Anchors count over the block's whole text; a quote that spans lines is shown where it begins.
  return lines.map((text) => quotedPieces(text, anchors));
}

function markOf(id: string, ops: readonly NamedOp[]): TextBlockView['mark'] {
  for (const { op } of ops) {
    if (op.kind === 'delete-block' && op.ids.includes(id)) return 'del';
    if (op.kind === 'move-block' && op.blockId === id) return 'move';
  }
  return null;
}

function viewOf({ block, depth }: PlacedBlock, marks: TextMarks): TextBlockView {
  return {
    id: block.id,
    type: block.type,
    number: marks.context.numbers.get(block.id)?.label ?? '',
    depth,
    lines: linesOf(block, marks),
    mark: markOf(block.id, marks.ops),
    openRemarks: marks.remarkCounts.get(block.id) ?? 0,
    openSuggestions: marks.suggestionCounts.get(block.id) ?? 0,
  };
}

/** New blocks stand after their neighbour, marked as coming. */
function insertedAfter(id: string, marks: TextMarks): TextBlockView[] {
  return marks.ops.flatMap(({ op }) => {
    if (op.kind !== 'insert-block' || (op.place.afterId ?? op.place.parentId) !== id) return [];
    const inside = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [op.block] });
    return inside.map(
      ({ block, depth }): TextBlockView => ({
        id: block.id,
        type: block.type,
        number: '',
        depth,
        lines: blockLines(block, marks.context).map((text) => [{ kind: 'ins', text }]),
        mark: 'ins',
        openRemarks: 0,
        openSuggestions: 0,
      }),
    );
  });
}

export interface TextPart {
  readonly blocks: TextBlockView[];
  readonly part: number;
  readonly parts: { number: number; label: string }[];
}

/** One part of the text; the part that holds `block` when it is named. */
export function presentText(
  body: DocumentBody,
  wanted: { part: number; block: string },
  marks: TextMarks,
): TextPart {
  const all = flattenBlocks(body);
  const count = Math.max(1, Math.ceil(all.length / BLOCKS_A_PART));
  const at = all.findIndex(({ block }) => block.id === wanted.block);
  const part = at >= 0 ? Math.floor(at / BLOCKS_A_PART) + 1 : Math.min(Math.max(1, wanted.part), count);
  const shown = all.slice((part - 1) * BLOCKS_A_PART, part * BLOCKS_A_PART);
  const first = part === 1 ? insertedAfter('', marks) : [];
  return {
    blocks: [
      ...first,
      ...shown.flatMap((placed) => [viewOf(placed, marks), ...insertedAfter(placed.block.id, marks)]),
    ],
    part,
    parts: Array.from({ length: count }, (_, i) => ({
      number: i + 1,
      label: partLabel(all, i, marks.context),
    })),
  };
}

/** «1.–4.2.»: numbers of the first and last numbered blocks of a part. */
function partLabel(all: readonly PlacedBlock[], index: number, { numbers }: DisplayContext): string {
  const labels = all
    .slice(index * BLOCKS_A_PART, (index + 1) * BLOCKS_A_PART)
    .map(({ block }) => numbers.get(block.id)?.label ?? '')
    .filter((label) => /\d/.test(label));
  return labels.length > 0 ? `${labels[0]}–${labels.at(-1)}` : String(index + 1);
}
