const DUPLICATE_KEY = 11_000;

interface Refusal {
  readonly code?: unknown;
  /** Of many writes: each that failed. */
  readonly writeErrors?: Refusal | readonly Refusal[];
}

/** True for the database's «such a key is already there»; of many writes, when none failed for another reason. */
export function isDuplicateKey(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, writeErrors = [] } = error as Refusal;
  const each = [writeErrors].flat();
  return each.length > 0 ? each.every((one) => one.code === DUPLICATE_KEY) : code === DUPLICATE_KEY;
}

/** Waits for a write that may find its keys taken: what is there already is as good. */
export async function unlessDuplicate(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
