// Rendered public pages as they travel (headers, plain and compressed bytes), by address and language. A page is
// good for one ETag only, which changes with the document, the language and the build, so nothing here can be
// stale. The least recently used goes first; a process that restarts simply renders again.
import { gzipSync } from 'node:zlib';
import { chooseLocale } from './messages';

export interface KeptPage {
  readonly etag: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

export interface ReadingPages {
  find(key: string): KeptPage | null;
  put(key: string, page: KeptPage): void;
}

const sizeOf = (page: KeptPage) => page.plain.byteLength + page.gzip.byteLength;

export function createReadingPages(limits: { entries: number; bytes: number }): ReadingPages {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;
  const forget = (key: string) => {
    const page = pages.get(key);
    if (page) bytes -= sizeOf(page);
    pages.delete(key);
  };
  return {
    find(key) {
      const page = pages.get(key);
      if (!page) return null;
      pages.delete(key);
      pages.set(key, page);
      return page;
    },
    put(key, page) {
      forget(key);
      if (sizeOf(page) > limits.bytes) return;
      pages.set(key, page);
      bytes += sizeOf(page);
      while (pages.size > limits.entries || bytes > limits.bytes) {
        const oldest = pages.keys().next().value;
        if (oldest === undefined) break;
        forget(oldest);
      }
    },
  };
}

/** The site's own; entry.server.tsx fills it. */
export const readingPages = createReadingPages({ entries: 300, bytes: 24_000_000 });

// Made-up queries must not fill the memory: a page is kept only at its usual addresses.
const USUAL_QUERY = /^(\?lang=(ru|en))?$/;

/** Under which name a page is kept; null for an address that is not. */
export function pageKey(url: URL, acceptLanguage: string | null | undefined): string | null {
  if (!USUAL_QUERY.test(url.search)) return null;
  const locale = chooseLocale({ query: url.searchParams.get('lang'), acceptLanguage });
  return `${locale} ${url.protocol}${url.pathname}${url.search}`;
}

/** A rendered page in the forms it travels in. */
export function keepPage(html: string, etag: string, headers: Headers): KeptPage {
  const plain = new TextEncoder().encode(html);
  return { etag, headers: [...headers], plain, gzip: new Uint8Array(gzipSync(plain, { level: 9 })) };
}

export interface KeptAnswer {
  readonly status: 200 | 304;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** The answer to a request from a kept page: 304 where the reader has it, else in the encoding he takes. */
export function answerFromKept(
  page: KeptPage,
  request: { ifNoneMatch?: string | null | undefined; acceptEncoding?: string | null | undefined },
): KeptAnswer {
  const headers = Object.fromEntries(page.headers);
  if (request.ifNoneMatch?.includes(page.etag)) return { status: 304, headers, body: null };
  if (!/\bgzip\b/.test(request.acceptEncoding ?? '')) return { status: 200, headers, body: page.plain };
  return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: page.gzip };
}

export interface KeptRequest {
  readonly url: URL;
  readonly acceptLanguage?: string | null | undefined;
  readonly acceptEncoding?: string | null | undefined;
  readonly ifNoneMatch?: string | null | undefined;
}

/**
 * For the host, before Remix: the kept answer while the document's tag (PublicDocumentView.etag) is still `tag()`,
 * else null, and the page is made anew. Asks for the tag only when there is a page to answer with.
 */
export async function answerBeforeRemix(
  request: KeptRequest,
  tag: () => Promise<string | null>,
): Promise<KeptAnswer | null> {
  const key = pageKey(request.url, request.acceptLanguage);
  const page = key ? readingPages.find(key) : null;
  if (!page) return null;
  const current = await tag();
  return current !== null && page.etag.startsWith(`W/"${current}-`) ? answerFromKept(page, request) : null;
}
