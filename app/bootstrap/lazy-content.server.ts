// The content with its git history costs a fifth of the start and is needed by editors and publishing only:
// it opens when first asked for, after the site listens.
import type { ContentState, ContentStore } from '~/platform/content';

const OPENING: ContentState = {
  mode: 'read-only',
  reason: 'Содержание ещё открывается. Повторите через несколько секунд.',
};

/** The store that `open` gives, opened once at the first call; until then its state is «read-only, still opening». */
export function lazyContent(folder: string, open: () => Promise<ContentStore>): ContentStore {
  let opened: ContentStore | undefined;
  let opening: Promise<ContentStore> | undefined;
  const store = (): Promise<ContentStore> => {
    opening ??= open().then((content) => {
      opened = content;
      return content;
    });
    return opening;
  };
  return {
    folder,
    state: () => opened?.state() ?? OPENING,
    list: async (prefix) => (await store()).list(prefix),
    read: async (path) => (await store()).read(path),
    readSeed: async (path) => (await store()).readSeed(path),
    offered: async () => (await store()).offered(),
    save: async (input) => (await store()).save(input),
    remove: async (input) => (await store()).remove(input),
    edit: async (author, work, message, within) => (await store()).edit(author, work, message, within),
    history: async (path, limit) => (await store()).history(path, limit),
    readAt: async (path, commit) => (await store()).readAt(path, commit),
  };
}
