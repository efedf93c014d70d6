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
} from '../search-index';
import { type MeiliQuery, sourceFilter, toDocument, toQueries } from './meilisearch-query';
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
  const name = options.indexName ?? 'khartia';
  const client = new Meilisearch({
    host: options.url,
    timeout: options.requestTimeoutMs ?? 10_000,
    defaultWaitOptions: { timeout: options.taskTimeoutMs ?? 120_000, interval: 25 },
    ...(options.apiKey ? { apiKey: options.apiKey } : {}),
  });
  let rebuild: Rebuild | null = null;
  let fresh = false;
  let ready: Promise<void> | undefined;

  const prepare = async () => {
    fresh = await ensureIndex(client, name);
    await done(client.index(name).updateSettings(INDEX_SETTINGS));
  };
  const prepared = () => {
    ready ??= prepare().catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };
  const targets = () => (rebuild ? [name, rebuild.name] : [name]);
  const add = async (index: string, records: readonly SearchRecord[]) => {
    for await (const batch of inBatches(records, BATCH)) {
      await done(client.index(index).addDocuments(batch.map(toDocument), { primaryKey: PRIMARY_KEY }));
    }
  };
  const put = async (records: readonly SearchRecord[]) => {
    for (const record of records) rebuild?.ids.add(record.id);
    for (const index of targets()) await add(index, records);
  };
  const replaceSource = async (source: string, records: readonly SearchRecord[]) => {
    rebuild?.sources.add(source);
    for (const index of targets()) {
      await done(client.index(index).deleteDocuments({ filter: sourceFilter(source) }));
      await add(index, records);
    }
  };
  const runRebuild = async (records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>) => {
    const next: Rebuild = { name: `${name}-next`, sources: new Set(), ids: new Set() };
    await client.deleteIndexIfExists(next.name);
    await ensureIndex(client, next.name);
    await done(client.index(next.name).updateSettings(INDEX_SETTINGS));
    rebuild = next;
    try {
      for await (const batch of inBatches(records, BATCH)) {
        await add(
          next.name,
          batch.filter((record) => !next.sources.has(record.source) && !next.ids.has(record.id)),
        );
      }
      await done(client.swapIndexes([{ indexes: [name, next.name], rename: false }]));
    } finally {
      rebuild = null;
      await client.deleteIndexIfExists(next.name);
    }
    fresh = false;
    return (await client.index(name).getStats()).numberOfDocuments;
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await prepared();
      return await work();
    } catch (error) {
      throw isAppError(error) ? error : fail('unavailable', {}, error);
    }
  };
  return {
    put: (records) => guarded(() => put(records)),
    replaceSource: (source, records) => guarded(() => replaceSource(source, records)),
    removeSource: (source) => guarded(() => replaceSource(source, [])),
    search: (plan) => guarded(() => search(client, name, clampPlan(plan))),
    rebuild: (records) => guarded(() => runRebuild(records)),
    status: () =>
      guarded(async () => {
        const { numberOfDocuments } = await client.index(name).getStats();
        return { engine: 'meilisearch', records: numberOfDocuments, needsRebuild: fresh };
      }),
    close: async () => {},
  };
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
