/** Members of a list that never changes its order, each with a key for React. */
export function keyed<T>(list: readonly T[]): { key: string; value: T }[] {
  return list.map((value, index) => ({ key: String(index), value }));
}
