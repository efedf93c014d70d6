// A text with its citations as links: pieces that joined give back the text to the letter. Pure.
import type { ResolvedCitation } from './queries/resolve-citations.server';

export interface LinkedPiece {
  readonly text: string;
  /** Address on this site. */
  readonly href?: string | undefined;
  /** What a reader should know: «утратил силу», «нет такого пункта». */
  readonly note?: string | undefined;
  readonly status?: 'resolved' | 'lapsed' | 'missing' | undefined;
}

type Chosen = ResolvedCitation['resolutions'][number];

function piece(text: string, { url, note, status }: Chosen): LinkedPiece {
  return {
    text,
    status: status === 'resolved' ? 'resolved' : status === 'lapsed' ? 'lapsed' : 'missing',
    ...(url ? { href: url } : {}),
    ...(note ? { note } : {}),
  };
}

/** Where the number of a target stands in the citation, looked for behind the one before it; -1 when it is a word. */
function placeOf(raw: string, n: string, from: number): number {
  for (let at = raw.indexOf(n, from); at >= 0; at = raw.indexOf(n, at + 1)) {
    const inside = /[\d.]/.test(raw[at - 1] ?? '') || /^(?:\d|\.\d)/.test(raw.slice(at + n.length));
    if (!inside) return at;
  }
  return -1;
}

/** «статьями 5.10, 5.12»: each number is a link of its own; the first takes the words before it along. */
function pieceByPiece({ citation, resolutions }: ResolvedCitation): LinkedPiece[] | null {
  const { raw, targets } = citation;
  const places: number[] = [];
  let behind = 0;
  for (const target of targets) {
    const n = ('path' in target ? target.path : target.from).at(-1)?.n ?? '';
    const at = n === '' ? -1 : placeOf(raw, n, behind);
    if (at < 0) return null;
    places.push(at);
    behind = at + n.length;
  }
  const pieces: LinkedPiece[] = [];
  resolutions.forEach((resolution, index) => {
    const start = index === 0 ? 0 : (places[index] ?? 0);
    const target = targets[index];
    const n = target ? (('path' in target ? target.path : target.from).at(-1)?.n ?? '') : '';
    const last = index === resolutions.length - 1;
    const end = last ? raw.length : (places[index] ?? 0) + n.length;
    pieces.push(piece(raw.slice(start, end), resolution));
    const next = places[index + 1];
    if (!last && next !== undefined && next > end) pieces.push({ text: raw.slice(end, next) });
  });
  return pieces;
}

/** Citations that open something, or name what is not there; the rest stays plain text. */
export function linkText(text: string, citations: readonly ResolvedCitation[]): LinkedPiece[] {
  const pieces: LinkedPiece[] = [];
  let at = 0;
  for (const found of citations) {
    const { citation, resolutions } = found;
    const chosen = resolutions.find(({ url }) => url !== null) ?? resolutions[0];
    if (!chosen || (chosen.url === null && chosen.status !== 'no-such-unit')) continue;
    if (citation.start > at) pieces.push({ text: text.slice(at, citation.start) });
    const listed = resolutions.length > 1 ? pieceByPiece(found) : null;
    pieces.push(...(listed ?? [piece(citation.raw, chosen)]));
    at = citation.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
