// A line «Приложение № 1» begins an appendix; the lines set right under it are its caption, a title may follow.
import type { Inline } from '../body/body.schema';
import { contentOf, type Line, type Piece } from './pieces';
import { isCapitals } from './russian-cues';

export interface AppendixPieces {
  readonly caption: string;
  readonly title: readonly Inline[];
  readonly inside: readonly Piece[];
}

const LABEL = /^приложение(?:\s+(?:№\s*)?\d{1,3})?\.?$/i;

const isLine = (piece: Piece | undefined): piece is Line => piece?.kind === 'line';
const isLabel = (piece: Piece): boolean =>
  isLine(piece) && piece.marker === 'none' && LABEL.test(piece.text.trim());

function readAppendix(pieces: readonly Piece[]): AppendixPieces {
  let at = 0;
  const captions: string[] = [];
  const captionLine = (piece: Piece | undefined): piece is Line =>
    isLine(piece) &&
    piece.marker === 'none' &&
    piece.heading === 0 &&
    (piece.align === 'right' || /^к\s+\p{L}/iu.test(piece.text)) &&
    piece.text.length < 200;
  while (at < 6 && captionLine(pieces[at])) {
    captions.push((pieces[at] as Line).text.trim());
    at += 1;
  }
  const next = pieces[at];
  const titled =
    isLine(next) &&
    next.marker === 'none' &&
    (next.heading > 0 || next.align === 'center' || isCapitals(next.text)) &&
    next.text.length < 300;
  return {
    caption: captions.join(' '),
    title: titled ? contentOf(next) : [],
    inside: pieces.slice(titled ? at + 1 : at),
  };
}

/** Parts the appendices from the main text. */
export function splitAppendices(pieces: readonly Piece[]): {
  main: readonly Piece[];
  appendices: AppendixPieces[];
} {
  const starts = pieces.flatMap((piece, i) => (i > 0 && isLabel(piece) ? [i] : []));
  const first = starts[0];
  if (first === undefined) return { main: pieces, appendices: [] };
  const appendices = starts.map((start, k) =>
    readAppendix(pieces.slice(start + 1, starts[k + 1] ?? pieces.length)),
  );
  return { main: pieces.slice(0, first), appendices };
}
