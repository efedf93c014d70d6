// Search on 50,000 records: building, opening, queries. Prints JSON. Run: npx tsx bench/search.ts [records]
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildSearchRecord, type SearchPlan, type SearchRecord, stemsOf } from '~/platform/search';
import { createEmbeddedSearchIndex, createMeilisearchIndex } from '~/platform/search/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';

const COUNT = Number(process.argv[2] ?? 50_000);
const ROOTS =
  `собственник помещение договор управление решение собрание протокол голос тариф содержание ремонт капитальный
  фонд взнос срок порядок совет медиация медиатор спор сторона соглашение процедура инспектор проверка акт нарушение
  резолюция предложение рекомендация орган власть область город район комитет организация эксперт круглый стол форум
  положение регламент кодекс этика право обязанность ответственность услуга вода тепло энергия учёт прибор начисление`
    .trim()
    .split(/\s+/);
const ENDINGS = ['', 'а', 'ам', 'ами', 'ов', 'у', 'ом', 'ы'];

// A fixed generator: the same records and queries in every run.
let seed = 20261121;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
// Zipf-like: few words are frequent, and a tail of rare ones.
const word = () => {
  const rare = random() < 0.2;
  if (rare) return `термин${Math.floor(random() ** 2 * 8000)}`;
  return `${ROOTS[Math.floor(random() ** 2 * ROOTS.length)]}${ENDINGS[Math.floor(random() * ENDINGS.length)]}`;
};
const words = (n: number) => Array.from({ length: n }, word).join(' ');

function record(i: number): SearchRecord {
  const source = Math.floor(i / 40);
  return buildSearchRecord({
    id: `doc_${source}:b:${i % 40}`,
    source: `document:${source}`,
    type: source % 3 === 0 ? 'act' : 'document',
    title: `Документ ${source} ${ROOTS[source % ROOTS.length]}`,
    heading: words(4),
    number: `${1 + (i % 40)}.${1 + (i % 7)}`,
    text: words(12 + Math.floor(random() * 30)),
    acl: source % 5 === 0 ? [`org:${source % 50}`] : ['public'],
    facets: { kind: [`kind-${source % 6}`], year: [String(2010 + (source % 16))] },
    date: `${2010 + (source % 16)}-0${1 + (source % 9)}-15`,
    url: `/d/${source}`,
    order: i % 40,
  });
}

function* records(): Generator<SearchRecord> {
  for (let i = 0; i < COUNT; i += 1) yield record(i);
}

function plan(i: number): SearchPlan {
  const chosen = words(1 + (i % 3)).split(' ');
  const terms = chosen.map((one) => ({ stems: stemsOf(one).split(' ') }));
  const typed = i % 4 === 0 ? [{ stems: [], prefix: word().slice(0, 4) }] : [];
  const facets = i % 2 === 0 ? ['kind', 'year', 'type'] : [];
  return { terms: [...terms, ...typed], acl: ['public', 'org:5'], facets, limit: 20, offset: 0 };
}

const percentile = (sorted: number[], p: number) =>
  Number(sorted[Math.floor((sorted.length - 1) * p)]?.toFixed(2));
const since = (start: number) => Math.round(performance.now() - start);

async function measure(index: ReturnType<typeof createEmbeddedSearchIndex>) {
  const built = performance.now();
  await index.rebuild(records());
  const buildMs = since(built);
  const times: Record<'plain' | 'withFacets', number[]> = { plain: [], withFacets: [] };
  let found = 0;
  for (let i = 0; i < 600; i += 1) {
    const asked = plan(i);
    const start = performance.now();
    found += (await index.search(asked)).total > 0 ? 1 : 0;
    if (i >= 100) times[asked.facets?.length ? 'withFacets' : 'plain'].push(performance.now() - start);
  }
  const figures = Object.entries(times).map(([name, list]) => {
    const sorted = list.sort((a, b) => a - b);
    return [name, { p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) }] as const;
  });
  const replaced = performance.now();
  await index.replaceSource(
    'document:7',
    Array.from({ length: 40 }, (_, i) => record(280 + i)),
  );
  return {
    buildMs,
    queriesWithHits: found,
    ...Object.fromEntries(figures),
    replaceSource40Ms: since(replaced),
  };
}

async function embedded() {
  const folder = await mkdtemp(join(tmpdir(), 'khartia-bench-'));
  const file = join(folder, 'index.db');
  const rss = process.memoryUsage.rss();
  const index = createEmbeddedSearchIndex({ file, startWorker });
  const figures = await measure(index);
  const rssGrowthMb = Math.round((process.memoryUsage.rss() - rss) / 1e6);
  await index.close();
  const opened = performance.now();
  const again = createEmbeddedSearchIndex({ file, startWorker });
  await again.status();
  const openMs = since(opened);
  await again.close();
  const fileMb = Math.round((await stat(file)).size / 1e6);
  await rm(folder, { recursive: true });
  return { ...figures, openMs, fileMb, rssGrowthMb };
}

const url = process.env.MEILI_URL;
const meilisearch = url
  ? await measure(
      createMeilisearchIndex({ url, apiKey: process.env.MEILI_MASTER_KEY, indexName: 'khartia-bench' }),
    )
  : 'skipped: MEILI_URL is not set';
console.log(
  JSON.stringify(
    { bench: 'search', records: COUNT, node: process.version, embedded: await embedded(), meilisearch },
    null,
    2,
  ),
);
