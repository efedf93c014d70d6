import type { ContentStore } from '~/platform/content';

/** What an editor saved is published at once; what is not valid is logged, and the former release stays. */
export function publishing(content: ContentStore, publish: () => Promise<unknown>): ContentStore {
  const published =
    <T>(write: (input: T) => Promise<string | null>) =>
    async (input: T) => {
      const commit = await write(input);
      if (commit) await publish();
      return commit;
    };
  return {
    ...content,
    async edit(author, work, message, within) {
      const result = await content.edit(author, work, message, within);
      await publish();
      return result;
    },
    save: published(content.save),
    remove: published(content.remove),
  };
}
