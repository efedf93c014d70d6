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

/** Where several targets are named, the first that opens is linked. */
export function linkText(text: string, citations: readonly ResolvedCitation[]): LinkedPiece[] {
  const pieces: LinkedPiece[] = [];
  let at = 0;
  for (const { citation, resolutions } of citations) {
    const chosen = resolutions.find(({ url }) => url !== null) ?? resolutions[0];
    if (!chosen || (chosen.url === null && chosen.status !== 'no-such-unit')) continue;
    if (citation.start > at) pieces.push({ text: text.slice(at, citation.start) });
    const status =
      chosen.status === 'resolved' ? 'resolved' : chosen.status === 'lapsed' ? 'lapsed' : 'missing';
    pieces.push({
      text: citation.raw,
      status,
      ...(chosen.url ? { href: chosen.url } : {}),
      ...(chosen.note ? { note: chosen.note } : {}),
    });
    at = citation.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
