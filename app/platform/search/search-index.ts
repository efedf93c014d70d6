// The port of the search engine. The analysis of text and query is ours (text-analysis.ts) and the same over every
// engine; an engine only holds sets of tokens, filters by access and facets, counts, and orders.

/** One findable piece: a block of a document, a provision of an act, a glossary entry. */
export interface SearchRecord {
  /** Unique over all sources, e.g. `doc_1:b:blk_3`. */
  readonly id: string;
  /** What is replaced and removed together, e.g. `document:doc_1`. */
  readonly source: string;
  /** `document`, `act`, `guide` …: always a facet named `type` too. */
  readonly type: string;
  /** Title of the source. */
  readonly title: string;
  /** Heading above the piece; may be empty. */
  readonly heading: string;
  /** Printed number without «п.», e.g. `4.1`; may be empty. */
  readonly number: string;
  /** Plain text of the piece, as it is shown. */
  readonly text: string;
  /** Stems of `text` in order, separated by spaces: see `buildSearchRecord`. */
  readonly stems: string;
  /** Access tokens (`public`, `org:…`, `user:…`): any one of them lets read. Empty: nobody finds it. */
  readonly acl: readonly string[];
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** ISO day, or empty when the source has none. */
  readonly date: string;
  readonly url: string;
  /** Place within the source. */
  readonly order: number;
}

/** A word of the query: any of the stems, or any word or stem beginning with `prefix`. */
export interface SearchTerm {
  readonly stems: readonly string[];
  /** Folded beginning of a word still being typed. */
  readonly prefix?: string | undefined;
}

export interface SearchFilter {
  readonly types?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  /** All of the named facets, any value of each. */
  readonly facets?: Readonly<Record<string, readonly string[]>> | undefined;
  /** ISO days, both inclusive; a record without a date is outside. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface SearchPlan {
  /** All must match. None: every record that the filters pass, newest first. */
  readonly terms: readonly SearchTerm[];
  /** Tokens of who asks. Part of the plan, so that no caller can forget it; empty finds nothing. */
  readonly acl: readonly string[];
  readonly filter?: SearchFilter | undefined;
  /** Names of facets to count over all matches; `type` is one. */
  readonly facets?: readonly string[] | undefined;
  /** At most 100. */
  readonly limit: number;
  readonly offset: number;
}

export interface SearchHit {
  readonly record: SearchRecord;
}

export interface SearchResult {
  /** All matches, exact up to {@link MAX_TOTAL}. */
  readonly total: number;
  /** Best first. */
  readonly hits: readonly SearchHit[];
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface SearchStatus {
  readonly engine: 'embedded' | 'meilisearch';
  readonly records: number;
  /** True when the index was just made or its shape is old: run the rebuild. */
  readonly needsRebuild: boolean;
}

/** Every method throws `search/unavailable` when the engine does not answer. What was written is found at once. */
export interface SearchIndex {
  /** Adds or replaces records by id. */
  put(records: readonly SearchRecord[]): Promise<void>;
  /** The source has these records and no others from now on. Idempotent. */
  replaceSource(source: string, records: readonly SearchRecord[]): Promise<void>;
  removeSource(source: string): Promise<void>;
  search(plan: SearchPlan): Promise<SearchResult>;
  /** Builds anew beside the old index and swaps; until then the old one answers. Returns the count. */
  rebuild(records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>): Promise<number>;
  status(): Promise<SearchStatus>;
  close(): Promise<void>;
}

const MAX_LIMIT = 100;
export const MAX_TOTAL = 10_000;
/** Meilisearch takes ten words; the plan of any engine has no more. */
export const MAX_TERMS = 10;

/** A plan within the limits of every engine. */
export function clampPlan(plan: SearchPlan): SearchPlan {
  const limit = Math.min(Math.max(Math.trunc(plan.limit) || 0, 0), MAX_LIMIT);
  const offset = Math.min(Math.max(Math.trunc(plan.offset) || 0, 0), MAX_TOTAL);
  return { ...plan, limit, offset, terms: plan.terms.slice(0, MAX_TERMS) };
}

/** Splits a stream of records into batches. */
export async function* inBatches(
  records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>,
  size: number,
): AsyncGenerator<SearchRecord[]> {
  let batch: SearchRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
