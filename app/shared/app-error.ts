// The one error type of the product: every expected failure is an AppError with a stable code.
// Modules keep their codes in one table (errors.ts); platform/http maps kind -> HTTP status once.

export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'limit'
  | 'unavailable'
  | 'internal';

export type ErrorDetails = Readonly<Record<string, unknown>>;

/** One row of a module's error table: what the code means and what a person reads. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  /** Russian text shown to the user; `{name}` is replaced from details. */
  readonly text: string;
  /** When it happens, for the engineer. */
  readonly when: string;
}

const BRAND = Symbol.for('khartia.AppError');

export class AppError extends Error {
  readonly [BRAND] = true;
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(code: string, kind: ErrorKind, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}

/** True for an AppError made by any copy of this module (a worker's, a test's). */
export function isAppError(value: unknown): value is AppError {
  return value instanceof Error && BRAND in value;
}

/** Replaces `{name}` in an error text by details.name. */
export function fillErrorText(text: string, details: ErrorDetails): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in details ? String(details[key]) : whole));
}

/**
 * Makes the thrower of one module's errors: `const fail = errorsOf('documents', TABLE)`,
 * then `throw fail('version-conflict', { expected, found })`. The code becomes `documents/version-conflict`.
 */
export function errorsOf<T extends Record<string, ErrorEntry>>(module: string, table: T) {
  return (name: keyof T & string, details: ErrorDetails = {}, cause?: unknown): AppError => {
    const entry = table[name];
    if (!entry) throw new Error(`unknown error ${module}/${name}`);
    return new AppError(`${module}/${name}`, entry.kind, fillErrorText(entry.text, details), details, cause);
  };
}
