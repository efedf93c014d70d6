// Limits by client address, in memory: each web process counts for itself, which is enough to slow a guesser;
// the lockout of an account is kept in the store by the identity module.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { httpError } from './errors';
import type { RateLimit } from './load-context';

/** `points` uses in `seconds` for one key. */
export function createRateLimit(options: { points: number; seconds: number; name: string }): RateLimit {
  const limiter = new RateLimiterMemory({
    points: options.points,
    duration: options.seconds,
    keyPrefix: options.name,
  });
  return {
    async consume(key) {
      await limiter.consume(key).catch((cause: unknown) => {
        if (!(cause instanceof RateLimiterRes)) throw cause;
        const seconds = Math.max(1, Math.ceil(cause.msBeforeNext / 1000));
        throw httpError('too-many-requests', { wait: waitText(seconds), retryAfterSeconds: seconds });
      });
    },
  };
}

const waitText = (seconds: number) => (seconds < 90 ? `${seconds} сек.` : `${Math.ceil(seconds / 60)} мин.`);
