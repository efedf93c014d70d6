// Holds a lease for as long as something is read: taken when it is free, prolonged by a timer, given back.
import type { Lease } from '../jobs/index.server';
import { fail } from './errors';

export interface Hold {
  /** Throws backup/moved once the lease was lost. */
  assertHeld(): void;
  release(): Promise<void>;
}

/** Longer than any lease lives, so one whose holder was killed is waited out. */
const PATIENCE_MS = 90_000;
const RETRY_MS = 50;
const PROLONG_MS = 10_000;

/** Throws backup/busy. */
export async function holdLease(lease: Lease, patience = PATIENCE_MS): Promise<Hold> {
  const deadline = performance.now() + patience;
  while (!(await lease.acquire())) {
    if (performance.now() > deadline) throw fail('busy');
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  let lost: unknown = null;
  const prolong = () =>
    lease.acquire().then(
      (held) => {
        if (!held) lost = fail('moved');
      },
      (error: unknown) => {
        lost = fail('moved', {}, error);
      },
    );
  const timer = setInterval(() => void prolong(), PROLONG_MS);
  return {
    assertHeld() {
      if (lost) throw lost;
    },
    async release() {
      clearInterval(timer);
      await lease.release();
    },
  };
}
