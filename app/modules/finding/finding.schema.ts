// What is asked and what is answered. Isomorphic: the search page reads these types.
import { z } from 'zod';
import type { Segment } from '~/platform/search';

export const PAGE_SIZE = 20;
const LAST_PAGE = 500;

/** The query string of the search page; anything odd becomes the nearest sense, never an error. */
export const SearchInputSchema = z.object({
  q: z.string().catch(''),
  /** Types of sources, e.g. `document`; absent or empty: all. */
  type: z.array(z.string().max(100)).max(20).optional().catch(undefined),
  /** Chosen values of facets. */
  facets: z
    .record(z.string().regex(/^[\w-]{1,50}$/), z.array(z.string().max(200)).max(50))
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
  /** True while the person is still typing: the last word counts as a beginning. */
  typing: z.boolean().optional().catch(undefined),
});
/** What a caller gives; SearchInputSchema makes it whole. */
export interface SearchInput {
  readonly q: string;
  readonly type?: readonly string[] | undefined;
  readonly facets?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly page?: number | undefined;
  readonly typing?: boolean | undefined;
}

/** One piece that was found. */
export interface FoundPiece {
  readonly id: string;
  readonly heading: readonly Segment[];
  readonly number: string;
  readonly passage: readonly Segment[];
  readonly url: string;
}

/** The pieces of one source, in the order of the best. */
export interface FoundSource {
  readonly source: string;
  readonly type: string;
  readonly title: readonly Segment[];
  /** ISO day or empty. */
  readonly date: string;
  readonly url: string;
  readonly pieces: readonly FoundPiece[];
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
  readonly isChosen: boolean;
}

export interface Found {
  /** The query as it was understood: trimmed, cut. */
  readonly query: string;
  /** `empty`: there was no word to look for. */
  readonly state: 'empty' | 'nothing' | 'found';
  /** Pieces, not sources. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly groups: readonly FoundSource[];
  readonly facets: Readonly<Record<string, readonly FacetCount[]>>;
  /** True when words beyond the tenth, or a tail beyond 500 characters, were left out: the page says so. */
  readonly isShortened: boolean;
}
