// Rendered public pages by address and ETag, the least recently used dropped first. The ETag changes with the
// version, so nothing here can be stale; a process that restarts simply renders again. Each page is kept as it
// travels, plain and compressed, because compressing would cost more than all the rest of an answer.

export interface KeptPage {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

export interface PageCache {
  get(key: string, make: () => KeptPage): KeptPage;
}

const sizeOf = (page: KeptPage) => page.plain.byteLength + page.gzip.byteLength;

export function createPageCache(limits: { entries: number; bytes: number }): PageCache {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;
  const forget = (key: string) => {
    const page = pages.get(key);
    if (page) bytes -= sizeOf(page);
    pages.delete(key);
  };
  return {
    get(key, make) {
      const known = pages.get(key);
      if (known) {
        pages.delete(key);
        pages.set(key, known);
        return known;
      }
      const page = make();
      if (sizeOf(page) > limits.bytes) return page;
      pages.set(key, page);
      bytes += sizeOf(page);
      while (pages.size > limits.entries || bytes > limits.bytes) {
        const oldest = pages.keys().next().value;
        if (oldest === undefined) break;
        forget(oldest);
      }
      return page;
    },
  };
}
