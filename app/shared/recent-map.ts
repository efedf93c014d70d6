/** The most recently used of at most `limit` values. */
export function recentMap<K, V>(limit: number) {
  const kept = new Map<K, V>();
  const set = (key: K, value: V): void => {
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > limit) kept.delete(kept.keys().next().value as K);
  };
  return {
    get(key: K): V | undefined {
      const value = kept.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
    delete: (key: K): boolean => kept.delete(key),
  };
}
