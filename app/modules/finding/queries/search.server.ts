import { highlight, type SearchHit, type SearchIndex, type SearchTerm, snippet } from '~/platform/search';
import type { Actor, Context } from '~/shared/context';
import { analyseQuery } from '../analyse-query';
import {
  type FacetCount,
  type Found,
  type FoundSource,
  PAGE_SIZE,
  type SearchInput,
  SearchInputSchema,
} from '../finding.schema';

export interface SearchDeps {
  readonly index: SearchIndex;
  /** What the actor may read, as the same tokens that records carry. */
  readonly tokensOfActor: (actor: Actor) => readonly string[];
  /** Facets shown beside the results; `type` is always one. */
  readonly facetNames?: readonly string[] | undefined;
}

/**
 * Pieces that the actor may read, best first, grouped by source within the page. Any input is answered: without a word
 * to look for the state is `empty`. Throws `search/unavailable`.
 */
export const search =
  ({ index, tokensOfActor, facetNames = [] }: SearchDeps) =>
  async (ctx: Context, raw: SearchInput): Promise<Found> => {
    const input = SearchInputSchema.parse(raw);
    const { text, terms, isShortened } = analyseQuery(input.q, { typing: input.typing ?? false });
    if (terms.length === 0) return { ...EMPTY, query: text };
    const names = ['type', ...facetNames];
    const result = await index.search({
      terms,
      acl: tokensOfActor(ctx.actor),
      filter: {
        ...(input.type?.length ? { types: input.type } : {}),
        ...(input.facets ? { facets: chosenFacets(input.facets) } : {}),
      },
      facets: names,
      limit: PAGE_SIZE,
      offset: (input.page - 1) * PAGE_SIZE,
    });
    const chosen: Record<string, string[]> = { ...input.facets, type: input.type ?? [] };
    return {
      query: text,
      state: result.total === 0 ? 'nothing' : 'found',
      total: result.total,
      page: input.page,
      pages: Math.ceil(result.total / PAGE_SIZE),
      groups: groupBySource(result.hits, terms),
      facets: Object.fromEntries(names.map((name) => [name, countsOf(result.facets[name], chosen[name])])),
      isShortened,
    };
  };

const EMPTY: Found = {
  query: '',
  state: 'empty',
  total: 0,
  page: 1,
  pages: 0,
  groups: [],
  facets: {},
  isShortened: false,
};

// A facet without a chosen value is no condition.
function chosenFacets(facets: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));
}

/** Sources in the order of their best piece; pieces in the order found. */
function groupBySource(hits: readonly SearchHit[], terms: readonly SearchTerm[]): FoundSource[] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.record.source, [...(groups.get(hit.record.source) ?? []), hit]);
  return [...groups.values()].map((group) => presentSource(group, terms));
}

function presentSource(hits: readonly SearchHit[], terms: readonly SearchTerm[]): FoundSource {
  const { source, type, title, date, url } = (hits[0] as SearchHit).record;
  const pieces = hits.map(({ record }) => ({
    id: record.id,
    heading: highlight(record.heading, terms),
    number: record.number,
    passage: snippet(record.text, terms),
    url: record.url,
  }));
  // The address of a piece may name its place; the source is the page without it.
  return { source, type, title: highlight(title, terms), date, url: url.replace(/#.*$/, ''), pieces };
}

function countsOf(
  counts: Readonly<Record<string, number>> = {},
  chosen: readonly string[] = [],
): FacetCount[] {
  const values = new Set([...Object.keys(counts), ...chosen]);
  return [...values]
    .map((value) => ({ value, count: counts[value] ?? 0, isChosen: chosen.includes(value) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
