// The one place where an error kind becomes an HTTP status.
import type { AppError, ErrorKind } from '~/shared/app-error';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  limit: 413,
  unavailable: 503,
  internal: 500,
};

/** Status of an error: by kind; a limit in time (details.retryAfterSeconds) is 429, a limit in size 413. */
export function statusOf(error: Pick<AppError, 'kind' | 'details'>): number {
  if (error.kind === 'limit' && typeof error.details.retryAfterSeconds === 'number') return 429;
  return STATUS[error.kind];
}
