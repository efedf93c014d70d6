// An aggregation stage that must hold documents may hold 100 MB of them; then it is refused clearly.
import { Binary, isArray, isDoc, type Maybe } from '../bson-values';
import { StoreError } from '../errors';

const CAP_BYTES = 100 * 1024 * 1024;

export class MemoryCap {
  private used = 0;
  constructor(
    private readonly stage: string,
    private readonly limit = CAP_BYTES,
  ) {}

  add(bytes: number): void {
    this.used += bytes;
    if (this.used <= this.limit) return;
    throw new StoreError(
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `Exceeded memory limit for ${this.stage} (${this.limit} bytes); the embedded store does not sort or group on disk. Narrow the $match or move to MongoDB.`,
    );
  }

  addValue(value: Maybe): void {
    this.add(roughSize(value));
  }
}

/** Bytes a value takes, about as BSON. */
function roughSize(value: Maybe): number {
  if (typeof value === 'string') return 16 + value.length;
  if (isDoc(value)) {
    let size = 16;
    for (const [name, child] of value) size += name.length + 2 + roughSize(child);
    return size;
  }
  if (isArray(value)) return value.reduce((size: number, child) => size + roughSize(child) + 3, 16);
  return value instanceof Binary ? 16 + value.position : 16;
}
