// A named lease in the database: at most one holder at a time, taken over when it runs out.
import type { Db } from 'mongodb';
import type { IdSource } from '~/shared/ids';
import type { Clock } from '../clock';
import { isDuplicateKey } from '../storage/duplicate-key.server';

export interface Lease {
  /** Takes or prolongs the lease; false while another holds it. */
  acquire(): Promise<boolean>;
  /** Gives it up at once; no effect when it is not held. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly db: Db;
  readonly name: string;
  readonly ttlMs: number;
  readonly clock: Clock;
  readonly newId: IdSource;
}

interface LeaseDocument {
  _id: string;
  token: string;
  until: Date;
}

export function createLease({ db, name, ttlMs, clock, newId }: LeaseOptions): Lease {
  const leases = db.collection<LeaseDocument>('leases');
  const token = newId('lease');
  return {
    async acquire() {
      const now = clock.now();
      const until = new Date(now.getTime() + ttlMs);
      const free = { _id: name, $or: [{ token }, { until: { $lte: now } }] };
      try {
        await leases.updateOne(free, { $set: { token, until } }, { upsert: true });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release() {
      await leases.deleteOne({ _id: name, token });
    },
  };
}
