/** A map of the values set last, at most `limit`; who is set again is the newest. */
export function recentMap<K, V>(limit: number) {
  const kept = new Map<K, V>();
  return {
    get: (key: K): V | undefined => kept.get(key),
    set(key: K, value: V): void {
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > limit) kept.delete(kept.keys().next().value as K);
    },
    delete: (key: K): boolean => kept.delete(key),
  };
}
