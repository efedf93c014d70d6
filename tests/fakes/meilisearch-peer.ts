// A scripted HTTP peer that answers as Meilisearch does, for machines without one: only the requests and the grammar
// that our adapter uses, and a refusal of all else. It proves the adapter's requests, not Meilisearch's ranking.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Doc = Record<string, unknown>;
interface Index {
  primaryKey: string;
  settings: Doc;
  docs: Map<string, Doc>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface MeilisearchPeer {
  readonly url: string;
  /** Every request, `METHOD /path`, for assertions on what was asked. */
  readonly requests: { line: string; body: unknown }[];
  close(): Promise<void>;
}

export async function startMeilisearchPeer(): Promise<MeilisearchPeer> {
  const indexes = new Map<string, Index>();
  const requests: MeilisearchPeer['requests'] = [];
  const server: Server = createServer(async (request, response) => {
    const body = await readBody(request);
    const path = new URL(request.url ?? '/', 'http://peer').pathname;
    requests.push({ line: `${request.method} ${path}`, body });
    const { status, body: answer } = route(indexes, `${request.method}`, path, body);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

let lastTask = 0;
const failures = new Map<number, string>();

// Tasks are done at once: what is asked of them later is only how they ended.
function task(type: string, failure?: string): Answer {
  const taskUid = ++lastTask;
  if (failure) failures.set(taskUid, failure);
  return {
    status: 202,
    body: { taskUid, indexUid: null, status: 'enqueued', type, enqueuedAt: '2026-11-21T10:00:00Z' },
  };
}

const missing = (code: string): Answer => ({
  status: 404,
  body: { message: code, code, type: 'invalid_request', link: '' },
});

function route(indexes: Map<string, Index>, method: string, path: string, body: unknown): Answer {
  const [root, name = '', ...rest] = path.slice(1).split('/');
  if (root === 'tasks') return { status: 200, body: taskView(Number(name)) };
  if (root === 'swap-indexes' && method === 'POST')
    return swap(indexes, body as { indexes: [string, string] }[]);
  if (root !== 'indexes') return missing('not_found');
  if (method === 'POST' && name === '') {
    const { uid, primaryKey } = body as { uid: string; primaryKey: string };
    indexes.set(uid, { primaryKey, settings: {}, docs: new Map() });
    return task('indexCreation');
  }
  const index = indexes.get(name);
  if (!index)
    return method === 'DELETE' ? task('indexDeletion', 'index_not_found') : missing('index_not_found');
  return routeIndex(indexes, index, { method, name, rest: rest.join('/'), body });
}

function taskView(uid: number): Doc {
  const failure = failures.get(uid);
  const error = failure ? { message: failure, code: failure, type: 'invalid_request', link: '' } : null;
  return {
    uid,
    status: failure ? 'failed' : 'succeeded',
    error,
    type: 'any',
    enqueuedAt: '2026-11-21T10:00:00Z',
  };
}

function swap(indexes: Map<string, Index>, swaps: { indexes: [string, string] }[]): Answer {
  for (const {
    indexes: [a, b],
  } of swaps) {
    const first = indexes.get(a);
    const second = indexes.get(b);
    if (!first || !second) return task('indexSwap', 'index_not_found');
    indexes.set(a, second).set(b, first);
  }
  return task('indexSwap');
}

interface IndexCall {
  readonly method: string;
  readonly name: string;
  readonly rest: string;
  readonly body: unknown;
}

function routeIndex(
  indexes: Map<string, Index>,
  index: Index,
  { method, name, rest, body }: IndexCall,
): Answer {
  switch (`${method} ${rest}`) {
    case 'GET ':
      return { status: 200, body: { uid: name, primaryKey: index.primaryKey } };
    case 'DELETE ':
      indexes.delete(name);
      return task('indexDeletion');
    case 'PATCH settings':
      Object.assign(index.settings, body);
      return task('settingsUpdate');
    case 'GET stats':
      return {
        status: 200,
        body: { numberOfDocuments: index.docs.size, isIndexing: false, fieldDistribution: {} },
      };
    case 'POST documents':
      for (const doc of body as Doc[]) index.docs.set(String(doc[index.primaryKey]), doc);
      return task('documentAdditionOrUpdate');
    case 'POST documents/delete': {
      const passes = filterOf((body as { filter: string }).filter);
      for (const [key, doc] of index.docs) if (passes(doc)) index.docs.delete(key);
      return task('documentDeletion');
    }
    case 'POST search':
      return { status: 200, body: search(index, body as SearchBody) };
    default:
      return missing('not_found');
  }
}

interface SearchBody {
  q?: string;
  filter?: (string | string[])[];
  facets?: string[];
  sort?: string[];
  page: number;
  hitsPerPage: number;
}

function search(
  index: Index,
  { q = '', filter = [], facets = [], sort = [], page, hitsPerPage }: SearchBody,
): Doc {
  const passes = filter.map(filterOf);
  const found = [...index.docs.values()].filter(
    (doc) => passes.every((pass) => pass(doc)) && matches(doc, q),
  );
  found.sort((a, b) => compareBy(sort, a, b));
  const facetDistribution = Object.fromEntries(facets.map((facet) => [facet, countValues(found, facet)]));
  const hits = found.slice((page - 1) * hitsPerPage, page * hitsPerPage).map(({ record }) => ({ record }));
  return {
    hits,
    page,
    hitsPerPage,
    totalHits: found.length,
    totalPages: 0,
    query: q,
    processingTimeMs: 0,
    facetDistribution,
  };
}

// Quoted words are exact, the last bare word is a prefix, all must be there.
function matches(doc: Doc, q: string): boolean {
  const fields = ['titleStems', 'headingStems', 'numberStems', 'stems', 'words'];
  const words = new Set(fields.flatMap((field) => String(doc[field] ?? '').split(' ')));
  const parts = [...q.matchAll(/"([^"]*)"|(\S+)/g)];
  return parts.every(([, phrase, bare], i) => {
    if (phrase !== undefined) return words.has(phrase);
    if (i !== parts.length - 1) return words.has(bare as string);
    return [...words].some((word) => word.startsWith(bare as string));
  });
}

type Pass = (doc: Doc) => boolean;

function filterOf(filter: string | string[]): Pass {
  if (Array.isArray(filter)) {
    const any = filter.map(filterOf);
    return (doc) => any.some((pass) => pass(doc));
  }
  const membership = /^(\w+) NOT IN \[(.*)\]$/.exec(filter);
  if (membership) {
    const values = [...(membership[2] as string).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) =>
      unquote(m[1] as string),
    );
    return (doc) => !valuesOf(doc, membership[1] as string).some((value) => values.includes(value));
  }
  const comparison = /^"?([\w.-]+)"? (=|>=|<=) (?:"((?:[^"\\]|\\.)*)"|(\d+))$/.exec(filter);
  if (!comparison) throw new Error(`the peer knows no such filter: ${filter}`);
  const [, field = '', operator, text, number] = comparison;
  if (operator === '=') return (doc) => valuesOf(doc, field).includes(unquote(text as string).toLowerCase());
  const bound = Number(number);
  return (doc) =>
    typeof doc[field] === 'number' &&
    (operator === '>=' ? doc[field] >= bound : (doc[field] as number) <= bound);
}

const unquote = (text: string) => text.replace(/\\(.)/g, '$1');

/** Lower-cased, as Meilisearch compares. */
function valuesOf(doc: Doc, field: string): string[] {
  return rawValuesOf(doc, field).map((value) => value.toLowerCase());
}

function rawValuesOf(doc: Doc, field: string): string[] {
  const value = field.split('.').reduce<unknown>((at, key) => (at as Doc | undefined)?.[key], doc);
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function compareBy(sort: string[], a: Doc, b: Doc): number {
  for (const rule of sort) {
    const [field = '', direction] = rule.split(':');
    const x = a[field] as number | undefined;
    const y = b[field] as number | undefined;
    if (x === y) continue;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return (x < y ? -1 : 1) * (direction === 'desc' ? -1 : 1);
  }
  return 0;
}

function countValues(docs: Doc[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const doc of docs)
    for (const value of rawValuesOf(doc, field)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
