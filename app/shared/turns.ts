type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Work of one key is done one after another in the order it came; a failure is its own and holds nobody up. */
export function turns() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    const mine = before ? before.then(work, work) : work();
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}

/** {@link turns} of a single key. */
export function mutex(): InTurn {
  const inTurn = turns();
  return (work) => inTurn('', work);
}
