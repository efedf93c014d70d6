import type { SearchHit } from '~/ui/search/search.types';

interface FoundPiece {
  id: string;
  url: string;
  title: string;
  number: string;
  heading: string;
  segments: readonly { text: string; hit: boolean }[];
}

/** A found piece as the page shows it: where it is, and its text with the matches marked. */
export function presentHit(found: FoundPiece): SearchHit {
  const place = [found.number ? `п.\u00a0${found.number}` : '', found.heading].filter(Boolean).join(', ');
  return {
    id: found.id,
    href: found.url,
    title: found.title,
    place: place || undefined,
    fragments: [...found.segments],
  };
}
