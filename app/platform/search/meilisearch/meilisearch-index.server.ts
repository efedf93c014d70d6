// The Meilisearch adapter: settings as code, every write waited for, rebuild by a second index and a swap.
import { type EnqueuedTaskPromise, Meilisearch, MeilisearchApiError } from 'meilisearch';
import { isAppError } from '~/shared/app-error';
import { fail } from '../errors';
import {
  clampPlan,
  inBatches,
  MAX_TOTAL,
  type SearchHit,
  type SearchIndex,
  type SearchPlan,
  type SearchRecord,
  type SearchResult,
  type SearchStatus,
} from '../search-index';
import { type MeiliQuery, sourceFilter, toDocument, toQueries } from './meilisearch-query.server';
import { INDEX_SETTINGS, PRIMARY_KEY } from './settings';

export interface MeilisearchOptions {
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** Name of the index: one an installation. Default `khartia`. */
  readonly indexName?: string;
  /** How long a write may take to become findable. */
  readonly taskTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
}

const BATCH = 1000;

/** What is written while a rebuild is under way: it goes to both indexes, and the rebuild must not undo it. */
interface Rebuild {
  readonly name: string;
  readonly sources: Set<string>;
  readonly ids: Set<string>;
}

export function createMeilisearchIndex(options: MeilisearchOptions): SearchIndex {
  return new MeilisearchIndex(options);
}

class MeilisearchIndex implements SearchIndex {
  readonly #name: string;
  readonly #client: Meilisearch;
  #rebuild: Rebuild | null = null;
  #isFresh = false;
  #ready: Promise<void> | undefined;

  constructor({ url, apiKey, indexName = 'khartia', taskTimeoutMs, requestTimeoutMs }: MeilisearchOptions) {
    this.#name = indexName;
    this.#client = new Meilisearch({
      host: url,
      timeout: requestTimeoutMs ?? 10_000,
      defaultWaitOptions: { timeout: taskTimeoutMs ?? 120_000, interval: 25 },
      ...(apiKey ? { apiKey } : {}),
    });
  }

  put(records: readonly SearchRecord[]): Promise<void> {
    return this.#guarded(async () => {
      for (const record of records) this.#rebuild?.ids.add(record.id);
      for (const index of this.#targets) await this.#add(index, records);
    });
  }

  replaceSource(source: string, records: readonly SearchRecord[]): Promise<void> {
    return this.#guarded(async () => {
      this.#rebuild?.sources.add(source);
      for (const index of this.#targets) {
        await done(this.#client.index(index).deleteDocuments({ filter: sourceFilter(source) }));
        await this.#add(index, records);
      }
    });
  }

  removeSource(source: string): Promise<void> {
    return this.replaceSource(source, []);
  }

  search(plan: SearchPlan): Promise<SearchResult> {
    return this.#guarded(() => search(this.#client, this.#name, clampPlan(plan)));
  }

  rebuild(records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>): Promise<number> {
    return this.#guarded(async () => {
      const next: Rebuild = { name: `${this.#name}-next`, sources: new Set(), ids: new Set() };
      await this.#client.deleteIndexIfExists(next.name);
      await ensureIndex(this.#client, next.name);
      await done(this.#client.index(next.name).updateSettings(INDEX_SETTINGS));
      this.#rebuild = next;
      try {
        await this.#fill(next, records);
        await done(this.#client.swapIndexes([{ indexes: [this.#name, next.name], rename: false }]));
      } finally {
        this.#rebuild = null;
        await this.#client.deleteIndexIfExists(next.name);
      }
      this.#isFresh = false;
      return this.#count();
    });
  }

  status(): Promise<SearchStatus> {
    return this.#guarded(async () => {
      const records = await this.#count();
      return { engine: 'meilisearch', records, needsRebuild: this.#isFresh };
    });
  }

  async close(): Promise<void> {}

  async #add(index: string, records: readonly SearchRecord[]): Promise<void> {
    for await (const batch of inBatches(records, BATCH)) {
      const documents = batch.map(toDocument);
      await done(this.#client.index(index).addDocuments(documents, { primaryKey: PRIMARY_KEY }));
    }
  }

  async #fill(next: Rebuild, records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>): Promise<void> {
    for await (const batch of inBatches(records, BATCH)) {
      const isOld = (record: SearchRecord) => next.sources.has(record.source) || next.ids.has(record.id);
      await this.#add(
        next.name,
        batch.filter((record) => !isOld(record)),
      );
    }
  }

  async #count(): Promise<number> {
    return (await this.#client.index(this.#name).getStats()).numberOfDocuments;
  }

  get #targets(): string[] {
    return this.#rebuild ? [this.#name, this.#rebuild.name] : [this.#name];
  }

  /** Settings first, once; whatever fails is told as one error. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.#ready ??= this.#prepare();
      await this.#ready;
    } catch (error) {
      this.#ready = undefined;
      throw fail('unavailable', {}, error);
    }
    try {
      return await work();
    } catch (error) {
      throw isAppError(error) ? error : fail('unavailable', {}, error);
    }
  }

  async #prepare(): Promise<void> {
    this.#isFresh = await ensureIndex(this.#client, this.#name);
    await done(this.#client.index(this.#name).updateSettings(INDEX_SETTINGS));
  }
}

/** True when the index was not there. */
async function ensureIndex(client: Meilisearch, name: string): Promise<boolean> {
  try {
    await client.getRawIndex(name);
    return false;
  } catch (error) {
    if (!(error instanceof MeilisearchApiError) || error.cause?.code !== 'index_not_found') throw error;
  }
  await done(client.createIndex(name, { primaryKey: PRIMARY_KEY }));
  return true;
}

// A task that failed is told by its status, not by an exception.
async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error, uid } = await task.waitTask();
  if (status !== 'succeeded') throw new Error(`Meilisearch task ${uid} ${status}: ${error?.message ?? ''}`);
}

async function search(client: Meilisearch, name: string, plan: SearchPlan): Promise<SearchResult> {
  let total = 0;
  const hits: SearchHit[] = [];
  const facets: Record<string, Record<string, number>> = {};
  for (const query of toQueries(plan)) {
    // The queries are disjoint: the page of the second begins where the first ended.
    const offset = Math.max(0, plan.offset - total);
    const answer = await runQuery(client, name, query, offset, plan.limit - hits.length);
    total += answer.total;
    hits.push(...answer.hits);
    addFacets(facets, answer.facets);
  }
  return { total: Math.min(total, MAX_TOTAL), hits, facets };
}

// Only a page by number counts exactly, so one page from the start is cut to what was asked.
async function runQuery(client: Meilisearch, name: string, query: MeiliQuery, offset: number, limit: number) {
  const page = pageCovering(offset, limit);
  const answer = await client.index<{ record: string }>(name).search(query.q, { ...query.params, ...page });
  const skip = offset - (page.page - 1) * page.hitsPerPage;
  const kept = limit === 0 ? [] : answer.hits.slice(skip, skip + limit);
  return {
    total: answer.totalHits,
    hits: kept.map((hit) => ({ record: JSON.parse(hit.record) as SearchRecord })),
    facets: (answer.facetDistribution ?? {}) as Record<string, Record<string, number>>,
  };
}

/** The smallest numbered page that holds `limit` hits from `offset`. */
export function pageCovering(offset: number, limit: number): { page: number; hitsPerPage: number } {
  if (limit <= 0) return { page: 1, hitsPerPage: 1 };
  for (let size = limit; ; size += 1) {
    const index = Math.floor(offset / size);
    if (index * size + size >= offset + limit) return { page: index + 1, hitsPerPage: size };
  }
}

function addFacets(
  sum: Record<string, Record<string, number>>,
  more: Record<string, Record<string, number>>,
): void {
  for (const [field, counts] of Object.entries(more)) {
    const name = field.replace(/^facets\./, '');
    const known = sum[name] ?? {};
    for (const [value, n] of Object.entries(counts)) known[value] = (known[value] ?? 0) + n;
    if (Object.keys(known).length > 0) sum[name] = known;
  }
}
