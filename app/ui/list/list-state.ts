// The state of a list lives in its address: query, conditions (one value a facet), order, page. Pure.

export interface ListSpec {
  /** Names of the facets' parameters, e.g. ['kind', 'state']. */
  readonly facets: readonly string[];
  /** Allowed orders; the first is the default and is not written to the address. */
  readonly sorts: readonly string[];
}

export interface ListState {
  readonly q: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly sort: string;
  readonly page: number;
}

const MAX_QUERY = 400;
const MAX_PAGE = 10_000;

/** Reads the state; what is unknown or absurd falls back to the default, so an old link still opens. */
export function parseListState(params: URLSearchParams, spec: ListSpec): ListState {
  const facets: Record<string, string> = {};
  for (const name of spec.facets) {
    const value = params.get(name)?.trim();
    if (value) facets[name] = value;
  }
  const sort = params.get('sort') ?? '';
  const page = Number.parseInt(params.get('page') ?? '', 10);
  return {
    q: (params.get('q') ?? '').trim().slice(0, MAX_QUERY),
    facets,
    sort: spec.sorts.includes(sort) ? sort : (spec.sorts[0] ?? ''),
    page: Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1,
  };
}

/** The address of a changed state: `?kind=protocol&page=2`. Any change but of the page goes back to page 1. */
export function listHref(state: ListState, spec: ListSpec, change: Partial<ListState> = {}): string {
  const next = { ...state, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.q) params.set('q', next.q);
  for (const name of spec.facets) {
    const value = next.facets[name];
    if (value) params.set(name, value);
  }
  if (next.sort && next.sort !== spec.sorts[0]) params.set('sort', next.sort);
  if (next.page > 1) params.set('page', String(next.page));
  return `?${params}`;
}

/** The same state with one facet set to a value, or freed when the value is null. */
export function withFacet(state: ListState, name: string, value: string | null): Partial<ListState> {
  const facets = { ...state.facets };
  if (value === null) delete facets[name];
  else facets[name] = value;
  return { facets };
}

/** How many conditions narrow the list (the query is not one of them). */
export function activeFacets(state: ListState): number {
  return Object.keys(state.facets).length;
}
