// Rendered public pages by address and ETag, the least recently used dropped first. The ETag changes with the
// version, so nothing here can be stale; a process that restarts simply renders again.

export interface PageCache {
  get(key: string, render: () => string): string;
}

export function createPageCache(limits: { entries: number; characters: number }): PageCache {
  const pages = new Map<string, string>();
  let characters = 0;
  const forget = (key: string) => {
    characters -= pages.get(key)?.length ?? 0;
    pages.delete(key);
  };
  return {
    get(key, render) {
      const known = pages.get(key);
      if (known !== undefined) {
        pages.delete(key);
        pages.set(key, known);
        return known;
      }
      const page = render();
      if (page.length > limits.characters) return page;
      pages.set(key, page);
      characters += page.length;
      while (pages.size > limits.entries || characters > limits.characters) {
        const oldest = pages.keys().next().value;
        if (oldest === undefined) break;
        forget(oldest);
      }
      return page;
    },
  };
}
