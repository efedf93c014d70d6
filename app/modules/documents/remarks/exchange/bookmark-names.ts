// Word allows bookmarks forty characters of letters, digits and underscores; block ids know no such limit. The name is
// a hash of the id, so that nothing but the base version is needed to find the block again.
const PREFIX = 'kh_';

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** «kh_…»: equal ids give equal names; different ids give different names for any real document. */
export function bookmarkOf(blockId: string): string {
  const halves = [fnv(blockId, 0x811c9dc5), fnv(blockId, 0x9e3779b9)];
  return PREFIX + halves.map((half) => half.toString(36).padStart(7, '0')).join('');
}

export const isBlockBookmark = (name: string): boolean => name.startsWith(PREFIX);

/** Custom properties of the file by which it is known again. */
export const FILE_PROPERTIES = {
  document: 'KhartiaDocument',
  version: 'KhartiaVersion',
} as const;
