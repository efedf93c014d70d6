// A file that came back as units in reading order: blocks known by their bookmarks with the paragraphs they print, new
// paragraphs and tables, and what stands around the text.

import type { Block } from '../../body/body.schema';
import { flattenBlocks } from '../../body/walk';
import { bookmarkOf } from '../../remarks/exchange/bookmark-names';
import type { Line, Piece, TablePiece } from '../pieces';
import type { Carry } from './carry.schema';
import { type TracedRun, textTrace } from './line-trace';

export interface KnownUnit {
  readonly kind: 'known';
  readonly block: Block;
  /** Paragraphs it prints; empty for a table. */
  readonly lines: Line[];
  readonly table: TablePiece | undefined;
  caption: string | undefined;
}
export type Unit =
  | KnownUnit
  | { readonly kind: 'new'; readonly piece: Piece }
  | { readonly kind: 'frame'; readonly piece: Piece };

const FRAME_STYLE = /^(?:реквизит|примечание|title|заголовок|название)$/;

/** The runs of a line as traced. */
export function tracedRuns(run: Line['run']): TracedRun[] {
  return run.flatMap((inline) => {
    if (inline.type !== 'text') return [];
    const has = (type: string) => inline.marks?.some((mark) => mark.type === type) ?? false;
    const link = inline.marks?.find((mark) => mark.type === 'link');
    return [
      {
        text: inline.text,
        strong: has('strong'),
        em: has('em'),
        underline: has('underline'),
        href: link?.type === 'link' ? link.href : undefined,
      },
    ];
  });
}

export const lineTrace = (line: Line): string => textTrace(tracedRuns(line.run));

const isBlank = (piece: Piece): boolean => piece.kind === 'line' && piece.text.trim() === '';

/** Whether a paragraph after a known block is one more of its own: by its trace, else by its look. */
function belongs(unit: KnownUnit, line: Line, carry: Carry): boolean {
  const expected = carry.lines[unit.block.id] ?? [];
  const { type } = unit.block;
  if (line.continues) return type === 'addresseeGroup' || unit.lines.includes(line);
  if (type !== 'list' && type !== 'quote' && type !== 'appendix') return false;
  const trace = lineTrace(line);
  if (expected.slice(unit.lines.length).some(([text]) => text === trace)) return true;
  if (unit.lines.length >= expected.length && type !== 'list') return false;
  if (type === 'list') return line.label !== '' && line.heading === 0 && sameMarker(unit, line);
  if (type === 'quote') return line.style === 'quote';
  return line.align === 'right' || line.heading > 0;
}

const sameMarker = (unit: KnownUnit, line: Line): boolean => {
  const first = unit.lines[0];
  return (
    first !== undefined && first.marker === line.marker && (first.marker === 'dash' || /\)$/.test(line.label))
  );
};

/** Pure. Every piece of the file is in exactly one unit, but blank paragraphs without a bookmark. */
export function visibleUnits(pieces: readonly Piece[], carry: Carry): Unit[] {
  const byName = new Map(
    flattenBlocks(carry.body).map(({ block }) => [bookmarkOf(block.id), block] as const),
  );
  const seen = new Set<Block>();
  const frame = new Set(carry.frame);
  const units: Unit[] = [];
  for (const piece of pieces) {
    const block = piece.anchors
      .map((name) => byName.get(name))
      .find((one) => one !== undefined && !seen.has(one));
    const last = units.at(-1);
    if (block && (block.type === 'table') === (piece.kind === 'table')) {
      seen.add(block);
      // The caption of a table stands before it, without a bookmark.
      const caption = block.type === 'table' && last ? captionOf(last, block, carry) : undefined;
      if (caption !== undefined) units.pop();
      units.push({
        kind: 'known',
        block,
        lines: piece.kind === 'line' ? [piece] : [],
        table: piece.kind === 'table' ? piece : undefined,
        caption,
      });
    } else if (
      piece.kind === 'line' &&
      last?.kind === 'known' &&
      (piece.continues || !isBlank(piece)) &&
      belongs(last, piece, carry)
    )
      last.lines.push(piece);
    else if (isBlank(piece)) {
      if (
        last?.kind === 'known' &&
        ['list', 'quote', 'appendix'].includes(last.block.type) &&
        piece.kind === 'line' &&
        expectsBlank(last, carry)
      )
        last.lines.push(piece);
    } else units.push({ kind: isFrame(piece, frame) ? 'frame' : 'new', piece });
  }
  return units;
}

/** An empty entry or an empty paragraph of a quotation is one of the block's own. */
const expectsBlank = (unit: KnownUnit, carry: Carry): boolean =>
  carry.lines[unit.block.id]?.[unit.lines.length]?.[0] === textTrace([]);

function captionOf(unit: Unit, block: Block, carry: Carry): string | undefined {
  if (unit.kind === 'known' || unit.piece.kind !== 'line') return undefined;
  const expected = carry.lines[block.id]?.[0]?.[0];
  const styled = block.type === 'table' && block.caption !== undefined && unit.piece.styleName === 'реквизит';
  return styled || lineTrace(unit.piece) === expected ? unit.piece.text.trim() : undefined;
}

function isFrame(piece: Piece, frame: ReadonlySet<string>): boolean {
  // Signatures and marks: word processors may write the absent borders otherwise, the styles tell them too.
  if (piece.kind === 'table')
    return piece.borderless || piece.styleNames.every((name) => FRAME_STYLE.test(name));
  return FRAME_STYLE.test(piece.styleName) || piece.style === 'title' || frame.has(lineTrace(piece));
}
